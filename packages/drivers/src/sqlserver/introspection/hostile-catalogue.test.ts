import { type Answer, manyTables, type Statement, startSqlServerEmulator } from '@portolan/emulator-sqlserver';
import { certificate, LOGIN, SECRET, sqlserverTarget } from '@portolan/emulator-sqlserver/sample-target';
import { afterAll, expect, test } from 'vitest';
import type { IntrospectionScope } from '../../driver.ts';
import { openDrivers } from '../../testing/open-drivers.ts';

const host = openDrivers({ size: 1, introspectionMs: 20_000 });
afterAll(() => host.close());

const start = (onStatement?: (statement: Statement) => Answer[] | undefined, tables = 3) =>
  startSqlServerEmulator({
    tls: certificate,
    logins: [LOGIN],
    database: manyTables(tables, 2),
    ...(onStatement ? { onStatement } : {}),
  });

async function namesOf(port: number, scope: Partial<IntrospectionScope> = {}): Promise<string[]> {
  const names: string[] = [];
  const target = sqlserverTarget({ port, databaseName: 'many' });
  for await (const page of host.introspect(target, { depth: 'columns', ...scope })) {
    if (page.kind !== 'outline') names.push(...JSON.parse(page.json).map(({ name }: { name: string }) => name));
  }
  return names;
}

const QUERIES = { outline: /sys\.databases/, tables: /rowEstimate/, keys: /toSchema/, columns: /typeSchema/ };

/** The honest answer of one query, its rows changed. */
const changing =
  (query: RegExp, change: (rows: (readonly unknown[])[], names: string[]) => unknown[][]) =>
  ({ sql, parameters, catalogue }: Statement): Answer[] | undefined => {
    if (!query.test(sql)) return undefined;
    const honest = catalogue.query(sql, parameters);
    if (!('columns' in honest)) return undefined;
    const names = honest.columns.map((column) => column.name);
    return [{ columns: honest.columns, rows: change([...honest.rows], names) }];
  };
const replacing = (query: RegExp, column: string, value: unknown) =>
  changing(query, (rows, names) => rows.map((row) => row.map((cell, at) => (names[at] === column ? value : cell))));

const STRANGE = { code: 'QUERY_FAILED', message: 'The catalogue of the server answered something that makes no sense' };

test.each<[string, (statement: Statement) => Answer[] | undefined]>([
  ['a schema without a name', replacing(QUERIES.outline, 'name', null)],
  ['an outline of another kind', replacing(QUERIES.outline, 'kind', 'planted')],
  ['tables without a name', replacing(QUERIES.tables, 'name', null)],
  ['tables without a schema', replacing(QUERIES.tables, 'schema', null)],
  ['keys without a name', replacing(QUERIES.keys, 'name', null)],
  ['columns without a name', replacing(QUERIES.columns, 'name', null)],
  ['columns in another order', changing(QUERIES.columns, (rows) => rows.toReversed().map((row) => [...row]))],
  ['columns told twice', changing(QUERIES.columns, (rows) => [...rows, ...rows].map((row) => [...row]))],
])('%s', async (_, onStatement) => {
  await using server = await start(onStatement);
  await expect(namesOf(server.port)).rejects.toMatchObject(STRANGE);
  await expect.poll(() => server.openConnections()).toBe(0);
});

test.each(Object.entries(QUERIES))('an error instead of %s', async (_, query) => {
  const denied = [{ error: { number: 229, message: `SELECT denied to ${SECRET}` } }];
  await using server = await start(({ sql }) => (query.test(sql) ? denied : undefined));
  const failed = namesOf(server.port);
  await expect(failed).rejects.toMatchObject({ code: 'PERMISSION_DENIED' });
  await expect(failed).rejects.not.toThrow(SECRET);
});

test('columns of tables that were made in between are left out', async () => {
  const more = changing(QUERIES.columns, (rows, names) => {
    const [first = []] = rows;
    const stray = first.map((cell, at) => (names[at] === 'tableId' ? 77 : cell));
    return [stray, ...rows].map((row) => [...row]);
  });
  await using server = await start(more);
  expect(await namesOf(server.port)).toEqual(['table_000000', 'table_000001', 'table_000002']);
});

test('columns without end belong to no table', async () => {
  await using server = await start(({ sql, parameters, catalogue }) => {
    const honest = QUERIES.columns.test(sql) ? catalogue.query(sql, parameters) : null;
    if (!honest || !('columns' in honest)) return undefined;
    const [first = []] = [...honest.rows];
    const endless = function* () {
      for (;;) yield first;
    };
    return [{ columns: honest.columns, rows: endless() }];
  });
  await expect(namesOf(server.port)).rejects.toMatchObject(STRANGE);
});

test('many tables come in pages and in order', async () => {
  await using server = await start(undefined, 450);
  const names = await namesOf(server.port);
  expect(names.length).toBe(450);
  expect(names).toEqual(names.toSorted());
});

test('whoever leaves after the first page leaves no connection behind', async () => {
  await using server = await start(undefined, 2_000);
  for await (const page of host.introspect(sqlserverTarget({ port: server.port, databaseName: 'many' }), {
    depth: 'columns',
  })) {
    if (page.kind === 'tables') break;
  }
  await expect.poll(() => server.openConnections()).toBe(0);
  expect((await host.diagnose(sqlserverTarget({ port: server.port, databaseName: 'many' }))).success).toBe(true);
});
