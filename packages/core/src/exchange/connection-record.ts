import type { ExportedConnection } from '@portolan/contract';
import type { DataConnectionRow } from '@portolan/db';

export type ConnectionRecord = ExportedConnection;

export function toRecord(row: Omit<DataConnectionRow, 'encryptedCredential'>, owner: string | null): ConnectionRecord {
  return {
    id: row.id,
    name: row.name,
    description: row.description ?? null,
    dbType: row.dbType,
    host: row.host,
    port: row.port,
    databaseName: row.databaseName ?? null,
    username: row.username ?? null,
    useSsl: row.useSsl,
    options: row.options ?? null,
    environment: row.environment,
    tags: row.tags,
    owner,
  };
}
