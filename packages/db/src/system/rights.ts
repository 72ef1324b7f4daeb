import { createHash } from 'node:crypto';
import pg from 'pg';
import { migrateDatabase } from '../migrate.ts';
import { APP_ROLE } from './app-role.ts';
import { systemMigrations } from './migrations/index.ts';

/**
 * What the restricted role may do in a system database, as the statements that give it: grants on tables, columns,
 * functions and schemas, row-level security and its policies. Sorted, one spelling for equal rights.
 */
export async function readRights(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ sql: string }>(RIGHTS, [APP_ROLE]);
  return rows.map(({ sql }) => sql);
}

/**
 * The rights that migrations give and a database lacks: a dump that was brought back where the role was missing has the
 * tables and none of them. A database that is migrated beside it tells what they are. One caller at a time.
 */
export async function missingRights(url: string, rights: readonly string[]): Promise<string[]> {
  // One name for each system database: what a process left behind that was killed here goes with the next.
  const name = `portolan_rights_${fingerprintOf([new URL(url).pathname]).slice(0, 12)}`;
  const there = new URL(url);
  there.pathname = `/${name}`;
  const drop = () => withClient(url, (client) => client.query(`drop database if exists ${name} with (force)`));
  await drop();
  await withClient(url, (client) => client.query(`create database ${name}`));
  try {
    await migrateDatabase(there.href, systemMigrations);
    const expected = await withClient(there.href, readRights);
    return expected.filter((statement) => !rights.includes(statement));
  } finally {
    await drop();
  }
}

/** One short text for a set of rights. */
export function fingerprintOf(rights: readonly string[]): string {
  return createHash('sha256').update(rights.join('\n')).digest('hex').slice(0, 32);
}

export async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, application_name: 'portolan rights' });
  client.on('error', () => {});
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end().catch(() => {});
  }
}

// Only what is ours: what the job queue makes for itself, it grants for itself at each start.
const RIGHTS = `
  with app as (select oid, rolname from pg_roles where rolname = $1),
  tables as (
    select c.oid, c.relname, c.relacl, c.relrowsecurity from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v') and not c.relispartition
  ), functions as (
    select p.oid, p.proacl, p.oid::regprocedure::text as name from pg_proc p where p.pronamespace = 'public'::regnamespace
  )
  select format('grant %s on schema public to %I;', lower(g.privilege_type), app.rolname) as sql
  from app, pg_namespace n, aclexplode(n.nspacl) g where n.nspname = 'public' and g.grantee = app.oid
  union all
  select format('grant %s on public.%I to %I;', lower(g.privilege_type), t.relname, app.rolname)
  from app, tables t, aclexplode(t.relacl) g where g.grantee = app.oid
  union all
  select format('grant %s (%I) on public.%I to %I;', lower(g.privilege_type), a.attname, t.relname, app.rolname)
  from app, tables t, pg_attribute a, aclexplode(a.attacl) g
  where a.attrelid = t.oid and not a.attisdropped and g.grantee = app.oid
  union all
  select format('grant execute on function %s to %I;', f.name, app.rolname)
  from app, functions f, aclexplode(f.proacl) g where g.grantee = app.oid
  union all
  select format('revoke all on function %s from public;', f.name) from functions f
  where f.proacl is not null and not exists (select from aclexplode(f.proacl) g where g.grantee = 0)
  union all
  select format('alter table public.%I enable row level security;', t.relname) from tables t where t.relrowsecurity
  union all
  select format('create policy %I on public.%I as %s for %s to %s%s%s;', p.policyname, p.tablename, lower(p.permissive),
                lower(p.cmd), (select string_agg(quote_ident(r), ', ' order by r) from unnest(p.roles) r),
                ' using (' || p.qual || ')', ' with check (' || p.with_check || ')')
  from pg_policies p where p.schemaname = 'public'
  order by 1`;
