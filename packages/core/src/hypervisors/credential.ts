import type { HypervisorTarget } from '@portolan/compute';
import { type Sealed, seal, unseal } from '../crypto/seal.ts';
import type { Keyring } from '../ports/index.ts';
import type { HypervisorRow } from './hypervisor-row.ts';

export type HypervisorCredential = NonNullable<HypervisorTarget['credential']>;
export type StoredHypervisor = Pick<
  HypervisorRow,
  'id' | 'uri' | 'username' | 'encryptedCredential' | 'credentialKeyId'
>;

/** Encrypts for one hypervisor at one address: moved elsewhere, the text does not open. */
export function sealHypervisor(
  keyring: Keyring,
  bound: Pick<StoredHypervisor, 'id' | 'uri' | 'username'>,
  credential: HypervisorCredential,
): Promise<Sealed> {
  return seal(keyring, JSON.stringify(credential), bindingOf(bound));
}

/** `unreadable` where no configured key opens it. */
export async function openHypervisor(
  keyring: Keyring,
  row: StoredHypervisor,
): Promise<HypervisorCredential | null | 'unreadable'> {
  const { encryptedCredential: text, credentialKeyId: keyId } = row;
  if (!text || !keyId) return null;
  const opened = await unseal(keyring, { text, keyId }, bindingOf(row));
  return opened === null ? 'unreadable' : (JSON.parse(opened) as HypervisorCredential);
}

function bindingOf({ id, uri, username }: Pick<StoredHypervisor, 'id' | 'uri' | 'username'>): string {
  return `portolan:hypervisor:1:${id}:${JSON.stringify([uri, username])}`;
}
