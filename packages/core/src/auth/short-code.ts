import { SHORT_CODE_LETTERS } from '@portolan/contract';
import type { MasterKey } from '../ports/index.ts';

const LENGTH = 8;
/** Bytes from here on would make the first letters likelier than the last. */
const FAIR = 256 - (256 % SHORT_CODE_LETTERS.length);
const encoder = new TextEncoder();

/** A code that a person compares or types, as `BDKW-PQRT`. */
export function newShortCode(): string {
  let letters = '';
  while (letters.length < LENGTH) {
    for (const byte of crypto.getRandomValues(new Uint8Array(LENGTH))) {
      if (byte < FAIR && letters.length < LENGTH) letters += SHORT_CODE_LETTERS[byte % SHORT_CODE_LETTERS.length];
    }
  }
  return `${letters.slice(0, 4)}-${letters.slice(4)}`;
}

/** What is stored of a short code. There are so few of them that a hash without a key would tell which it is. */
export async function hashShortCode({ codes }: MasterKey, code: string): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.sign('HMAC', codes, encoder.encode(code)));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
