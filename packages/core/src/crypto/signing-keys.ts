import type { MasterKey } from '../ports/index.ts';
import { toBase64 } from './base64.ts';

const PKCS8_PREFIX = [0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20];

export interface SigningPair {
  privateKey: CryptoKey;
  publicKey: CryptoKey;
}

/** The Ed25519 pair of a master key. A PKCS#8 Ed25519 key is a fixed prefix and the seed. */
export async function signingPair(key: MasterKey): Promise<SigningPair> {
  const pkcs8 = new Uint8Array([...PKCS8_PREFIX, ...key.signingSeed]);
  const privateKey = await crypto.subtle.importKey('pkcs8', pkcs8, 'Ed25519', true, ['sign']);
  const { x } = await crypto.subtle.exportKey('jwk', privateKey);
  const jwk = { kty: 'OKP', crv: 'Ed25519', x: x ?? '' };
  return { privateKey, publicKey: await crypto.subtle.importKey('jwk', jwk, 'Ed25519', false, ['verify']) };
}

/** Base64url that decodes leniently has several spellings of one value: only the one we would write is taken. */
export function isCanonical(token: string): boolean {
  return token.split('.').every((part) => {
    const padded = part.replaceAll('-', '+').replaceAll('_', '/') + '='.repeat((4 - (part.length % 4)) % 4);
    try {
      return toBase64(Uint8Array.from(atob(padded), (char) => char.charCodeAt(0))) === padded;
    } catch {
      return false;
    }
  });
}
