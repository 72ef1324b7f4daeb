import type { Snapshot, SnapshotScope, SnapshotWarning } from '@portolan/contract';
import type { EntityManager } from '@portolan/db';
import type { AddressedTable, IntrospectionOutline } from '@portolan/drivers';
import { clearSnapshots } from './clear-snapshots.ts';
import { type KeptTree, measuredAnew } from './kept-tree.ts';
import { SNAPSHOT_COLUMNS, type SnapshotRow, toSnapshot } from './snapshot-row.ts';

/** All that was read of one database. */
export interface Reading {
  connectionId: string;
  destination: string;
  outline: IntrospectionOutline;
  tables: AddressedTable[];
  takenByUserId: string | null;
  ms: number;
  scope: SnapshotScope;
  login: string | null;
  warnings: SnapshotWarning[];
  /** What was kept when the reading began. */
  kept: KeptTree | null;
  /** Adds no snapshot where the latest is the same. */
  onlyChanges: boolean;
}

const INSERT_TREE = `
  insert into schema_trees (id, connection_id, destination, content_hash, catalogs, schemas, tables, columns)
  values (?, ?, ?, decode(?, 'hex'), ?::jsonb, ?::jsonb, ?, ?)
  on conflict (connection_id, destination, content_hash) do nothing
  returning id`;

const FIND_TREE = `
  select id from schema_trees where connection_id = ? and destination = ? and content_hash = decode(?, 'hex')`;

const RECORD = `jsonb_to_recordset(?::jsonb) as t (schema text, name text, type text, kind text, comment text,
  hash text, "rowEstimate" float8, "sizeBytes" float8)`;

const INSERT_TABLES = `
  insert into schema_tree_tables (tree_id, schema, name, type, kind, comment, table_hash, row_estimate, size_bytes)
  select ?, schema, name, type, kind, comment, decode(hash, 'hex'), "rowEstimate", "sizeBytes" from ${RECORD}`;

const UPDATE_STATISTICS = `
  update schema_tree_tables old set row_estimate = t."rowEstimate", size_bytes = t."sizeBytes"
  from ${RECORD}
  where old.tree_id = ? and old.schema = t.schema and old.name = t.name
    and (old.row_estimate, old.size_bytes) is distinct from (t."rowEstimate", t."sizeBytes")`;

const INSERT_SNAPSHOT = `
  insert into schema_snapshots (id, connection_id, tree_id, taken_at, taken_by_user_id, ms, scope, login, warnings)
  values (?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?::jsonb)`;

/** Writes down what was read. `changed` is false where the tree is one that is known. */
export async function storeSnapshot(
  em: EntityManager,
  reading: Reading,
): Promise<{ snapshot: Snapshot; changed: boolean }> {
  const { connectionId, destination, outline, tables } = reading;
  const contentHash = await contentHashOf(reading);
  const columns = tables.reduce((sum, table) => sum + table.columns, 0);
  const address = [connectionId, destination, contentHash];
  const [made] = await em.execute<{ id: string }[]>(INSERT_TREE, [
    crypto.randomUUID(),
    ...address,
    JSON.stringify(outline.catalogs),
    JSON.stringify(outline.schemas),
    tables.length,
    columns,
  ]);
  const [found] = made ? [made] : await em.execute<{ id: string }[]>(FIND_TREE, address);
  const treeId = found?.id ?? '';
  if (made) await em.execute(INSERT_TABLES, [treeId, JSON.stringify(tables)], 'run');
  else {
    const measured = measuredAnew(tables, treeId, reading.kept);
    if (measured.length > 0) await em.execute(UPDATE_STATISTICS, [JSON.stringify(measured), treeId], 'run');
  }
  const latest = await latestSnapshot(em, connectionId);
  if (reading.onlyChanges && latest?.treeId === treeId) return { snapshot: toSnapshot(latest), changed: false };
  const row: SnapshotRow = {
    id: crypto.randomUUID(),
    connectionId,
    contentHash,
    tables: tables.length,
    columns,
    takenAt: new Date(),
    takenByUserId: reading.takenByUserId,
    ms: reading.ms,
    scope: reading.scope,
    login: reading.login,
    warnings: reading.warnings,
  };
  await em.execute(
    INSERT_SNAPSHOT,
    [
      row.id,
      connectionId,
      treeId,
      row.takenAt,
      row.takenByUserId,
      row.ms,
      JSON.stringify(row.scope),
      row.login,
      JSON.stringify(row.warnings),
    ],
    'run',
  );
  await clearSnapshots(em, connectionId);
  return { snapshot: toSnapshot(row), changed: latest?.treeId !== treeId };
}

async function latestSnapshot(
  em: EntityManager,
  connectionId: string,
): Promise<(SnapshotRow & { treeId: string }) | undefined> {
  const sql = `
    select ${SNAPSHOT_COLUMNS}, s.tree_id as "treeId" from schema_snapshots s join schema_trees t on t.id = s.tree_id
    where s.connection_id = ? order by s.taken_at desc, s.id limit 1`;
  const [row] = await em.execute<(SnapshotRow & { treeId: string })[]>(sql, [connectionId]);
  return row;
}

/** The address of a tree: its schemas and the definitions of its tables, in order. Without the statistics. */
async function contentHashOf({ outline, tables }: Reading): Promise<string> {
  const content = JSON.stringify([outline.catalogs, outline.schemas, tables.map(({ hash }) => hash)]);
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(content));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
