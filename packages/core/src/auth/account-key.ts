/** What an address is counted under: addresses that are one account share it (`account_key` in the database). */
export function accountKey(address: string): string {
  return address.trim().normalize('NFKC').toLowerCase();
}
