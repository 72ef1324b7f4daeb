import type { Connection } from '@portolan/contract';
import type { DataConnectionRow } from '@portolan/db';
import type { Keyring } from '../ports/index.ts';
import { credentialStateOf } from './credential.ts';

/** What a view is built from: the row without its ciphertext, which no answer needs. */
export type ConnectionViewRow = Omit<DataConnectionRow, 'encryptedCredential'>;

/** The keys tell whether a stored credential could be opened; nothing is. */
export function toConnection(keyring: Keyring, row: ConnectionViewRow): Connection {
  const options = row.options ?? null;
  const stored = {
    credentialDestination: row.credentialDestination ?? null,
    credentialKeyId: row.credentialKeyId ?? null,
  };
  const bound = { ...row, ...stored, options };
  return {
    id: row.id,
    name: row.name,
    description: row.description ?? null,
    dbType: row.dbType,
    host: row.host,
    port: row.port,
    databaseName: row.databaseName ?? null,
    username: row.username ?? null,
    hasCredential: stored.credentialDestination !== null,
    credentialState: credentialStateOf(keyring, bound),
    useSsl: row.useSsl,
    options,
    lastTestedAt: row.lastTestedAt?.toISOString() ?? null,
    lastTestResult: row.lastTestResult ?? null,
    lastTestMessage: row.lastTestMessage ?? null,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    createdByUserId: row.createdByUserId ?? null,
    tenantId: row.tenantId,
    ...(row.deletedAt ? { deletedAt: row.deletedAt.toISOString(), deletedByUserId: row.deletedByUserId ?? null } : {}),
  };
}
