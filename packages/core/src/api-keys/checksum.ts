const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const LENGTH = 6;
const REFLECTED_POLYNOMIAL = 0xedb88320;

/** CRC-32 (that of zip and gzip) of a text of ASCII letters. */
export function crc32(text: string): number {
  let rest = 0xffffffff;
  for (let at = 0; at < text.length; at++) {
    rest ^= text.charCodeAt(at);
    for (let bit = 0; bit < 8; bit++) rest = (rest >>> 1) ^ (rest & 1 ? REFLECTED_POLYNOMIAL : 0);
  }
  return (rest ^ 0xffffffff) >>> 0;
}

/** The CRC-32 in six digits of base 62: what only looks like a key is told from one without asking anybody. */
export function checksum(text: string): string {
  let digits = '';
  for (let rest = crc32(text); digits.length < LENGTH; rest = Math.floor(rest / DIGITS.length)) {
    digits = DIGITS.charAt(rest % DIGITS.length) + digits;
  }
  return digits;
}
