import { MeasuredTable } from '@portolan/contract';
import type { IntrospectionScope } from '@portolan/drivers';
import { openDrivers, readAll } from '@portolan/drivers/testing';
import { type DatabaseDefinition, sampleDatabase, startSqlServerEmulator } from '@portolan/emulator-sqlserver';
import { expectedTables } from '@portolan/emulator-sqlserver/expected-tables';
import { certificate, LOGIN, SECRET, sqlserverTarget } from '@portolan/emulator-sqlserver/sample-target';
import { afterAll, describe, expect, test } from 'vitest';
import { ODD_NAMES, trickyDatabase } from './tricky-database.ts';

const host = openDrivers();
afterAll(() => host.close());

const hidden = { name: 'nobody', password: SECRET, access: () => 'hidden' as const };
const start = (database: DatabaseDefinition) =>
  startSqlServerEmulator({ tls: certificate, logins: [LOGIN, hidden], database });

const read = (port: number, databaseName: string, scope: Partial<IntrospectionScope> = {}, username = 'app') =>
  readAll(host, sqlserverTarget({ port, databaseName, username }), { depth: 'columns', ...scope });

const withoutSizes = (tables: MeasuredTable[]) =>
  tables.map((table) => ({
    ...table,
    columns: table.columns.map(({ type, baseType, length, precision, scale, ...column }) => column),
  }));
const namesOf = (tables: MeasuredTable[]) => tables.map(({ schema, name }) => `${schema}.${name}`);

describe.each([sampleDatabase(), trickyDatabase()])('$name', (definition) => {
  test('is found as it is', async () => {
    await using server = await start(definition);
    const { outline, tables } = await read(server.port, definition.name);
    expect(withoutSizes(tables)).toEqual(expectedTables(definition));
    expect(tables.every((table) => MeasuredTable.safeParse(table).success)).toBe(true);
    expect(outline.tablesTotal).toBe(definition.tables.length);
    // Session, outline, tables, keys, columns; the first one is the client library's own.
    expect(server.statements.length).toBe(6);
    expect(server.connections).toBe(1);
  });
});

test('the outline names all schemas and databases, whatever the scope', async () => {
  await using server = await start(trickyDatabase());
  const { outline, tables } = await read(server.port, 'tricky', { depth: 'schemas', include: ['app'] });
  expect(tables).toEqual([]);
  expect(outline.catalogs).toEqual(['master', 'model', 'msdb', 'tempdb', 'tricky']);
  const own = outline.schemas.filter((one) => !one.isSystem).map((one) => one.name);
  expect(own).toEqual(['dbo', 'empty', 'app', ...ODD_NAMES].sort());
  expect(outline.schemas.filter((one) => one.isSystem).map((one) => one.name)).toEqual([
    'INFORMATION_SCHEMA',
    'guest',
    'sys',
  ]);
  expect(outline.schemas.filter((one) => one.isDefault).map((one) => one.name)).toEqual(['dbo']);
  expect(server.statements.length).toBe(3);
});

test('tables alone have neither columns nor keys', async () => {
  await using server = await start(sampleDatabase());
  const { tables } = await read(server.port, 'shop', { depth: 'tables' });
  expect(namesOf(tables)).toEqual(['dbo.big_orders', 'dbo.customers', 'dbo.orders']);
  expect(tables.every((table) => table.columns.length + table.indexes.length === 0)).toBe(true);
  expect(tables[1]).toMatchObject({ comment: 'People who buy', rowEstimate: 42, sizeBytes: 73_728, primaryKey: null });
  expect(server.statements.length).toBe(4);
});

test('schemas are taken and left by their exact names', async () => {
  await using server = await start(trickyDatabase());
  const [odd = '', brackets = ''] = ODD_NAMES;
  const included = await read(server.port, 'tricky', { depth: 'tables', include: [brackets, odd, 'APP'] });
  expect(namesOf(included.tables)).toEqual([`${brackets}.${brackets}`, `${odd}.${odd}`].sort());
  expect(included.outline.tablesTotal).toBe(2);
  const excluded = await read(server.port, 'tricky', { depth: 'tables', exclude: ODD_NAMES });
  expect(new Set(excluded.tables.map((table) => table.schema))).toEqual(new Set(['app']));
  expect((await read(server.port, 'tricky', { depth: 'tables', include: [] })).tables).toEqual([]);
});

test('one table, of the default schema or of another, and none', async () => {
  await using server = await start(trickyDatabase());
  for (const name of ODD_NAMES) {
    const { tables } = await read(server.port, 'tricky', { table: { schema: name, name } });
    expect(tables).toMatchObject([{ schema: name, name, comment: name, columns: [{ name, comment: name }] }]);
  }
  expect((await read(server.port, 'tricky', { table: { name: 'orders' } })).tables).toEqual([]);
  const { tables } = await read(server.port, 'tricky', { table: { schema: 'app', name: 'orders' } });
  expect(tables[0]?.foreignKeys.map((key) => key.name)).toEqual(['FK_other', 'FK_parent']);
});

test('what a login may not see is not there', async () => {
  await using server = await start(sampleDatabase());
  const { outline, tables } = await read(server.port, 'shop', {}, 'nobody');
  expect(tables).toEqual([]);
  expect(outline.tablesTotal).toBe(0);
});

test('types by their common names, with their sizes', async () => {
  await using server = await start(trickyDatabase());
  const { tables } = await read(server.port, 'tricky', { table: { schema: 'app', name: 'kinds' } });
  const told = tables[0]?.columns.map(
    ({ nativeType, type, length, precision, scale }) =>
      `${nativeType}: ${type} ${[length, precision, scale].join('/')}`,
  );
  expect(told).toMatchInlineSnapshot(`
    [
      "bigint: integer //",
      "int: integer //",
      "smallint: integer //",
      "tinyint: integer //",
      "bit: boolean //",
      "decimal(38,10): decimal /38/10",
      "numeric(5,0): decimal /5/0",
      "money: decimal //",
      "smallmoney: decimal //",
      "float: float //",
      "real: float //",
      "date: date //",
      "time(0): time /0/",
      "time(7): time /7/",
      "datetime: timestamp //",
      "smalldatetime: timestamp //",
      "datetime2(7): timestamp /7/",
      "datetime2(0): timestamp /0/",
      "datetimeoffset(3): timestamp /3/",
      "char(3): string 3//",
      "varchar(20): string 20//",
      "varchar(max): string //",
      "text: string //",
      "nchar(10): string 10//",
      "nvarchar(4000): string 4000//",
      "ntext: string //",
      "nvarchar(max): string //",
      "binary(16): binary 16//",
      "varbinary(50): binary 50//",
      "varbinary(max): binary //",
      "image: binary //",
      "uniqueidentifier: uuid //",
      "xml: xml //",
      "sql_variant: other //",
      "timestamp: binary //",
      "hierarchyid: other //",
      "geometry: geometry //",
      "geography: geometry //",
      "sysname: string 128//",
      "email: string 120//",
      "app.flag: boolean //",
    ]
  `);
});

test('the host finds tables and fields as for every engine', async () => {
  await using server = await start(sampleDatabase());
  const target = sqlserverTarget({ port: server.port });
  const page = await host.tables(target, { includeViews: false, search: 'ORD', page: 1, pageSize: 10 });
  expect(page.items).toMatchObject([{ schema: 'dbo', name: 'orders', type: 'table', rowEstimate: 7 }]);
  const fields = await host.fields(target, { table: 'orders' });
  expect(fields?.items.find((field) => field.name === 'customer_id')?.references).toEqual({
    schema: 'dbo',
    table: 'customers',
    column: 'id',
  });
  expect(await host.fields(target, { table: 'nowhere' })).toBeNull();
});
