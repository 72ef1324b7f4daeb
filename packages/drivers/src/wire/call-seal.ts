import { CompactEncrypt, compactDecrypt, decodeProtectedHeader } from 'jose';
import type { HostKeys } from './host-keys.ts';

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { fatal: true });

/** X25519 with a key of its own for each call; what is between hub and host reads nothing of it. */
const AGREEMENT = 'ECDH-ES';
const CONTENT = 'A256GCM';

/** `kid` is the host's public key as text. */
export function sealCall({ kid, key }: { kid: string; key: CryptoKey }, call: object): Promise<string> {
  return new CompactEncrypt(encoder.encode(JSON.stringify(call)))
    .setProtectedHeader({ alg: AGREEMENT, enc: CONTENT, kid })
    .encrypt(key);
}

/** What was sealed for one of these keys; throws for everything else. */
export async function openCall(keys: HostKeys, sealed: string): Promise<unknown> {
  const key = keys.find(String(decodeProtectedHeader(sealed).kid));
  if (!key) throw new Error('sealed for another host');
  const options = { keyManagementAlgorithms: [AGREEMENT], contentEncryptionAlgorithms: [CONTENT] };
  return JSON.parse(decoder.decode((await compactDecrypt(sealed, key, options)).plaintext));
}
