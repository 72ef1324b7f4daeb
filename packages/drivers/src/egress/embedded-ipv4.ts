import { isIPv6 } from 'node:net';

/**
 * The IPv4 address a v6 address stands for, because a translator or the kernel would send the packets there: mapped
 * and compatible (RFC 4291), translated (RFC 7915), NAT64 (RFC 6052) and 6to4 (RFC 3056). Null where there is none.
 */
export function embeddedIpv4(address: string): string | null {
  const words = wordsOf(address);
  if (!words) return null;
  const prefix = words.slice(0, 6).join(':');
  if (prefix === '0:0:0:0:0:65535' || prefix === '0:0:0:0:65535:0' || prefix === '100:65435:0:0:0:0') {
    return dotted(words[6], words[7]);
  }
  if (prefix === '0:0:0:0:0:0' && words[6] !== 0) return dotted(words[6], words[7]);
  if (words[0] === 0x2002) return dotted(words[1], words[2]);
  return null;
}

/** The eight 16-bit words of a v6 address. */
function wordsOf(address: string): number[] | null {
  if (!isIPv6(address) || address.includes('%')) return null;
  // The URL parser writes the canonical form: no dotted tail, one `::` at most.
  const canonical = new URL(`http://[${address}]`).hostname.slice(1, -1);
  const [head = '', tail] = canonical.split('::');
  const parse = (part: string) => (part === '' ? [] : part.split(':').map((word) => Number.parseInt(word, 16)));
  const left = parse(head);
  if (tail === undefined) return left;
  const right = parse(tail);
  return [...left, ...new Array<number>(8 - left.length - right.length).fill(0), ...right];
}

function dotted(high = 0, low = 0): string {
  return [high >> 8, high & 255, low >> 8, low & 255].join('.');
}
