import type { DiagnosisCode, TestResult } from '@portolan/contract';
import type { DataConnectionRow } from '@portolan/db';
import type { ConnectionTarget } from '@portolan/drivers';
import type { Keyring } from '../ports/index.ts';
import { openCredential } from './credential.ts';
import type { Destination } from './destination.ts';

/** Why a stored credential may not be used. Nobody was dialled. */
export interface CredentialRefusal {
  code: Extract<DiagnosisCode, 'CREDENTIAL_REENTRY_REQUIRED' | 'CREDENTIAL_UNREADABLE'>;
  message: string;
  remedy: string;
}

export const REENTRY_REQUIRED: CredentialRefusal = {
  code: 'CREDENTIAL_REENTRY_REQUIRED',
  message: 'The stored credential was entered for another destination',
  remedy:
    'Edit the connection and enter its password again, or put back what it was entered for: address, TLS mode and CA certificate.',
};
const UNREADABLE: CredentialRefusal = {
  code: 'CREDENTIAL_UNREADABLE',
  message: 'The stored credential cannot be decrypted with the keys of this installation',
  remedy: 'Enter the password again, or ask the operator to bring back the encryption key it was stored with.',
};

type Addressed = Destination & { databaseName?: string | null | undefined; username?: string | null | undefined };

/** What a driver needs, from a row or an input; the credential comes apart. */
export function toTarget(from: Addressed, credential: ConnectionTarget['credential']): ConnectionTarget {
  return {
    dbType: from.dbType,
    host: from.host,
    port: from.port,
    databaseName: from.databaseName || null,
    username: from.username || null,
    useSsl: from.useSsl,
    options: from.options ?? {},
    credential,
  };
}

/** Columns of a saved connection that dialling it takes. */
export type DialledColumns = Pick<
  DataConnectionRow,
  | 'id'
  | 'tenantId'
  | 'dbType'
  | 'host'
  | 'port'
  | 'databaseName'
  | 'username'
  | 'useSsl'
  | 'options'
  | 'encryptedCredential'
  | 'credentialKeyId'
  | 'credentialDestination'
>;

/** The target of a saved connection, or why its credential may not be used. */
export async function targetOf(keyring: Keyring, row: DialledColumns): Promise<ConnectionTarget | CredentialRefusal> {
  const bound = { ...row, options: row.options ?? null };
  const opened = await openCredential(keyring, bound);
  if (opened.state === 'sealed') return REENTRY_REQUIRED;
  if (opened.state === 'unreadable') return UNREADABLE;
  return toTarget(bound, opened.credential);
}

/** A refusal as the answer of a test: it ends at its first stage. */
export function refusedTest({ code, message, remedy }: CredentialRefusal): TestResult {
  const stage = { stage: 'config', ok: false, ms: 0, code, message, remedy } as const;
  return { success: false, message, latencyMs: 0, code, stage: 'config', stages: [stage] };
}
