import { SchemaList, TablePage } from '@portolan/contract';
import type { ConnectionTarget, TableQuery } from '@portolan/drivers';
import { DiagnosisError } from '@portolan/drivers';
import { openDrivers, passwordOf, targetOf } from '@portolan/drivers/testing';
import { startTestPostgres, type TestPostgres } from '@portolan/testing/postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LONG_NAME, ODD_NAMES, SHADOWS, TRICKY_SCHEMA } from './tricky-schema.ts';

const host = openDrivers();
afterAll(() => host.close());

describe.each(['18', '15'] as const)('PostgreSQL %s', (version) => {
  let server: TestPostgres;
  let target: ConnectionTarget;

  beforeAll(async () => {
    server = await startTestPostgres({ version });
    target = targetOf({ port: server.port, username: server.user, credential: passwordOf(server.password) });
    await server.query(TRICKY_SCHEMA);
  });
  afterAll(() => server.close());

  const tables = (over: Partial<TableQuery> = {}) =>
    host.tables(target, { includeViews: false, page: 1, pageSize: 100, ...over });
  const names = async (over: Partial<TableQuery> = {}) => (await tables(over)).items.map((item) => item.name);

  test('schemas, with the default one marked and the system’s last', async () => {
    const list = await host.schemas(target);
    expect(SchemaList.safeParse(list).success).toBe(true);
    expect(list.items).toEqual([
      { name: 'Sales "2"', isDefault: false, isSystem: false },
      { name: 'public', isDefault: true, isSystem: false },
      { name: 'types', isDefault: false, isSystem: false },
      { name: 'information_schema', isDefault: false, isSystem: true },
      { name: 'pg_catalog', isDefault: false, isSystem: true },
    ]);
    const other = await host.schemas({ ...target, options: { schema: 'types' } });
    expect(other.items.filter((item) => item.isDefault).map((item) => item.name)).toEqual(['types']);
  });

  test('all tables of all schemas are the ones the server knows', async () => {
    const page = await tables();
    expect(TablePage.safeParse(page).success).toBe(true);
    const truth = await server.query<{ s: string; t: string }>(
      `select table_schema::text as s, table_name::text as t from information_schema.tables
       where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')
       order by table_schema collate "C", table_name collate "C"`,
    );
    expect(page.items.map((item) => ({ s: item.schema, t: item.name }))).toEqual(truth);
    expect(page.total).toBe(truth.length);
    expect(page.items.every((item) => item.type === 'table')).toBe(true);
    for (const odd of ODD_NAMES) expect(page.items.find((item) => item.name === odd)?.comment).toBe(odd);
    expect(page.items.find((item) => item.name === 'defaults')?.comment).toBe(
      "A comment with 'quotes' and\na second line",
    );
  });

  test('views of all sorts come when asked for', async () => {
    const withViews = await tables({ includeViews: true });
    const views = withViews.items.filter((item) => item.type === 'view').map((item) => item.name);
    expect(views).toEqual(['some_foreign', 'some_matview', 'some_view']);
    expect(withViews.total).toBe((await tables()).total + 3);
  });

  test('one schema, a system schema and one that is not there', async () => {
    expect(await names({ schema: 'Sales "2"' })).toEqual(['lines']);
    expect(await names({ schema: 'pg_catalog' })).toContain('pg_class');
    const nothing = { items: [], total: 0, page: 1, pageSize: 100, totalPages: 0, snapshot: null };
    expect(await tables({ schema: 'nowhere' })).toEqual(nothing);
    expect(await names({ schema: "public' or true --" })).toEqual([]);
  });

  test.each<[string, string[]]>([
    ['ORDERS', ['orders']],
    ['MEASURED_2', ['measured_2', 'measured_2a']],
    ['größe', ['Größe ∑ 表']],
    ['GRÖSSE', []],
    ['表', ['Größe ∑ 表']],
    ['%', ['100%_sure\\n']],
    ['\\', ['100%_sure\\n']],
    ['%_s', ['100%_sure\\n']],
    ['\'s "', ['it\'s "quoted"']],
    [LONG_NAME, [LONG_NAME]],
    [`${LONG_NAME}xx`, []],
    ['_2_', []],
  ])('search %s', async (search, found) => {
    expect(await names({ search })).toEqual(found);
  });

  test('pages do not overlap, and each knows the total', async () => {
    const everything = await names();
    const seen: string[] = [];
    const pages = Math.ceil(everything.length / 7);
    for (let page = 1; page <= pages; page++) {
      const part = await tables({ page, pageSize: 7 });
      expect(part).toMatchObject({ total: everything.length, page, pageSize: 7, totalPages: pages });
      seen.push(...part.items.map((item) => item.name));
    }
    expect(seen).toEqual(everything);
    const beyond = await tables({ page: 1_000_000, pageSize: 100 });
    expect(beyond).toMatchObject({ items: [], total: everything.length, page: 1_000_000 });
  });

  test('the row estimate is the server’s, null when it has none', async () => {
    const estimate = async (name: string) =>
      (await tables({ search: name, includeViews: true })).items.find((item) => item.name === name)?.rowEstimate;
    expect(await estimate('people')).toBeNull();
    await server.query('create table counted as select generate_series(1, 1234); analyze counted');
    await server.query('create table empty_but_counted (); analyze empty_but_counted');
    expect(await estimate('counted')).toBe(1234);
    expect(await estimate('empty_but_counted')).toBe(0);
    expect(await estimate('some_view')).toBeNull();
    await server.query('drop table counted, empty_but_counted');
  });

  test('what a user put before pg_catalog is never called', async () => {
    await server.query('create database trap');
    await server.query(SHADOWS, [], 'trap');
    await server.query('alter database trap set search_path = evil, pg_catalog');
    await server.query(
      "alter database trap set quote_all_identifiers = on; alter database trap set datestyle = 'German'",
    );
    const trap = { ...target, databaseName: 'trap' };
    const tested = await host.diagnose(trap);
    expect(tested.stages.at(-1)?.message).toBe('Can read 2 of 2 tables');
    expect((await host.schemas(trap)).items.find((item) => item.isDefault)?.name).toBe('evil');
    const page = await host.tables(trap, { includeViews: true, page: 1, pageSize: 10, search: 'pg' });
    expect(page.items.map((item) => item.name)).toEqual(['pg_class', 'pg_namespace']);
    const fields = await host.fields(trap, { table: 'pg_class' });
    expect(fields?.items.map((item) => item.nativeType)).toEqual(['oid', 'name']);
  });

  test('a failure is thrown with its code and its stages', async () => {
    const error = await host.schemas({ ...target, databaseName: 'nowhere' }).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(DiagnosisError);
    expect(error).toMatchObject({ code: 'DATABASE_NOT_FOUND' });
    expect((error as DiagnosisError).stages.map((one) => one.stage).join(' ')).toBe(
      'config policy dns tcp tls auth database',
    );
    expect(JSON.stringify((error as DiagnosisError).stages)).not.toContain(server.password);
  });
});
