import { type ListedSnapshot, type ListSnapshotsInput, type SnapshotPage, toPage } from '@portolan/contract';
import type { EntityManager } from '@portolan/db';
import { requireConnection } from '../connections/index.ts';
import type { TenantContext } from '../context.ts';
import { SNAPSHOT_COLUMNS, type SnapshotRow, toSnapshot } from './snapshot-row.ts';
import { comparableSchemas, type Eyes } from './snapshot-scope.ts';

/** Each with the one before it. */
const SNAPSHOTS = `
  select n.total, r.*
  from (select count(*)::int as total from schema_snapshots where connection_id = ?) n
  left join lateral (
    select ${SNAPSHOT_COLUMNS}, s.tree_id as "treeId", t.schemas, f.before
    from (
      select s.*, lead(s.id) over (order by s.taken_at desc, s.id) as before_id
      from schema_snapshots s where s.connection_id = ?
    ) s
    join schema_trees t on t.id = s.tree_id
    left join lateral (
      select jsonb_build_object('treeId', b.tree_id, 'scope', b.scope, 'login', b.login, 'schemas', bt.schemas) as before
      from schema_snapshots b join schema_trees bt on bt.id = b.tree_id where b.id = s.before_id
    ) f on true
    order by s.taken_at desc, s.id limit ? offset ?
  ) r on true`;

/** By schema, for both may not have looked at all of them. */
const COUNTS = `
  select p.before, p.after, g.*
  from jsonb_to_recordset(?::jsonb) as p(before uuid, after uuid)
  cross join lateral (
    select coalesce(a.schema, b.schema) as schema,
           (count(*) filter (where a.name is null))::int as added,
           (count(*) filter (where b.name is null))::int as removed,
           (count(*) filter (where a.name is not null and b.name is not null))::int as changed
    from (select * from schema_tree_tables where tree_id = p.before) a
    full join (select * from schema_tree_tables where tree_id = p.after) b on b.schema = a.schema and b.name = a.name
    where a.table_hash is distinct from b.table_hash
    group by 1
  ) g`;

type Tree = Eyes & { treeId: string };
type Row = { total: number } & SnapshotRow & Tree & { before: Tree | null };
interface Count {
  before: string;
  after: string;
  schema: string;
  added: number;
  removed: number;
  changed: number;
}

/** The snapshots of a connection, newest first, wherever it pointed then, each with how much had changed. */
export async function listSnapshots(ctx: TenantContext, input: ListSnapshotsInput): Promise<SnapshotPage> {
  const { page, pageSize, offset } = toPage(input);
  const { db, tenantDatabases } = ctx.services;
  await db.transaction({ tenantId: ctx.tenant.id }, (em) => requireConnection(em, ctx, input.id));
  const { rows, counts } = await tenantDatabases.transaction(ctx.tenant.slug, async (em) => {
    const found = await em.execute<Row[]>(SNAPSHOTS, [input.id, input.id, pageSize, offset]);
    return { rows: found, counts: await countChanges(em, found) };
  });
  const total = rows[0]?.total ?? 0;
  const items = rows.filter(({ id }) => id !== null).map((row) => toListed(row, counts));
  return { items, total, page, pageSize, totalPages: Math.ceil(total / pageSize) };
}

function countChanges(em: EntityManager, rows: readonly Row[]): Promise<Count[]> | Count[] {
  const pairs = rows.flatMap(({ before, treeId }) =>
    before && before.treeId !== treeId ? [{ before: before.treeId, after: treeId }] : [],
  );
  return pairs.length === 0 ? [] : em.execute<Count[]>(COUNTS, [JSON.stringify(pairs)]);
}

function toListed(row: Row, counts: readonly Count[]): ListedSnapshot {
  const { before } = row;
  if (!before) return { ...toSnapshot(row), changes: null };
  const comparable = comparableSchemas(before, row);
  const changes = { added: 0, removed: 0, changed: 0 };
  for (const count of counts) {
    if (count.before !== before.treeId || count.after !== row.treeId || !comparable(count.schema)) continue;
    changes.added += count.added;
    changes.removed += count.removed;
    changes.changed += count.changed;
  }
  return { ...toSnapshot(row), changes };
}
