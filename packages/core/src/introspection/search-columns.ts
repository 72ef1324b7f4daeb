import { type ColumnHit, type ColumnHitPage, type SearchColumnsInput, toPage } from '@portolan/contract';
import { DataConnectionEntity, type DataConnectionRow } from '@portolan/db';
import { requireConnection } from '../connections/index.ts';
import type { TenantContext } from '../context.ts';
import { likePattern } from '../like-pattern.ts';
import { readDestination } from './read-destination.ts';

/** The latest snapshot of where each connection points now; an exact name comes first, then one that begins so. */
const SEARCH = `
  with wanted as (select id, destination from jsonb_to_recordset(?::jsonb) as w (id uuid, destination text)),
  hits as materialized (
    select w.id as "connectionId", e.schema, e.name as "table", c.name as "column", c.position,
           c.native_type as "nativeType", c.type, c.comment,
           case when lower(c.name) = lower(?) then 0 when c.name ilike ? then 1 when c.name ilike ? then 2 else 3 end as rank
    from wanted w
    cross join lateral (
      select s.tree_id from schema_snapshots s join schema_trees t on t.id = s.tree_id
      where s.connection_id = w.id and t.destination = w.destination
      order by s.taken_at desc, s.id limit 1
    ) latest
    join schema_tree_tables e on e.tree_id = latest.tree_id
    join schema_columns c on c.table_hash = e.table_hash
    where c.name ilike ? or e.name collate "default" ilike ? or c.comment ilike ?
  )
  select n.total, r.*
  from (select count(*)::int as total from hits) n
  left join lateral (
    select * from hits order by rank, schema, "table", position, "connectionId" limit ? offset ?
  ) r on true`;

type Hit = Omit<ColumnHit, 'connectionName' | 'dbType'> & { total: number; rank: number; position: number };

/** Columns by a part of their name, their table's name or their comment, over every database of the tenant. */
export async function searchColumns(ctx: TenantContext, input: SearchColumnsInput): Promise<ColumnHitPage> {
  const { page, pageSize, offset } = toPage(input);
  const connections = await connectionsOf(ctx, input.connectionId);
  const wanted = connections.map((row) => ({ id: row.id, destination: readDestination(row) }));
  const text = input.query.trim();
  const inside = likePattern(text) ?? '%';
  const rows = await ctx.services.tenantDatabases.transaction(ctx.tenant.slug, (em) =>
    em.execute<Hit[]>(SEARCH, [
      JSON.stringify(wanted),
      text,
      inside.slice(1),
      inside,
      inside,
      inside,
      inside,
      pageSize,
      offset,
    ]),
  );
  const total = rows[0]?.total ?? 0;
  const byId = new Map(connections.map((row) => [row.id, row]));
  const items = rows.flatMap(({ total: _, rank: __, position: ___, ...hit }): ColumnHit[] => {
    const connection = byId.get(hit.connectionId);
    return connection ? [{ ...hit, connectionName: connection.name, dbType: connection.dbType }] : [];
  });
  return { items, total, page, pageSize, totalPages: Math.ceil(total / pageSize) };
}

function connectionsOf(ctx: TenantContext, id: string | undefined): Promise<DataConnectionRow[]> {
  const tenantId = ctx.tenant.id;
  return ctx.services.db.transaction({ tenantId }, async (em) =>
    id === undefined
      ? em.find(DataConnectionEntity, { tenantId, deletedAt: null })
      : [await requireConnection(em, ctx, id)],
  );
}
