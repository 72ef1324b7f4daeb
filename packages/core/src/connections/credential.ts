import { Credential, type CredentialState } from '@portolan/contract';
import type { DataConnectionRow } from '@portolan/db';
import type { Keyring } from '../crypto/keyring.ts';
import { seal, unseal } from '../crypto/seal.ts';
import { invalid } from '../errors.ts';
import { type Destination, destinationOf } from './destination.ts';

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
  const sealed = await seal(keyring, JSON.stringify(credential), bindingOf(bound));
  return {
    encryptedCredential: sealed.text,
    credentialKeyId: sealed.keyId,
    credentialDestination: destinationOf(bound),
  };
}

/** Told from the columns alone, without a key: lists show it. */
export function credentialStateOf(row: Destination & Pick<StoredCredential, 'credentialDestination'>): CredentialState {
  if (!row.credentialDestination) return 'none';
  return row.credentialDestination === destinationOf(row) ? 'ready' : 'sealed';
}

export type OpenedCredential =
  | { state: 'ready'; credential: Credential | null }
  | { state: 'sealed' }
  | { state: 'unreadable' };

export async function openCredential(keyring: Keyring, row: Bound & StoredCredential): Promise<OpenedCredential> {
  const state = credentialStateOf(row);
  if (state === 'none') return { state: 'ready', credential: null };
  if (state === 'sealed') return { state };
  const sealed = { text: row.encryptedCredential ?? '', keyId: row.credentialKeyId ?? '' };
  const text = await unseal(keyring, sealed, bindingOf(row));
  const parsed = text === null ? null : Credential.safeParse(JSON.parse(text));
  return parsed?.success ? { state, credential: parsed.data } : { state: 'unreadable' };
}

function bindingOf(bound: Bound): string {
  return `portolan:credential:1:${bound.tenantId}:${bound.id}:${destinationOf(bound)}`;
}
