import type { DiffInput, Snapshot, SnapshotDiff, TableDefinition } from '@portolan/contract';
import type { EntityManager } from '@portolan/db';
import type { TenantContext } from '../context.ts';
import { AppError } from '../errors.ts';
import { diffTables } from './diff-tables.ts';
import { SNAPSHOT_COLUMNS, type SnapshotRow, toSnapshot } from './snapshot-row.ts';

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

/** What happened to a database between two snapshots, or in what two databases differ. */
export function diffSnapshots(ctx: TenantContext, input: DiffInput): Promise<SnapshotDiff> {
  return ctx.services.tenantDatabases.transaction(ctx.tenant.slug, async (em) => {
    const [a, b] = [await findSnapshot(em, input.a), await findSnapshot(em, input.b)];
    const rows = await em.execute<Row[]>(DIFFERENT, [a.treeId, b.treeId]);
    const added = rows
      .filter(({ before }) => !before)
      .map((row) => ({ ...place(row), type: row.type, breaking: false }));
    const removed = rows
      .filter(({ after }) => !after)
      .map((row) => ({ ...place(row), type: row.type, breaking: true }));
    const changed = rows.flatMap(toChanged);
    const breaking = removed.length > 0 || changed.some((one) => one.breaking);
    return { a: a.snapshot, b: b.snapshot, added, removed, changed, breaking };
  });
}

const place = ({ schema, table }: Row) => ({ schema, table });

function toChanged(row: Row): SnapshotDiff['changed'] {
  if (!row.before || !row.after) return [];
  const changes = diffTables(row.before, row.after);
  // Where only the order of columns differs there is nothing to tell.
  if (changes.length === 0) return [];
  return [{ ...place(row), breaking: changes.some((change) => change.breaking), changes }];
}

async function findSnapshot(em: EntityManager, id: string): Promise<{ snapshot: Snapshot; treeId: string }> {
  const sql = `
    select ${SNAPSHOT_COLUMNS}, s.tree_id as "treeId"
    from schema_snapshots s join schema_trees t on t.id = s.tree_id where s.id = ?`;
  const [row] = await em.execute<(SnapshotRow & { treeId: string })[]>(sql, [id]);
  if (!row) throw new AppError('NOT_FOUND', 'Snapshot not found');
  return { snapshot: toSnapshot(row), treeId: row.treeId };
}
