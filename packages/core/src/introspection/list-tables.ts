import { type ListTablesInput, type TableItem, type TablePage, toPage } from '@portolan/contract';
import type { EntityManager } from '@portolan/db';
import type { TenantContext } from '../context.ts';
import { likePattern } from '../like-pattern.ts';
import { fromSnapshot, isSystemSchema, type LatestSnapshot, refOf } from './latest-snapshot.ts';
import { requireLookedAt } from './snapshot-scope.ts';
import { withTarget } from './with-target.ts';

/** The total stands beside each row, and alone where the page is empty. */
const TABLES = `
  with matching as (
    select * from schema_tree_tables e
    where e.tree_id = ?
      and case when ?::text is null
            then e.schema not in (select s->>'name' from jsonb_array_elements(?::jsonb) s where (s->>'isSystem')::bool)
            else e.schema = ? end
      and (?::text is null or e.name collate "default" ilike ?)
      and (?::bool or e.type = 'table')
  )
  select n.total, r.*
  from (select count(*)::int as total from matching) n
  left join lateral (
    select schema, name, type, kind, comment, row_estimate as "rowEstimate", size_bytes as "sizeBytes"
    from matching order by schema, name limit ? offset ?
  ) r on true`;

/** Base tables, views only on request; a page of them. From the latest snapshot, else from the database. */
export async function listTables(ctx: TenantContext, input: ListTablesInput): Promise<TablePage> {
  const kept = await fromSnapshot(ctx, input.id, async (em, snapshot) =>
    isSystemSchema(snapshot, input.schema) ? null : pageOf(em, snapshot, input),
  );
  if (kept) return kept;
  const { page, pageSize } = toPage(input);
  const { schema, search, includeViews = false } = input;
  const query = { schema, search: search?.trim() || undefined, includeViews, page, pageSize };
  return withTarget(ctx, { id: input.id, action: 'introspection:tables' }, (target, caller) =>
    ctx.services.drivers.tables(target, query, caller),
  );
}

async function pageOf(em: EntityManager, snapshot: LatestSnapshot, input: ListTablesInput): Promise<TablePage> {
  requireLookedAt(snapshot, input.schema);
  const { page, pageSize, offset } = toPage(input);
  const schema = input.schema ?? null;
  const pattern = likePattern(input.search);
  const rows = await em.execute<({ total: number } & TableItem)[]>(TABLES, [
    snapshot.treeId,
    schema,
    JSON.stringify(snapshot.schemas),
    schema,
    pattern,
    pattern,
    input.includeViews ?? false,
    pageSize,
    offset,
  ]);
  const total = rows[0]?.total ?? 0;
  const items = rows.flatMap(({ total: _, ...item }) => (item.name === null ? [] : [item]));
  return { items, total, page, pageSize, totalPages: Math.ceil(total / pageSize), snapshot: refOf(snapshot) };
}
