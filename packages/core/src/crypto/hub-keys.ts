import type { Keyring } from '../ports/index.ts';
import { signingPair } from './signing-keys.ts';

/** What driver hosts know this hub by: an Ed25519 key, as RFC 8037 writes it. */
export interface HubKey {
  kty: 'OKP';
  crv: 'Ed25519';
  x: string;
  kid: string;
}

/** The key that calls of driver hosts are signed with; its id is the master key's. */
export async function hubSigner({ current }: Keyring): Promise<{ kid: string; privateKey: CryptoKey }> {
  return { kid: current.id, privateKey: (await signingPair(current)).privateKey };
}

/** The public keys of all configured keys, the current one first: a host that has them takes calls before, during and after a rotation. */
export async function hubKeySet(keyring: Keyring): Promise<{ keys: HubKey[] }> {
  const keys = keyring.all.map(async (key): Promise<HubKey> => {
    const { x = '' } = await crypto.subtle.exportKey('jwk', (await signingPair(key)).privateKey);
    return { kty: 'OKP', crv: 'Ed25519', x, kid: key.id };
  });
  return { keys: await Promise.all(keys) };
}
