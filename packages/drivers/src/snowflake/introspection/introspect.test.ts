import type { DatabaseModel, TableModel } from '@portolan/emulator-snowflake';
import { startAccount } from '@portolan/emulator-snowflake/sample-account';
import { afterAll, expect, test } from 'vitest';
import type { ConnectionTarget, IntrospectionScope } from '../../driver.ts';
import { openDrivers } from '../../testing/open-drivers.ts';
import { readAll } from '../../testing/read-all.ts';

const host = openDrivers();
afterAll(() => host.close());

const read = (target: ConnectionTarget, scope: IntrospectionScope) => readAll(host, target, scope);
const table = (name: string, over: Partial<TableModel> = {}): TableModel => ({
  name,
  columns: [{ name: 'ID', type: 'NUMBER' }],
  ...over,
});
const databaseWith = (name: string, tables: Record<string, TableModel[]>): DatabaseModel => ({
  name,
  schemas: Object.entries(tables).map(([schema, those]) => ({ name: schema, tables: those })),
});

test('tables with columns, keys and statistics, in four statements beside the session itself', async () => {
  await using account = await startAccount();
  const { outline, tables } = await read(account.target, { depth: 'columns' });
  expect(outline).toEqual({
    kind: 'outline',
    catalogs: ['SHOP'],
    schemas: [
      { name: 'PUBLIC', isDefault: true, isSystem: false },
      { name: 'INFORMATION_SCHEMA', isDefault: false, isSystem: true },
    ],
    tablesTotal: 3,
    columnsTotal: 9,
    warnings: [],
  });
  const [view, customers, orders] = tables;
  expect(view).toMatchObject({ name: 'BIG_ORDERS', type: 'view', kind: 'view', primaryKey: null, rowEstimate: null });
  expect(customers).toMatchObject({
    schema: 'PUBLIC',
    type: 'table',
    kind: 'table',
    comment: 'People who buy',
    rowEstimate: 42,
    sizeBytes: 4096,
    columns: [
      { name: 'ID', position: 1, nativeType: 'NUMBER(38,0)', type: 'integer', generated: 'identity-by-default' },
      { name: 'EMAIL', position: 2, nativeType: 'VARCHAR(80)', length: 80, comment: 'Where to write to' },
    ],
    primaryKey: { name: 'CUSTOMERS_PK', columns: ['ID'] },
    uniques: [{ name: 'CUSTOMERS_EMAIL', columns: ['EMAIL'] }],
  });
  expect(orders?.foreignKeys).toMatchObject([
    {
      enforced: false,
      name: 'ORDERS_CUSTOMER',
      columns: ['CUSTOMER_ID'],
      onUpdate: 'NO ACTION',
      onDelete: 'CASCADE',
      references: { schema: 'PUBLIC', table: 'CUSTOMERS', columns: ['ID'] },
    },
  ]);
  expect(account.emulator.statements.length).toBe(3 + 4);
});

test('names that break whatever is not careful', async () => {
  const name = 'it\'s `a` "b" 100%_\\ Größe 表 😀';
  const keys = [{ name, type: 'PRIMARY KEY' as const, columns: [name] }];
  const columns = [{ name, type: 'TEXT' }];
  const odd = databaseWith(name, { [name]: [table(name, { columns, keys, comment: name })], PUBLIC: [table(name)] });
  const warehouses = [{ name, state: 'STARTED' as const }];
  await using account = await startAccount({ databases: [odd], warehouses });
  const quote = `"${name.replaceAll('"', '""')}"`;
  const options = { ...account.target.options, warehouse: quote };
  const target = { ...account.target, databaseName: quote, options };
  const { tables } = await read(target, { depth: 'columns', include: [name] });
  expect(tables).toMatchObject([
    { schema: name, name, comment: name, columns: [{ name }], primaryKey: { name, columns: [name] } },
  ]);
  expect(await host.fields(target, { schema: name, table: name })).toMatchObject({ primaryKey: { columns: [name] } });
  expect(await host.fields(target, { schema: "' OR 1=1 --", table: name })).toBeNull();
});

test('a scope leaves out what is not in it', async () => {
  const database = databaseWith('SHOP', { PUBLIC: [table('A'), table('B')], SALES: [table('C')], EMPTY: [] });
  await using account = await startAccount({ databases: [database] });
  const namesOf = async (scope: Partial<IntrospectionScope>) => {
    const { outline, tables } = await read(account.target, { depth: 'tables', ...scope });
    expect(outline?.schemas.map((one) => one.name)).toEqual(['EMPTY', 'PUBLIC', 'SALES', 'INFORMATION_SCHEMA']);
    expect(outline?.tablesTotal).toBe(tables.length);
    return tables.map((one) => `${one.schema}.${one.name}`);
  };
  expect(await namesOf({})).toEqual(['PUBLIC.A', 'PUBLIC.B', 'SALES.C']);
  expect(await namesOf({ include: ['SALES'] })).toEqual(['SALES.C']);
  expect(await namesOf({ include: ['SALES', 'PUBLIC'], exclude: ['PUBLIC'] })).toEqual(['SALES.C']);
  expect(await namesOf({ include: [] })).toEqual([]);
  expect(await namesOf({ exclude: ['SALES'] })).toEqual(['PUBLIC.A', 'PUBLIC.B']);
  expect(await namesOf({ table: { name: 'B' } })).toEqual(['PUBLIC.B']);
  expect(await namesOf({ table: { schema: 'SALES', name: 'B' } })).toEqual([]);
  expect((await read(account.target, { depth: 'schemas' })).tables).toEqual([]);
});

test('keys of several columns keep their own order', async () => {
  const columns = ['A', 'B', 'C'].map((name) => ({ name, type: 'NUMBER' }));
  const parent = table('PARENT', { columns, keys: [{ name: 'PK', type: 'PRIMARY KEY', columns: ['C', 'A'] }] });
  const references = { schema: 'OTHER', table: 'PARENT', columns: ['C', 'A'] };
  const keys = [
    { name: 'UK', type: 'UNIQUE' as const, columns: ['B', 'A'] },
    { name: 'FK', type: 'FOREIGN KEY' as const, columns: ['B', 'A'], references },
  ];
  const databases = [databaseWith('SHOP', { OTHER: [parent], PUBLIC: [table('CHILD', { columns, keys })] })];
  await using account = await startAccount({ databases });
  const { tables } = await read(account.target, { depth: 'columns' });
  expect(tables[0]?.primaryKey).toMatchObject({ name: 'PK', columns: ['C', 'A'], enforced: false });
  expect(tables[1]?.uniques).toMatchObject([{ name: 'UK', columns: ['B', 'A'] }]);
  expect(tables[1]?.foreignKeys).toMatchObject([{ columns: ['B', 'A'], references }]);
});

test('rows come in chunks, and tables in pages', async () => {
  const many = Array.from({ length: 450 }, (_, index) => table(`T${String(index).padStart(4, '0')}`));
  await using account = await startAccount({ databases: [databaseWith('SHOP', { PUBLIC: many })], inlineRows: 100 });
  const { pages, tables } = await read(account.target, { depth: 'columns' });
  expect(pages.map((page) => page.length)).toEqual([200, 200, 50]);
  expect(tables.every((one) => one.columns.length === 1)).toBe(true);
  const chunks = account.emulator.requests.filter((one) => one.path.startsWith('/chunks/'));
  expect(chunks.length).toBeGreaterThanOrEqual(4);
  // Places for large results are public to whoever knows them: the token is not for them.
  expect(chunks.map((one) => one.headers.authorization)).toEqual(chunks.map(() => undefined));
});

test('a catalogue that makes no sense fails the introspection', async () => {
  const columns = [
    { name: 'PART', type: 'fixed' },
    { name: 'SCHEMA_NAME', type: 'text' },
  ];
  const onStatement = (sql: string) => (sql.includes('AS PART') ? { columns, rows: [[1, null]] } : undefined);
  await using account = await startAccount({ onStatement });
  await expect(read(account.target, { depth: 'columns' })).rejects.toMatchObject({ code: 'QUERY_FAILED' });
  const error = { code: '003001', message: 'no' };
  await using refusing = await startAccount({
    onStatement: (sql) => (sql.includes('KEYS IN') ? { error } : undefined),
  });
  await expect(read(refusing.target, { depth: 'columns' })).rejects.toMatchObject({ code: 'PERMISSION_DENIED' });
});
