import type { IntrospectionScope } from '../../driver.ts';
import { IN_SCOPE, scopeValues } from './scope-condition.ts';

/** attnum, name, native type, type oid, modifier, not null, default, identity, generated, collation, its name, comment. */
export type ColumnRow = [
  number,
  string,
  string,
  string,
  number,
  boolean,
  string | null,
  string,
  string,
  string,
  string | null,
  string | null,
];
/** name, kind, columns, target schema, target table, target columns, on update, on delete, expression. */
export type ConstraintRow = [
  string,
  string,
  number[] | null,
  string | null,
  string | null,
  string[] | null,
  string,
  string,
  string | null,
];
/** name, attnums (0 for an expression), how many are keys, unique, primary, method, predicate, expressions. */
export type IndexRow = [string, string, number, boolean, boolean, string, string | null, string[] | null];

/** A row of the tables query: a table with everything it has. */
export interface TableRow {
  schema: string;
  name: string;
  kind: string;
  comment: string | null;
  rowEstimate: number | null;
  sizeBytes: number | null;
  columns: ColumnRow[] | null;
  constraints: ConstraintRow[] | null;
  indexes: IndexRow[] | null;
}

/** The collation with oid 100 is `default`: most columns have it, and nobody needs its name. */
const COLUMNS = `
  (select json_agg(json_build_array(a.attnum, a.attname, format_type(a.atttypid, a.atttypmod), a.atttypid::text,
      a.atttypmod, a.attnotnull,
      case when a.atthasdef then (select pg_get_expr(def.adbin, def.adrelid) from pg_attrdef def
        where def.adrelid = a.attrelid and def.adnum = a.attnum) end,
      a.attidentity, a.attgenerated, a.attcollation::text,
      case when a.attcollation not in (0, 100) then
        (select l.collname from pg_collation l where l.oid = a.attcollation) end,
      d.description)
    order by a.attnum)
   from pg_attribute a
   left join pg_description d
     on d.objoid = a.attrelid and d.classoid = 'pg_class'::regclass and d.objsubid = a.attnum
   where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped)`;

/**
 * Columns by number, in the order of the constraint, which need not be that of the table. A foreign key to a partitioned
 * table is repeated in the catalogue for each partition it may point into: those rows hang below one of the same table.
 */
const CONSTRAINTS = `
  (select json_agg(json_build_array(con.conname, con.contype, con.conkey, tn.nspname, tc.relname,
      case when con.contype = 'f' then (select json_agg(ta.attname order by k.ordinal)
        from unnest(con.confkey) with ordinality as k (attnum, ordinal)
        join pg_attribute ta on ta.attrelid = con.confrelid and ta.attnum = k.attnum) end,
      con.confupdtype, con.confdeltype,
      case when con.contype = 'c' then pg_get_expr(con.conbin, con.conrelid, true) end)
    order by con.conname)
   from pg_constraint con
   left join pg_class tc on tc.oid = con.confrelid
   left join pg_namespace tn on tn.oid = tc.relnamespace
   where con.conrelid = c.oid and con.contype in ('p', 'f', 'u', 'c')
     and (con.conparentid = 0
       or not exists (select from pg_constraint up where up.oid = con.conparentid and up.conrelid = con.conrelid)))`;

/** indkey holds 0 for an expression; the columns past indnkeyatts are INCLUDE'd. */
const INDEXES = `
  (select json_agg(json_build_array(ic.relname, i.indkey::text, i.indnkeyatts, i.indisunique, i.indisprimary, am.amname,
      pg_get_expr(i.indpred, i.indrelid, true),
      case when 0 = any (i.indkey::int2[]) then (select json_agg(pg_get_indexdef(i.indexrelid, n, true) order by n)
        from generate_series(1, i.indnatts::int4) as n) end)
    order by ic.relname)
   from pg_index i
   join pg_class ic on ic.oid = i.indexrelid
   join pg_am am on am.oid = ic.relam
   where i.indrelid = c.oid and i.indislive)`;

/**
 * reltuples is -1 for "never counted" since version 14; before, both statistics are 0 then. The size is that of the last
 * vacuum or analyze: asking the file system for each table would cost more than all else together.
 */
const HEAD = `
  n.nspname::text as schema,
  c.relname::text as name,
  c.relkind::text as kind,
  d.description as comment,
  case when c.relkind = 'v' or c.reltuples < 0 then null
       when c.reltuples = 0 and c.relpages = 0 and current_setting('server_version_num')::int4 < 140000 then null
       else c.reltuples::float8 end as "rowEstimate",
  case when c.relkind in ('r', 'm') and (c.reltuples > 0 or c.relpages > 0) then
    (c.relpages + coalesce(toast.relpages, 0)
      + (select coalesce(sum(ic.relpages), 0) from pg_index i join pg_class ic on ic.oid = i.indexrelid
         where i.indrelid = c.oid))::float8 * current_setting('block_size')::float8 end as "sizeBytes"`;

/** Whole tables by schema and name in the order of their bytes. */
export function tablesQuery(scope: IntrospectionScope, defaultSchema: string): { sql: string; values: unknown[] } {
  const parts = scope.depth === 'columns' ? [COLUMNS, CONSTRAINTS, INDEXES] : ['null', 'null', 'null'];
  const [columns, constraints, indexes] = parts;
  const sql = `
    select ${HEAD},
      ${columns} as columns,
      ${constraints} as constraints,
      ${indexes} as indexes
    from pg_class c
    join pg_namespace n on n.oid = c.relnamespace
    left join pg_class toast on toast.oid = c.reltoastrelid
    left join pg_description d on d.objoid = c.oid and d.classoid = 'pg_class'::regclass and d.objsubid = 0
    where ${IN_SCOPE}
    order by n.nspname, c.relname`;
  return { sql, values: scopeValues(scope, defaultSchema) };
}
