import { Credential, type CredentialState } from '@portolan/contract';
import type { DataConnectionRow } from '@portolan/db';
import { seal, unseal } from '../crypto/seal.ts';
import { invalid } from '../errors.ts';
import type { Keyring } from '../ports/index.ts';
import { bindingTextOf, type Destination, formerBinding, isBoundHere } from './destination.ts';

export type StoredCredential = Pick<
  DataConnectionRow,
  'encryptedCredential' | 'credentialKeyId' | 'credentialDestination'
>;
type Bound = Destination & { id: string; tenantId: string };

export const NO_CREDENTIAL: StoredCredential = {
  encryptedCredential: null,
  credentialKeyId: null,
  credentialDestination: null,
};

/** What a caller wants of the credential: undefined keeps it, null removes it. */
export function credentialOf(input: {
  password?: string | null | undefined;
  credential?: Credential | undefined;
}): Credential | null | undefined {
  const { password, credential } = input;
  if (credential && password) throw invalid('credential', 'Send either password or credential, not both');
  if (credential) return credential;
  if (password === undefined) return undefined;
  return password ? { type: 'password', password } : null;
}

/** Encrypts for one connection and one destination: moved to another row or address, the text does not open. */
export async function sealCredential(
  keyring: Keyring,
  bound: Bound,
  credential: Credential,
): Promise<StoredCredential> {
  const destination = bindingTextOf(bound);
  const sealed = await seal(keyring, JSON.stringify(credential), bindingOf(bound, destination));
  return {
    encryptedCredential: sealed.text,
    credentialKeyId: sealed.keyId,
    credentialDestination: destination,
  };
}

/** Told from the columns alone, without opening anything: lists show it. */
export function credentialStateOf(
  keyring: Keyring,
  row: Destination & Pick<StoredCredential, 'credentialDestination' | 'credentialKeyId'>,
): CredentialState {
  if (!row.credentialDestination) return 'none';
  if (!keyring.find(row.credentialKeyId ?? '')) return 'unreadable';
  return isBoundHere(row.credentialDestination, row, row) ? 'ready' : 'sealed';
}

export type OpenedCredential =
  | { state: 'ready'; credential: Credential | null }
  | { state: 'sealed' }
  | { state: 'unreadable' };

export async function openCredential(keyring: Keyring, row: Bound & StoredCredential): Promise<OpenedCredential> {
  const state = credentialStateOf(keyring, row);
  if (state === 'none') return { state: 'ready', credential: null };
  if (state !== 'ready') return { state };
  const text = await unsealStored(keyring, row);
  const parsed = text === null ? null : Credential.safeParse(JSON.parse(text));
  return parsed?.success ? { state, credential: parsed.data } : { state: 'unreadable' };
}

/**
 * The stored text under the current key, bound as it was: to the destination it was entered for, wherever its connection
 * leads now. Null when no key opens it.
 */
export async function resealCredential(
  keyring: Keyring,
  row: Pick<Bound, 'id' | 'tenantId'> & StoredCredential,
): Promise<string | null> {
  const plaintext = await unsealStored(keyring, row);
  if (plaintext === null) return null;
  return (await seal(keyring, plaintext, bindingOf(row, row.credentialDestination ?? ''))).text;
}

/** By the text it was bound with, which may spell the same host in another way or, in the ciphertext, be the shorter one. */
async function unsealStored(
  keyring: Keyring,
  row: Pick<Bound, 'id' | 'tenantId'> & StoredCredential,
): Promise<string | null> {
  const stored = { text: row.encryptedCredential ?? '', keyId: row.credentialKeyId ?? '' };
  const destination = row.credentialDestination ?? '';
  const text = await unseal(keyring, stored, bindingOf(row, destination));
  const former = text === null ? formerBinding(destination) : null;
  return former === null ? text : unseal(keyring, stored, bindingOf(row, former));
}

function bindingOf({ id, tenantId }: Pick<Bound, 'id' | 'tenantId'>, destination: string): string {
  return `portolan:credential:1:${tenantId}:${id}:${destination}`;
}
