import { type Connection, usualSnapshotRefresh } from '@portolan/contract';
import type { DataConnectionRow } from '@portolan/db';
import type { Keyring } from '../ports/index.ts';
import { credentialStateOf } from './credential.ts';
import type { HealthColumns } from './health-columns.ts';

/** What a view is built from: the row without its ciphertext, which no answer needs. */
export type ConnectionViewRow = Omit<DataConnectionRow, 'encryptedCredential'> & HealthColumns;

/** The keys tell whether a stored credential could be opened; nothing is. In the order of the schema, which it is closed by. */
export function toConnection(keyring: Keyring, row: ConnectionViewRow): Connection {
  const { deletedAt } = row;
  const view = {
    id: row.id,
    name: row.name,
    description: row.description ?? null,
    dbType: row.dbType,
    host: row.host,
    port: row.port,
    databaseName: row.databaseName ?? null,
    username: row.username ?? null,
    hasCredential: hasCredential(row),
    credentialState: hasCredential(row) ? stateOf(keyring, row) : ('none' as const),
    useSsl: row.useSsl,
    options: row.options ?? null,
    environment: row.environment,
    tags: row.tags,
    ownerId: row.ownerId ?? null,
    monitoring: { enabled: row.monitorEnabled, intervalSeconds: row.monitorInterval },
    snapshotRefresh: row.snapshotRefresh ?? usualSnapshotRefresh(row.dbType),
    health: {
      status: row.healthStatus,
      since: row.healthSince === null ? null : new Date(row.healthSince).toISOString(),
      uptime24h: row.uptime24h,
    },
    lastTestedAt: row.lastTestedAt?.toISOString() ?? null,
    lastTestResult: row.lastTestResult ?? null,
    lastTestMessage: row.lastTestMessage ?? null,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    createdByUserId: row.createdByUserId ?? null,
    tenantId: row.tenantId,
  };
  if (!deletedAt) return view;
  return { ...view, deletedAt: deletedAt.toISOString(), deletedByUserId: row.deletedByUserId ?? null };
}

function hasCredential({ credentialDestination }: ConnectionViewRow): boolean {
  return credentialDestination !== null && credentialDestination !== undefined;
}

function stateOf(keyring: Keyring, row: ConnectionViewRow): Connection['credentialState'] {
  const credentialDestination = row.credentialDestination ?? null;
  const credentialKeyId = row.credentialKeyId ?? null;
  return credentialStateOf(keyring, { ...row, credentialDestination, credentialKeyId, options: row.options ?? null });
}
