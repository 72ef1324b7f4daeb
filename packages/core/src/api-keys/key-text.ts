import { toBase64Url } from '../crypto/base64.ts';
import { sha256 } from '../crypto/hash.ts';
import { checksum } from './checksum.ts';

/**
 * `ptl_<id>_<secret><checksum>`: the id as 32 hexadecimal digits, the secret 32 random bytes in base64url, and the checksum
 * of all before it. Keys of former versions have none.
 */
const KEY = /^(ptl_([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})_([\w-]{43}))([0-9A-Za-z]{6})?$/;

export interface NewKey {
  id: string;
  /** The key itself, to be shown once. */
  key: string;
  secretHash: string;
}

/** A new secret, of a new key or for one that is there. */
export async function newKey(id: string = crypto.randomUUID()): Promise<NewKey> {
  const secret = toBase64Url(crypto.getRandomValues(new Uint8Array(32)));
  const text = `ptl_${id.replaceAll('-', '')}_${secret}`;
  return { id, key: `${text}${checksum(text)}`, secretHash: await sha256(secret) };
}

/** Whether a bearer token means to be an API key; a JWT never begins like this. */
export function looksLikeKey(token: string): boolean {
  return token.startsWith('ptl_');
}

/** Id and secret of a key, or null for a text that is none. */
export function parseKey(token: string): { id: string; secret: string } | null {
  const [, text, a, b, c, d, e, secret, sum] = KEY.exec(token) ?? [];
  if (!text || !secret || (sum !== undefined && sum !== checksum(text))) return null;
  return { id: `${a}-${b}-${c}-${d}-${e}`, secret };
}

/** The part of a key that may be shown for ever, so that people recognise theirs. */
export function keyPrefix(id: string): string {
  return `ptl_${id.slice(0, 8)}`;
}
