import type { Break, ConnectionKind, DiffInput, Snapshot, SnapshotDiff, TableDefinition } from '@portolan/contract';
import { DataConnectionEntity, type EntityManager } from '@portolan/db';
import type { TenantContext } from '../context.ts';
import { AppError } from '../errors.ts';
import { diffDatabases, type Surface } from './diff/diff-databases.ts';
import { diffTables } from './diff/diff-tables.ts';
import { breaksOf } from './diff/outcome.ts';
import { TABLE_OUTCOMES } from './diff/table-rules.ts';
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

interface Row {
  schema: string;
  table: string;
  type: 'table' | 'view';
  before: TableDefinition | null;
  after: TableDefinition | null;
}

/** What happened to a database between two snapshots, or in what two databases differ: where both could see. */
export async function diffSnapshots(ctx: TenantContext, input: DiffInput): Promise<SnapshotDiff> {
  const { a, b, rows } = await ctx.services.tenantDatabases.transaction(ctx.tenant.slug, async (em) => {
    const [earlier, later] = [await findSnapshot(em, input.a), await findSnapshot(em, input.b)];
    return { a: earlier, b: later, rows: await em.execute<Row[]>(DIFFERENT, [earlier.treeId, later.treeId]) };
  });
  const kind = await commonKind(ctx, [a.snapshot.connectionId, b.snapshot.connectionId]);
  const comparable = comparableSchemas(eyesOf(a), eyesOf(b));
  const seen = rows.filter(({ schema }) => comparable(schema));
  const database = diffDatabases(a, b, comparable);
  const added = seen.flatMap((row) => (row.before ? [] : toWhole(row, row.after, TABLE_OUTCOMES.tableAdded.breaks)));
  const removed = seen.flatMap((row) =>
    row.after ? [] : toWhole(row, row.before, TABLE_OUTCOMES.tableRemoved.breaks),
  );
  const changed = seen.flatMap((row) => toChanged(row, kind));
  const breaks = breaksOf([...database, ...added, ...removed, ...changed]);
  return { a: a.snapshot, b: b.snapshot, database, added, removed, changed, breaks, breaking: breaks.length > 0 };
}

function toWhole(
  { schema, table, type }: Row,
  definition: TableDefinition | null,
  breaks: readonly Break[],
): SnapshotDiff['added'] {
  const columns = (definition?.columns ?? []).map((column) => ({
    name: column.name,
    nativeType: column.nativeType,
    type: column.type,
    nullable: column.nullable,
  }));
  return [{ schema, table, type, columns, breaks: [...breaks], breaking: breaks.length > 0 }];
}

function toChanged(row: Row, kind: ConnectionKind | undefined): SnapshotDiff['changed'] {
  if (!row.before || !row.after) return [];
  const changes = diffTables(row.before, row.after, kind);
  // Two versions of this product may have kept the same table otherwise.
  if (changes.length === 0) return [];
  const breaks = breaksOf(changes);
  return [{ schema: row.schema, table: row.table, changes, breaks, breaking: breaks.length > 0 }];
}

interface Found extends Surface {
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
function commonKind(ctx: TenantContext, ids: string[]): Promise<ConnectionKind | undefined> {
  return ctx.services.db.transaction({ tenantId: ctx.tenant.id }, async (em) => {
    const rows = await em.find(DataConnectionEntity, { id: { $in: ids }, tenantId: ctx.tenant.id });
    const kinds = new Set(rows.map(({ dbType }) => dbType));
    return kinds.size === 1 ? rows[0]?.dbType : undefined;
  });
}
