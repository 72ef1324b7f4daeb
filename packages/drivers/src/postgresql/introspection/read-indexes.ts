import type { TableIndex } from '@portolan/contract';
import type { Session } from '../session.ts';

/** indkey counts from 0 and holds 0 for an expression; the columns past indnkeyatts are INCLUDE'd. */
const INDEXES = `
  select ic.relname::text as name,
         coalesce(parts.columns, '{}') as columns,
         coalesce(parts.include, '{}') as include,
         i.indisunique as unique,
         i.indisprimary as primary,
         am.amname::text as method,
         pg_get_expr(i.indpred, i.indrelid, true) as predicate
  from pg_index i
  join pg_class ic on ic.oid = i.indexrelid
  join pg_am am on am.oid = ic.relam
  cross join lateral (
    select array_agg(part.name order by part.n) filter (where part.n <= i.indnkeyatts) as columns,
           array_agg(part.name order by part.n) filter (where part.n > i.indnkeyatts) as include
    from (
      select n, case when i.indkey[n - 1] = 0 then pg_get_indexdef(i.indexrelid, n, true)
                else a.attname::text end as name
      from generate_series(1, i.indnatts::int4) as n
      left join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[n - 1]
    ) part
  ) parts
  where i.indrelid = $1::oid and i.indislive
  order by ic.relname`;

/** The indexes of a table, by name. */
export function readIndexes(session: Session, table: string): Promise<TableIndex[]> {
  return session.query<TableIndex>(INDEXES, [table]);
}
