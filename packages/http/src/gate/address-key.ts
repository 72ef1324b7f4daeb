import { isIP, plainAddress } from '../client-address.ts';
import { remembering } from '../remembering.ts';

/** How much of one thing an address may hold, and how much this machine itself: a proxy that nobody named, a load test. */
export interface PerAddress {
  address: number;
  loopback: number;
}

/** What counts as one address: an IPv4 address, or the /64 that whoever has one IPv6 address has all of. */
export const addressKey = remembering((address) => {
  const plain = plainAddress(address);
  if (isIP(plain) !== 6) return plain;
  const [head = '', tail = ''] = plain.split('::').map((half) => half.split(':').filter(Boolean)) as string[][];
  const zeros = Array.from({ length: 8 - head.length - tail.length }, () => '0');
  return `${[...head, ...zeros, ...tail].slice(0, 4).join(':')}::/64`;
});

export function isLoopback(address: string): boolean {
  return address.startsWith('127.') || address === '::1';
}
