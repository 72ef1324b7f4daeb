import { toBase64Url } from './base64.ts';
import { sha256 } from './hash.ts';

/** The secret of a link: 32 random bytes in base64url, of which only the hash is stored. */
export async function newLinkToken(): Promise<{ token: string; tokenHash: string }> {
  const token = toBase64Url(crypto.getRandomValues(new Uint8Array(32)));
  return { token, tokenHash: await sha256(token) };
}
