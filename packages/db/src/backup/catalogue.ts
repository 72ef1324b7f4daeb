import pg from 'pg';

export interface StoredTable {
  /** As SQL, with its schema. */
  id: string;
  name: string;
  columns: string[];
  /** Statements that put its triggers back as they are. */
  triggers: string[];
  /** Statements that make those of its partitions that are not there. */
  partitions: string[];
  /** Names of the tables that it refers to. */
  refersTo: string[];
}

/** The tables of a database with what is needed to fill them again, those that others refer to first. */
export async function readTables(client: pg.Client, only?: readonly string[]): Promise<StoredTable[]> {
  const { rows } = await client.query<StoredTable>(TABLES);
  return inOrder(rows.filter(({ name }) => !only || only.includes(name)));
}

/** Statements that set the sequences to where they are. */
export async function readSequences(client: pg.Client, tables: readonly StoredTable[]): Promise<string[]> {
  const { rows } = await client.query<{ name: string; value: string | null }>(SEQUENCES, [
    tables.map(({ name }) => name),
  ]);
  return rows
    .filter(({ value }) => value !== null)
    .map(({ name, value }) => `select setval(${pg.escapeLiteral(name)}, ${value}, true);`);
}

/** A table comes behind all that it refers to. Tables that refer to each other could not be filled one by one. */
function inOrder(tables: StoredTable[]): StoredTable[] {
  const waiting = new Map(tables.map((table) => [table.name, table]));
  const ordered: StoredTable[] = [];
  while (waiting.size > 0) {
    const next = [...waiting.values()].find(({ name, refersTo }) =>
      refersTo.every((other) => other === name || !waiting.has(other)),
    );
    if (!next) throw new Error(`These tables refer to each other in a circle: ${[...waiting.keys()].join(', ')}`);
    waiting.delete(next.name);
    ordered.push(next);
  }
  return ordered;
}

// A partition comes with the table that it is a part of; generated columns come of themselves.
const TABLES = `
  select c.relname as name, format('public.%I', c.relname) as id,
    array(select quote_ident(a.attname) from pg_attribute a
          where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
          order by a.attnum)::text[] as columns,
    array(select format('alter table public.%I %s trigger %I;', c.relname,
                        case t.tgenabled when 'O' then 'enable' when 'A' then 'enable always'
                                         when 'R' then 'enable replica' else 'disable' end, t.tgname)
          from pg_trigger t where t.tgrelid = c.oid and not t.tgisinternal order by t.tgname)::text[] as triggers,
    array(select format('create table if not exists public.%I partition of public.%I %s%s;', part.relname, c.relname,
                        pg_get_expr(part.relpartbound, part.oid),
                        ' with (' || array_to_string(part.reloptions, ', ') || ')')
          from pg_inherits i join pg_class part on part.oid = i.inhrelid
          where i.inhparent = c.oid order by part.relname)::text[] as partitions,
    array(select distinct other.relname from pg_constraint k join pg_class other on other.oid = k.confrelid
          where k.conrelid = c.oid and k.contype = 'f')::text[] as "refersTo"
  from pg_class c
  where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
  order by c.relname`;

const SEQUENCES = `
  select format('%I.%I', s.schemaname, s.sequencename) as name, s.last_value::text as value
  from pg_sequences s
  join pg_class c on c.relname = s.sequencename and c.relnamespace = 'public'::regnamespace
  join pg_depend d on d.objid = c.oid and d.deptype in ('a', 'i')
  join pg_class t on t.oid = d.refobjid
  where s.schemaname = 'public' and t.relname = any ($1) order by 1`;
