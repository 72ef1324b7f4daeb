import type { ConnectionKind, DiffInput, Snapshot, TableDefinition } from '@portolan/contract';
import { DataConnectionEntity, type EntityManager } from '@portolan/db';
import { AppError } from '../errors.ts';
import type { Surface } from './diff/diff-databases.ts';
import type { InTenant } from './in-tenant.ts';
import { SNAPSHOT_COLUMNS, type SnapshotRow, toSnapshot } from './snapshot-row.ts';
import { comparableSchemas } from './snapshot-scope.ts';

/** Only tables whose address differs are read: two states of ten thousand tables cost what has changed. */
const DIFFERENT = `
  select coalesce(a.schema, b.schema) as schema, coalesce(a.name, b.name) as "table",
         coalesce(a.type, b.type) as type, da.definition as before, db.definition as after
  from (select * from schema_tree_tables where tree_id = ?) a
  full join (select * from schema_tree_tables where tree_id = ?) b on b.schema = a.schema and b.name = a.name
  left join schema_tables da on da.hash = a.table_hash
  left join schema_tables db on db.hash = b.table_hash
  where a.table_hash is distinct from b.table_hash
  order by 1, 2`;

/** A table that is not the same in both; null where it is not there. */
export interface DifferentTable {
  schema: string;
  table: string;
  type: 'table' | 'view';
  before: TableDefinition | null;
  after: TableDefinition | null;
}

/** Two snapshots, and the tables in which they differ where both could see. */
export interface ReadDifference {
  a: Found;
  b: Found;
  rows: DifferentTable[];
  /** Of both; undefined where they are of two kinds. */
  kind: ConnectionKind | undefined;
  comparable(schema: string): boolean;
}

export async function readDifference(ctx: InTenant, input: DiffInput): Promise<ReadDifference> {
  const { a, b, rows } = await ctx.services.tenantDatabases.transaction(ctx.tenant.slug, async (em) => {
    const [earlier, later] = [await findSnapshot(em, input.a), await findSnapshot(em, input.b)];
    return {
      a: earlier,
      b: later,
      rows: await em.execute<DifferentTable[]>(DIFFERENT, [earlier.treeId, later.treeId]),
    };
  });
  const kind = await commonKind(ctx, [a.snapshot.connectionId, b.snapshot.connectionId]);
  const comparable = comparableSchemas(eyesOf(a), eyesOf(b));
  return { a, b, rows: rows.filter(({ schema }) => comparable(schema)), kind, comparable };
}

export interface Found extends Surface {
  snapshot: Snapshot;
  treeId: string;
}

const eyesOf = ({ snapshot: { scope, login }, schemas }: Found) => ({ scope, login, schemas });

async function findSnapshot(em: EntityManager, id: string): Promise<Found> {
  const sql = `
    select ${SNAPSHOT_COLUMNS}, s.tree_id as "treeId", t.schemas, t.catalogs
    from schema_snapshots s join schema_trees t on t.id = s.tree_id where s.id = ?`;
  const [row] = await em.execute<(SnapshotRow & Surface & { treeId: string })[]>(sql, [id]);
  if (!row) throw new AppError('NOT_FOUND', 'Snapshot not found');
  return { snapshot: toSnapshot(row), treeId: row.treeId, schemas: row.schemas, catalogs: row.catalogs };
}

/** The kind of both connections, deleted or not; undefined where they are of two kinds, which share no rules. */
function commonKind(ctx: InTenant, ids: string[]): Promise<ConnectionKind | undefined> {
  return ctx.services.db.transaction({ tenantId: ctx.tenant.id }, async (em) => {
    const rows = await em.find(DataConnectionEntity, { id: { $in: ids }, tenantId: ctx.tenant.id });
    const kinds = new Set(rows.map(({ dbType }) => dbType));
    return kinds.size === 1 ? rows[0]?.dbType : undefined;
  });
}
