import type { Keyring, MasterKey } from '../ports/index.ts';
import type { Bytes } from './base64.ts';

/** `current` and `previous`: 32 bytes each. */
export async function createKeyring(current: Bytes, previous: readonly Bytes[] = []): Promise<Keyring> {
  const all = await Promise.all([current, ...previous].map(createMasterKey));
  const byId = new Map(all.map((key) => [key.id, key]));
  return { current: all[0] as MasterKey, all, find: (id) => byId.get(id) };
}

async function createMasterKey(bytes: Bytes): Promise<MasterKey> {
  const [id, signingSeed, encryption, audit, codes] = await Promise.all([
    derive(bytes, 'portolan key id', 8),
    derive(bytes, 'portolan token signing', 32),
    // The bytes themselves are the AES key, as the stored format promises: any AES-256-GCM can read it.
    crypto.subtle.importKey('raw', bytes, 'AES-GCM', false, ['encrypt', 'decrypt']),
    derive(bytes, 'portolan audit', 32).then(importHmac),
    derive(bytes, 'portolan short codes', 32).then(importHmac),
  ]);
  const name = Array.from(id, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return { id: name, encryption, signingSeed, audit, codes };
}

function importHmac(bytes: Bytes): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign', 'verify']);
}

async function derive(bytes: Bytes, purpose: string, length: number): Promise<Bytes> {
  const key = await crypto.subtle.importKey('raw', bytes, 'HKDF', false, ['deriveBits']);
  const info = new TextEncoder().encode(purpose);
  const parameters = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(0), info };
  return new Uint8Array(await crypto.subtle.deriveBits(parameters, key, length * 8));
}
