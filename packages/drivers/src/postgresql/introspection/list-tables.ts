import { type TableItem, TablePage } from '@portolan/contract';
import type { ConnectionTarget, TableQuery } from '../../driver.ts';
import type { CallContext } from '../../target-driver.ts';
import { chartSession } from './chart-session.ts';

/**
 * Relation kinds: r table, p partitioned table; v view, m materialised view, f foreign table.
 * reltuples is -1 for "never counted" since version 14; before, both statistics are 0 then.
 * A page beyond the last keeps its total because the count stands beside the page, not on its rows.
 */
const TABLES = `
  with matching as materialized (
    select c.oid, n.nspname, c.relname, c.relkind, c.reltuples, c.relpages
    from pg_class c
    join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = any (case when $3::bool then '{r,p,v,m,f}' else '{r,p}' end::"char"[])
      and case when $1::text is null
            then not starts_with(n.nspname::text, 'pg_') and n.nspname <> 'information_schema'
            else n.nspname = $1::text end
      and ($2::text is null or c.relname::text collate "default" ilike $2::text escape '\\')
  ),
  page as (
    select * from matching order by nspname, relname limit $4::int8 offset $5::int8
  )
  select (select count(*) from matching)::int4 as total,
         page.nspname::text as schema,
         page.relname::text as name,
         case when page.relkind in ('r', 'p') then 'table' else 'view' end as type,
         d.description as comment,
         case when page.relkind = 'v' or page.reltuples < 0 then null
              when page.reltuples = 0 and page.relpages = 0
                and current_setting('server_version_num')::int4 < 140000 then null
              else page.reltuples::float8 end as "rowEstimate"
  from (values (1)) as always
  left join page on true
  left join pg_description d on d.objoid = page.oid and d.classoid = 'pg_class'::regclass and d.objsubid = 0
  order by page.nspname, page.relname`;

/** One page of tables, and of views where asked for, by schema and name in the order of their bytes. */
export function listTables(target: ConnectionTarget, query: TableQuery, context: CallContext): Promise<TablePage> {
  const { page, pageSize } = query;
  const values = [
    query.schema ?? null,
    query.search ? `%${query.search.replace(/[\\%_]/g, '\\$&')}%` : null,
    query.includeViews,
    pageSize,
    (page - 1) * pageSize,
  ];
  return chartSession(target, context, TablePage, async (session) => {
    const rows = await session.query<Row>(TABLES, values);
    const total = rows[0]?.total ?? 0;
    const items = rows.flatMap(({ total: _, name, ...rest }) => (name === null ? [] : [{ ...rest, name }]));
    return { items, total, page, pageSize, totalPages: Math.ceil(total / pageSize) };
  });
}

/** The name is null in the one row of an empty page. */
type Row = Omit<TableItem, 'name'> & { total: number; name: string | null };
