import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

const VISIBLE = `c.relkind in ('r', 'p', 'v', 'm', 'f') and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'`;

/** The catalogue of PostgreSQL as JSON: tables, columns, constraints and indexes, each with what an introspection tells. */
const QUERIES = [
  `select c.oid, n.nspname, c.relname, c.relkind, c.reltuples, c.relpages, c.relrowsecurity, c.relam, d.description,
     case when c.relhastriggers then (select array_agg(g.tgname) from pg_trigger g
       where g.tgrelid = c.oid and not g.tgisinternal) end as triggers,
     (select array_agg(p.polname) from pg_policy p where p.polrelid = c.oid) as policies
   from pg_class c join pg_namespace n on n.oid = c.relnamespace
   left join pg_description d on d.objoid = c.oid and d.classoid = 'pg_class'::regclass and d.objsubid = 0
   where ${VISIBLE}`,
  `select a.attrelid, a.attnum, a.attname, format_type(a.atttypid, a.atttypmod) as type, a.atttypid, a.atttypmod,
     a.attnotnull, pg_get_expr(def.adbin, def.adrelid) as default, a.attidentity, a.attgenerated, a.attcollation,
     d.description
   from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
   left join pg_attrdef def on def.adrelid = a.attrelid and def.adnum = a.attnum
   left join pg_description d on d.objoid = a.attrelid and d.classoid = 'pg_class'::regclass and d.objsubid = a.attnum
   where a.attnum > 0 and not a.attisdropped and ${VISIBLE}`,
  `select con.conrelid, con.conname, con.contype, con.conkey, con.confrelid, con.confkey, con.confupdtype,
     con.confdeltype, con.confmatchtype, con.confdelsetcols, con.condeferrable, con.condeferred, con.convalidated,
     con.conenforced, con.conperiod, pg_get_expr(con.conbin, con.conrelid, true) as expression,
     case when con.contype = 'x' then pg_get_constraintdef(con.oid) end as definition
   from pg_constraint con join pg_class c on c.oid = con.conrelid join pg_namespace n on n.oid = c.relnamespace
   where con.contype in ('p', 'f', 'u', 'c', 'x') and ${VISIBLE}`,
  `select i.indrelid, ic.relname, i.indkey::text as keys, i.indnkeyatts, i.indisunique, i.indisprimary, i.indisvalid,
     i.indnullsnotdistinct, i.indoption::text as options, i.indclass::text as classes, i.indcollation::text as collations,
     am.amname, ic.relpages, pg_get_expr(i.indpred, i.indrelid, true) as predicate
   from pg_index i join pg_class ic on ic.oid = i.indexrelid join pg_am am on am.oid = ic.relam
   join pg_class c on c.oid = i.indrelid join pg_namespace n on n.oid = c.relnamespace
   where ${VISIBLE}`,
  `select t.oid, n.nspname, t.typname, t.typtype, t.typcategory, t.typelem, t.typbasetype, t.typtypmod, t.typnotnull,
     t.typcollation, t.typdefault, (select array_agg(e.enumlabel) from pg_enum e where e.enumtypid = t.oid) as labels,
     case when t.typtype = 'c' then (select json_agg(json_build_array(a.attname, format_type(a.atttypid, a.atttypmod)))
       from pg_attribute a where a.attrelid = t.typrelid and a.attnum > 0) end as attributes,
     case when t.typtype = 'd' then (select json_agg(json_build_array(k.conname, pg_get_expr(k.conbin, 0), k.convalidated))
       from pg_constraint k where k.contypid = t.oid) end as checks
   from pg_type t join pg_namespace n on n.oid = t.typnamespace
   left join pg_type e on e.oid = t.typelem
   left join pg_class r on r.oid = coalesce(nullif(t.typrelid, 0), e.typrelid) where coalesce(r.relkind, 'c') = 'c'`,
  `select count(distinct c.oid) as tables, count(*) as columns from pg_class c
   join pg_namespace n on n.oid = c.relnamespace
   join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped where ${VISIBLE}`,
].map((query) => `copy (select json_agg(row) from (${query.replaceAll(/\s+/g, ' ')}) row) to stdout;`);

const OWN = `not in ('information_schema', 'mysql', 'performance_schema', 'sys')`;

/** The catalogue of MariaDB, view by view. It makes no JSON of many rows that would fit. */
const MARIADB_QUERIES = [
  `select table_schema, table_name, table_type, table_comment, table_rows, data_length + index_length, table_collation,
     create_options, engine from tables where table_schema ${OWN}`,
  `select table_schema, table_name, ordinal_position, column_name, column_type, is_nullable, column_default, extra,
     generation_expression, collation_name, column_comment from columns where table_schema ${OWN}`,
  `select table_schema, table_name, index_name, seq_in_index, column_name, non_unique, index_type, sub_part,
     collation, ignored from statistics where table_schema ${OWN}`,
  `select table_schema, table_name, constraint_name, ordinal_position, column_name, referenced_table_schema,
     referenced_table_name, referenced_column_name from key_column_usage where table_schema ${OWN}`,
  `select constraint_schema, table_name, constraint_name, update_rule, delete_rule, match_option from referential_constraints
   where constraint_schema ${OWN}`,
  `select constraint_schema, table_name, constraint_name, check_clause from check_constraints
   where constraint_schema ${OWN}`,
  `select event_object_schema, event_object_table, trigger_name from triggers where event_object_schema ${OWN}`,
  `select count(*) from tables where table_schema ${OWN}`,
  `select count(*) from columns where table_schema ${OWN}`,
];

export interface Access {
  host: string;
  port: number;
  user: string;
  password: string;
}

/** Has psql run the catalogue queries into JSON, which is the least that anybody can do; milliseconds. */
export async function floorMs({ host, port, user, password }: Access, database: string): Promise<number> {
  const where = ['-h', host, '-p', String(port), '-U', user, '-d', database, '-X', '-q', '-o', '/dev/null'];
  const commands = QUERIES.flatMap((query) => ['-c', query]);
  const env = { ...process.env, PGPASSWORD: password, PGOPTIONS: '-c jit=off' };
  const started = performance.now();
  await run('psql', [...where, ...commands], { env, maxBuffer: 2 ** 30 });
  return performance.now() - started;
}

/** Has MariaDB's client read the views of the catalogue one by one, unsorted; milliseconds. */
export async function mariadbFloorMs({ host, port, user, password }: Access): Promise<number> {
  const where = ['--no-defaults', '-h', host, '-P', String(port), '-u', user, '--batch', '--quick'];
  const env = { ...process.env, MYSQL_PWD: password };
  const started = performance.now();
  const sql = MARIADB_QUERIES.join(';');
  await run('mariadb', [...where, '-e', sql, 'information_schema'], { env, maxBuffer: 2 ** 30 });
  return performance.now() - started;
}
