/**
 * The types of a database, as `TypeRow`s. Left out are those that every table brings along, its row type and the arrays
 * of it, but for those that a column is made of.
 */
export const types = (release: number) => `
  (select coalesce(json_agg(json_build_object('oid', t.oid::text, 'schema', n.nspname, 'quotedSchema', quote_ident(n.nspname),
       'name', t.typname, 'quotedName', quote_ident(t.typname), 'kind', t.typtype, 'category', t.typcategory,
       'element', case when t.typcategory = 'A' and t.typelem <> 0 then t.typelem::text end,
       'collation', t.typcollation::text,
       'labels', case when t.typtype = 'e' then (select json_agg(e.enumlabel order by e.enumsortorder)
         from pg_enum e where e.enumtypid = t.oid) end,
       'attributes', case when t.typtype = 'c' then (select json_agg(json_build_object('name', a.attname,
           'nativeType', format_type(a.atttypid, a.atttypmod)) order by a.attnum)
         from pg_attribute a where a.attrelid = t.typrelid and a.attnum > 0 and not a.attisdropped) end,
       'domain', case when t.typtype = 'd' then ${domain(release)} end)), '[]')
     from pg_type t
     join pg_namespace n on n.oid = t.typnamespace
     left join pg_type element on element.oid = t.typelem
     left join pg_class r on r.oid = coalesce(nullif(t.typrelid, 0), element.typrelid)
     where coalesce(r.relkind, 'c') = 'c' or t.oid in (select oid from used) or t.typarray in (select oid from used))`;

/** Types beyond the built-in ones that columns are made of. */
export const USED_TYPES = `
  used as materialized (select distinct a.atttypid as oid from pg_attribute a where a.attnum > 0 and a.atttypid >= 16384)`;

const domain = (release: number) => `
  json_build_object('base', t.typbasetype::text, 'modifier', t.typtypmod, 'required', t.typnotnull,
    'nativeType', format_type(t.typbasetype, t.typtypmod),
    'default', coalesce(pg_get_expr(t.typdefaultbin, 0), quote_literal(t.typdefault)),
    'checks', (select coalesce(json_agg(json_build_object('name', k.conname, 'expression', pg_get_expr(k.conbin, 0, true),
        'enforced', ${release >= 18 ? 'k.conenforced' : 'true'}, 'validated', k.convalidated) order by k.conname), '[]')
      from pg_constraint k where k.contypid = t.oid and k.contype = 'c'))`;

/** Those that an index has to name: what is not listed is what the engine takes by itself. */
export const OPERATOR_CLASSES = `
  (select coalesce(json_agg(json_build_array(o.oid::text, o.opcname)), '[]') from pg_opclass o where not o.opcdefault)`;
