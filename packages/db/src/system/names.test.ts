import pg from 'pg';
import { afterAll, describe, expect, inject, it } from 'vitest';
import { migrateDatabase } from '../migrate.ts';
import { systemMigrations } from './migrations/index.ts';
import { SystemDatabase } from './system-database.ts';

// Provided by the global setup of the test run, whose types this package may not import.
const url = inject('postgresUrl' as never) as string;
const made: string[] = [];

async function ask<Row extends pg.QueryResultRow>(database: string, sql: string, values: unknown[] = []) {
  const client = new pg.Client({ connectionString: database });
  await client.connect();
  try {
    // A list for several statements, which the types do not know.
    const answers: pg.QueryResult<Row> | pg.QueryResult<Row>[] = await client.query<Row>(sql, values);
    return [answers].flat().at(-1)?.rows ?? [];
  } finally {
    await client.end();
  }
}
afterAll(async () => {
  for (const name of made) await ask(url, `drop database if exists ${name} with (force)`);
});

async function databaseWith(locale: string, migrations = systemMigrations): Promise<string> {
  const name = `names_${made.length}_${process.pid}`;
  made.push(name);
  await ask(url, `create database ${name} template template0 encoding 'UTF8' ${locale}`);
  const database = Object.assign(new URL(url), { pathname: `/${name}` }).href;
  await migrateDatabase(database, migrations);
  return database;
}

const NAMES = ['Orders 10', 'orders 9', 'Orders 9', 'Ägypten', 'agypten', 'Zebra', 'éclair', 'Eclair', 'ångström'];
const MORE = [
  '_private',
  '2 fast',
  '10 slow',
  'Привет',
  'привет',
  '日本',
  'straße',
  'strasse',
  'İzmir',
  'izmir',
  'ﬁsh',
];
const ALL = [...NAMES, ...MORE];
/** The same order, as every runtime has it. */
const collator = new Intl.Collator('und', { numeric: true });

const [{ server_version_num: version = '0' } = {}] = await ask<{ server_version_num: string }>(
  url,
  'show server_version_num',
);
const LOCALES = [
  ['C', "locale 'C'"],
  ['C.UTF-8', "locale_provider builtin builtin_locale 'C.UTF-8' locale 'C'"],
  ['Swedish', "locale_provider icu icu_locale 'sv-SE' locale 'C'"],
].filter(([name]) => name !== 'C.UTF-8' || Number(version) >= 170_000);

describe.each(LOCALES)('a server whose locale is %s', (_, locale) => {
  it('sorts names by the root collation, numbers by their value', async () => {
    const database = await databaseWith(locale);
    const rows = await ask<{ name: string }>(
      database,
      'select name from unnest($1::text[]) as t (name) order by name collate portolan_names, name',
      [ALL],
    );
    const names = rows.map(({ name }) => name);
    expect(names).toEqual(ALL.toSorted((a, b) => collator.compare(a, b) || (a < b ? -1 : 1)));
    const at = (name: string) => names.indexOf(name);
    expect(at('Orders 9')).toBeLessThan(at('Orders 10'));
    expect(at('ångström')).toBeLessThan(at('Zebra'));
    expect(at('2 fast')).toBeLessThan(at('10 slow'));
  });

  it('takes two roles for one whose names differ in case alone, in any script', async () => {
    const database = await databaseWith(locale);
    const tenant = await tenantIn(database);
    const add = (name: string) => addRole(database, tenant, name);
    await add('Привет');
    await expect(add('ПРИВЕТ')).rejects.toThrow('roles_name_key');
    await add('Éditeur');
    await expect(add('éditeur')).rejects.toThrow('roles_name_key');
    await add('Editeur');
  });
});

it('two roles that an earlier locale took for different keep their names, and the database comes up to date', async () => {
  const before = systemMigrations.filter(({ name }) => name < '0018');
  const database = await databaseWith("locale 'C'", before);
  const tenant = await tenantIn(database);
  await addRole(database, tenant, 'Éditeur');
  await addRole(database, tenant, 'éditeur');
  await migrateDatabase(database, systemMigrations);
  expect(await ask(database, 'select name from roles')).toHaveLength(2);
  await expect(addRole(database, tenant, 'éditeur')).rejects.toThrow('roles_name_key');
});

it('indexes by name are made anew when the server has another ICU', async () => {
  const database = await databaseWith("locale 'C'");
  await ask(database, "update pg_collation set collversion = '1.2' where collname = 'portolan_names'");
  const filenode = () =>
    ask(
      database,
      "select relname, relfilenode from pg_class where relname in ('roles_name_key', 'data_connections_name')",
    );
  const before = await filenode();
  expect(before).toHaveLength(2);
  const db = new SystemDatabase({ url: database });
  await db.migrate();
  const after = await filenode();
  expect(after).not.toEqual(before);
  await db.migrate();
  expect(await filenode()).toEqual(after);
  await db.close();
});

it('the list of connections by name is read in the order of its index', async () => {
  const database = await databaseWith("locale 'C'");
  const plan = await ask<{ 'QUERY PLAN': string }>(
    database,
    `set enable_seqscan = off; set enable_bitmapscan = off; set enable_sort = off;
     explain select id from data_connections where tenant_id = '00000000-0000-0000-0000-000000000001'
     and deleted_at is null order by name collate portolan_names, id limit 20`,
  );
  const text = plan.map((row) => row['QUERY PLAN']).join('\n');
  expect(text).not.toContain('Sort');
  expect(text).toContain('data_connections_name');
});

async function tenantIn(database: string): Promise<string> {
  const [row] = await ask<{ id: string }>(
    database,
    "insert into tenants (id, name, slug, status) values (gen_random_uuid(), 'A', 'a', 'active') returning id",
  );
  return row?.id ?? '';
}

function addRole(database: string, tenant: string, name: string) {
  return ask(database, `insert into roles (id, tenant_id, name, is_system) values (gen_random_uuid(), $1, $2, false)`, [
    tenant,
    name,
  ]);
}
