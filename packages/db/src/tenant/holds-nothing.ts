import pg from 'pg';

/** Our own tables that hold something once they have a row; the rest hang on these. */
const HOLDERS = ['settings', 'activity_log', 'schema_tables', 'schema_trees', 'schema_snapshots', 'health_connections'];
const HANGERS_ON = [
  'schema_columns',
  'schema_tree_tables',
  'health_samples',
  'health_5m',
  'health_1h',
  'health_rollup',
];
export const TENANT_TABLES = [...HOLDERS, ...HANGERS_ON, 'portolan_migrations'];
const OTHERS = `
  select from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where n.nspname !~ '^pg_' and n.nspname <> 'information_schema' and c.relkind in ('r', 'p', 'v', 'm', 'f', 'S')
    and not (n.nspname = 'public' and (c.relname = any ($1)
      or c.relispartition and (select i.inhparent::regclass::text from pg_inherits i where i.inhrelid = c.oid) = any ($1)
      or c.relkind = 'S' and exists (
      select from pg_depend d join pg_class t on t.oid = d.refobjid where d.objid = c.oid and t.relname = any ($1))))
  union all
  select from pg_proc p join pg_namespace n on n.oid = p.pronamespace
  where n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
  union all
  select from pg_namespace where nspname !~ '^pg_' and nspname not in ('public', 'information_schema')
  union all
  select from pg_largeobject_metadata
  limit 1`;

/** Whether a database holds nothing but our own base tables, and those without a row: nobody loses anything by its end. */
export async function holdsNothing(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, application_name: 'portolan provisioning' });
  client.on('error', () => {});
  await client.connect();
  try {
    if ((await client.query(OTHERS, [TENANT_TABLES])).rowCount !== 0) return false;
    for (const table of HOLDERS) {
      const found = await client.query("select to_regclass('public.' || $1) is not null as here", [table]);
      if (found.rows[0].here && (await client.query(`select from public.${table} limit 1`)).rowCount !== 0)
        return false;
    }
    return true;
  } finally {
    await client.end().catch(() => {});
  }
}
