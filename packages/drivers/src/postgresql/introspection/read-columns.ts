import type { Field } from '@portolan/contract';
import type { Session } from '../session.ts';
import { fieldTypeOf } from './field-type-of.ts';

/**
 * `chain` follows a domain down to the type it is built on; a NOT NULL on the way binds the column as well.
 * The prefix of the default schema is what format_type puts before the types that live there.
 */
const COLUMNS = `
  with recursive columns as (
    select * from pg_attribute where attrelid = $1::oid and attnum > 0 and not attisdropped
  ),
  chain (attnum, typid, required) as (
    select attnum, atttypid, attnotnull from columns
    union all
    select chain.attnum, t.typbasetype, chain.required or t.typnotnull
    from chain join pg_type t on t.oid = chain.typid and t.typtype = 'd'
  )
  select a.attname::text as name,
         (row_number() over (order by a.attnum))::int4 as position,
         format_type(a.atttypid, a.atttypmod) as "nativeType",
         case when n.nspname = $2::text then quote_ident(n.nspname) || '.' end as prefix,
         base.typname::text as "baseName",
         base.typtype::text as "baseKind",
         base.typcategory::text as "baseCategory",
         not chain.required as nullable,
         case when a.attidentity = '' then pg_get_expr(def.adbin, def.adrelid) end as default,
         case when a.attidentity = 'a' then 'identity-always'
              when a.attidentity = 'd' then 'identity-by-default'
              when a.attgenerated = 's' then 'stored'
              when a.attgenerated = 'v' then 'virtual' end as generated,
         d.description as comment
  from columns a
  join chain on chain.attnum = a.attnum
  join pg_type base on base.oid = chain.typid and base.typtype <> 'd'
  join pg_type t on t.oid = a.atttypid
  join pg_namespace n on n.oid = t.typnamespace
  left join pg_attrdef def on def.adrelid = a.attrelid and def.adnum = a.attnum
  left join pg_description d
    on d.objoid = a.attrelid and d.classoid = 'pg_class'::regclass and d.objsubid = a.attnum
  order by a.attnum`;

/**
 * The columns in the order of the table, counted without the dropped ones. The native type names its schema unless
 * that is pg_catalog or the connection's default schema. A generated column's expression stands as its default.
 */
export async function readColumns(
  session: Session,
  table: string,
): Promise<Omit<Field, 'primaryKey' | 'references'>[]> {
  const rows = await session.query<Row>(COLUMNS, [table, session.defaultSchema]);
  return rows.map(({ prefix, baseName, baseKind, baseCategory, ...row }) => ({
    ...row,
    nativeType: prefix && row.nativeType.startsWith(prefix) ? row.nativeType.slice(prefix.length) : row.nativeType,
    type: fieldTypeOf(baseName, baseKind, baseCategory),
  }));
}

type Row = Omit<Field, 'primaryKey' | 'references' | 'type'> & {
  prefix: string | null;
  baseName: string;
  baseKind: string;
  baseCategory: string;
};
