import { toBase64Url } from '../crypto/base64.ts';
import { sha256 } from '../crypto/hash.ts';

/** `ptl_<id>_<secret>`: the id as 32 hexadecimal digits, the secret 32 random bytes in base64url. */
const KEY = /^ptl_([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})_([\w-]{43})$/;

export interface NewKey {
  id: string;
  /** The key itself, to be shown once. */
  key: string;
  secretHash: string;
}

export async function newKey(): Promise<NewKey> {
  const id = crypto.randomUUID();
  const secret = toBase64Url(crypto.getRandomValues(new Uint8Array(32)));
  return { id, key: `ptl_${id.replaceAll('-', '')}_${secret}`, secretHash: await sha256(secret) };
}

/** Whether a bearer token means to be an API key; a JWT never begins like this. */
export function looksLikeKey(token: string): boolean {
  return token.startsWith('ptl_');
}

/** Id and secret of a key, or null for a text that is none. */
export function parseKey(token: string): { id: string; secret: string } | null {
  const [, a, b, c, d, e, secret] = KEY.exec(token) ?? [];
  return secret ? { id: `${a}-${b}-${c}-${d}-${e}`, secret } : null;
}

/** The part of a key that may be shown for ever, so that people recognise theirs. */
export function keyPrefix(id: string): string {
  return `ptl_${id.slice(0, 8)}`;
}
