import { MAX_REFERENCES, type ReferenceList, type TablePlaceInput } from '@portolan/contract';
import type { TenantContext } from '../context.ts';
import { fromSnapshot } from './latest-snapshot.ts';
import { noSnapshot } from './no-snapshot.ts';

const REFERENCES = `
  select count(*) over ()::int as total, e.schema, e.name as "table", f->>'name' as name, f->'columns' as columns,
         f->'references'->'columns' as "references"
  from schema_tree_tables e
  join schema_tables d on d.hash = e.table_hash and d.definition->'foreignKeys' @> ?::jsonb
  cross join lateral jsonb_array_elements(d.definition->'foreignKeys') f
  where e.tree_id = ? and f->'references' @> ?::jsonb
  order by e.schema, e.name, f->>'name' limit ${MAX_REFERENCES}`;

type Row = ReferenceList['items'][number] & { total: number };

/** The foreign keys that point at a table, by the latest snapshot. */
export async function listReferences(
  ctx: TenantContext,
  { id, schema, table }: TablePlaceInput,
): Promise<ReferenceList> {
  const target = { schema, table };
  const found = await fromSnapshot(ctx, id, async (em, { treeId }) => {
    const values = [JSON.stringify([{ references: target }]), treeId, JSON.stringify(target)];
    const rows = await em.execute<Row[]>(REFERENCES, values);
    return { total: rows[0]?.total ?? 0, items: rows.map(({ total: _, ...item }) => item) };
  });
  return found ?? noSnapshot();
}
