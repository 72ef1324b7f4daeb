/** The query of an address with its question mark, as `URL` has it, which need not be made for this. Empty without one. */
export function searchOf(url: string): string {
  const hash = url.indexOf('#');
  const end = hash === -1 ? url.length : hash;
  const start = url.indexOf('?');
  return start === -1 || start > end ? '' : url.slice(start, end);
}
