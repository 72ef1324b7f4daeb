import type { Connection } from '@portolan/contract';
import type { DataConnectionRow } from '@portolan/db';
import { credentialStateOf } from './credential.ts';

/** What a view is built from: the row without its ciphertext, which no answer needs. */
export type ConnectionViewRow = Omit<DataConnectionRow, 'encryptedCredential' | 'credentialKeyId' | 'deletedAt'>;

export function toConnection(row: ConnectionViewRow): Connection {
  const options = row.options ?? null;
  const destination = { ...row, options, credentialDestination: row.credentialDestination ?? null };
  return {
    id: row.id,
    name: row.name,
    description: row.description ?? null,
    dbType: row.dbType,
    host: row.host,
    port: row.port,
    databaseName: row.databaseName ?? null,
    username: row.username ?? null,
    hasCredential: destination.credentialDestination !== null,
    credentialState: credentialStateOf(destination),
    useSsl: row.useSsl,
    options,
    lastTestedAt: row.lastTestedAt?.toISOString() ?? null,
    lastTestResult: row.lastTestResult ?? null,
    lastTestMessage: row.lastTestMessage ?? null,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    createdByUserId: row.createdByUserId ?? null,
    tenantId: row.tenantId,
  };
}
