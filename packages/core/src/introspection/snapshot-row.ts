import type { Snapshot, SnapshotScope, SnapshotWarning } from '@portolan/contract';

export interface SnapshotRow {
  id: string;
  connectionId: string;
  contentHash: string;
  tables: number;
  columns: number;
  takenAt: Date;
  takenByUserId: string | null;
  ms: number;
  scope: SnapshotScope | null;
  login: string | null;
  warnings: SnapshotWarning[];
}

/** What a `SnapshotRow` is read from, over schema_snapshots `s` and its tree `t`. */
export const SNAPSHOT_COLUMNS = `
  s.id, s.connection_id as "connectionId", encode(t.content_hash, 'hex') as "contentHash", t.tables, t.columns,
  s.taken_at as "takenAt", s.taken_by_user_id as "takenByUserId", s.ms, s.scope, s.login, s.warnings`;

export function toSnapshot(row: SnapshotRow): Snapshot {
  return {
    id: row.id,
    connectionId: row.connectionId,
    contentHash: row.contentHash,
    tables: row.tables,
    columns: row.columns,
    takenAt: new Date(row.takenAt).toISOString(),
    takenByUserId: row.takenByUserId,
    ms: row.ms,
    scope: row.scope,
    login: row.login,
    warnings: row.warnings,
  };
}
