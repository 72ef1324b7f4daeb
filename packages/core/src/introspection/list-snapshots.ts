import { type ListSnapshotsInput, type SnapshotPage, toPage } from '@portolan/contract';
import { requireConnection } from '../connections/index.ts';
import type { TenantContext } from '../context.ts';
import { SNAPSHOT_COLUMNS, type SnapshotRow, toSnapshot } from './snapshot-row.ts';

const SNAPSHOTS = `
  select n.total, r.*
  from (select count(*)::int as total from schema_snapshots where connection_id = ?) n
  left join lateral (
    select ${SNAPSHOT_COLUMNS}
    from schema_snapshots s join schema_trees t on t.id = s.tree_id
    where s.connection_id = ? order by s.taken_at desc, s.id limit ? offset ?
  ) r on true`;

/** The snapshots of a connection, newest first, wherever it pointed then. */
export async function listSnapshots(ctx: TenantContext, input: ListSnapshotsInput): Promise<SnapshotPage> {
  const { page, pageSize, offset } = toPage(input);
  const { db, tenantDatabases } = ctx.services;
  await db.transaction({ tenantId: ctx.tenant.id }, (em) => requireConnection(em, ctx, input.id));
  const rows = await tenantDatabases.transaction(ctx.tenant.slug, (em) =>
    em.execute<({ total: number } & SnapshotRow)[]>(SNAPSHOTS, [input.id, input.id, pageSize, offset]),
  );
  const total = rows[0]?.total ?? 0;
  const items = rows.filter(({ id }) => id !== null).map(toSnapshot);
  return { items, total, page, pageSize, totalPages: Math.ceil(total / pageSize) };
}
