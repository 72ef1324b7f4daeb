import type { CatalogModel, TableModel } from '@portolan/emulator-databricks';
import { SHOP } from '@portolan/emulator-databricks';
import { startWorkspace } from '@portolan/emulator-databricks/sample-workspace';
import { afterAll, expect, test } from 'vitest';
import type { ConnectionTarget, IntrospectionScope } from '../../driver.ts';
import { openDrivers } from '../../testing/open-drivers.ts';
import { readAll } from '../../testing/read-all.ts';

const host = openDrivers();
afterAll(() => host.close());

const read = (target: ConnectionTarget, scope: IntrospectionScope) => readAll(host, target, scope);
const table = (name: string, over: Partial<TableModel> = {}): TableModel => ({
  name,
  columns: [{ name: 'id', type: 'INT' }],
  ...over,
});
const catalogWith = (name: string, tables: Record<string, TableModel[]>): CatalogModel => ({
  name,
  schemas: Object.entries(tables).map(([schema, those]) => ({ name: schema, tables: those })),
});

test('tables with columns and keys, in four statements beside the session itself', async () => {
  await using workspace = await startWorkspace();
  const { outline, tables } = await read(workspace.target, { depth: 'columns' });
  expect(outline).toEqual({
    kind: 'outline',
    catalogs: ['main'],
    schemas: [
      { name: 'default', isDefault: true, isSystem: false },
      { name: 'information_schema', isDefault: false, isSystem: true },
    ],
    tablesTotal: 3,
    columnsTotal: 9,
    warnings: [],
  });
  const [view, customers, orders] = tables;
  expect(view).toMatchObject({ name: 'big_orders', type: 'view', kind: 'view', primaryKey: null });
  expect(customers).toMatchObject({
    schema: 'default',
    type: 'table',
    kind: 'table',
    comment: 'People who buy',
    rowEstimate: null,
    columns: [
      { name: 'id', position: 1, nativeType: 'bigint', type: 'integer', nullable: false, generated: 'identity-always' },
      { name: 'email', position: 2, type: 'string', length: 80, comment: 'Where to write to', generated: null },
    ],
    primaryKey: { name: 'customers_pk', columns: ['id'] },
  });
  expect(orders).toMatchObject({
    columns: [{}, {}, { type: 'decimal', precision: 10, scale: 2, default: '0' }, { nullable: true }, {}],
    foreignKeys: [
      {
        name: 'orders_customer',
        columns: ['customer_id'],
        onUpdate: 'NO ACTION',
        onDelete: 'NO ACTION',
        references: { schema: 'default', table: 'customers', columns: ['id'] },
      },
    ],
  });
  expect(workspace.emulator.statements.length).toBe(2 + 4);
});

test('names that break whatever is not careful', async () => {
  const name = 'it\'s `a` "b" 100%_ Größe 表 😀';
  const columns = [{ name, type: 'STRING' }];
  const odd = catalogWith(name, { [name]: [table(name, { columns, comment: name })], default: [table(name)] });
  await using workspace = await startWorkspace({ catalogs: [odd] });
  const target = { ...workspace.target, databaseName: name };
  const { tables } = await read(target, { depth: 'columns', include: [name] });
  expect(tables).toMatchObject([{ schema: name, name, comment: name, columns: [{ name }] }]);
  expect(await host.fields(target, { schema: name, table: name })).toMatchObject({ items: [{ name }] });
  expect(await host.fields(target, { schema: "' OR 1=1 --", table: name })).toBeNull();
});

test('a scope leaves out what is not in it', async () => {
  const catalog = catalogWith('main', { default: [table('a'), table('b')], sales: [table('c')], empty: [] });
  await using workspace = await startWorkspace({ catalogs: [catalog] });
  const namesOf = async (scope: Partial<IntrospectionScope>) => {
    const { outline, tables } = await read(workspace.target, { depth: 'tables', ...scope });
    expect(outline?.schemas.map((one) => one.name)).toEqual(['default', 'empty', 'sales', 'information_schema']);
    expect(outline?.tablesTotal).toBe(tables.length);
    return tables.map((one) => `${one.schema}.${one.name}`);
  };
  expect(await namesOf({})).toEqual(['default.a', 'default.b', 'sales.c']);
  expect(await namesOf({ include: ['sales'] })).toEqual(['sales.c']);
  expect(await namesOf({ include: ['sales', 'default'], exclude: ['default'] })).toEqual(['sales.c']);
  expect(await namesOf({ include: [] })).toEqual([]);
  expect(await namesOf({ exclude: ['sales'] })).toEqual(['default.a', 'default.b']);
  expect(await namesOf({ table: { name: 'b' } })).toEqual(['default.b']);
  expect(await namesOf({ table: { schema: 'sales', name: 'b' } })).toEqual([]);
  const { tables } = await read(workspace.target, { depth: 'schemas' });
  expect(tables).toEqual([]);
});

test('what the catalogue calls its tables', async () => {
  const kinds = {
    EXTERNAL: 'external table',
    MATERIALIZED_VIEW: 'materialized view',
    STREAMING_TABLE: 'streaming table',
  };
  const tables = Object.keys(kinds).map((type) => table(type.toLowerCase(), { type }));
  await using workspace = await startWorkspace({ catalogs: [catalogWith('main', { default: tables })] });
  const read_ = await read(workspace.target, { depth: 'tables' });
  expect(read_.tables.map((one) => [one.kind, one.type])).toEqual([
    ['external table', 'table'],
    ['materialized view', 'view'],
    ['streaming table', 'table'],
  ]);
});

test('a key of several columns keeps their order, and a view of another schema may be pointed to', async () => {
  const columns = ['a', 'b', 'c'].map((name) => ({ name, type: 'INT' }));
  const parent = table('parent', { columns, keys: [{ name: 'pk', type: 'PRIMARY KEY', columns: ['c', 'a'] }] });
  const references = { schema: 'other', key: 'pk' };
  const child = table('child', {
    columns,
    keys: [{ name: 'fk', type: 'FOREIGN KEY', columns: ['b', 'a'], references }],
  });
  await using workspace = await startWorkspace({
    catalogs: [catalogWith('main', { default: [child], other: [parent] })],
  });
  const { tables } = await read(workspace.target, { depth: 'columns' });
  expect(tables[1]?.primaryKey).toMatchObject({ name: 'pk', columns: ['c', 'a'], enforced: false });
  expect(tables[0]?.foreignKeys).toMatchObject([
    { columns: ['b', 'a'], references: { schema: 'other', table: 'parent', columns: ['c', 'a'] } },
  ]);
});

test.each(['hive_metastore', 'old_catalog'])('%s has no information schema and is read all the same', async (name) => {
  await using workspace = await startWorkspace({ catalogs: [{ ...SHOP, name, legacy: true }] });
  const target = { ...workspace.target, databaseName: name };
  const { outline, tables } = await read(target, { depth: 'columns' });
  expect(outline).toMatchObject({ catalogs: [name], schemas: [{ name: 'default', isDefault: true }], tablesTotal: 3 });
  expect(tables.map((one) => [one.name, one.type, one.columns.length])).toEqual([
    ['big_orders', 'view', 2],
    ['customers', 'table', 2],
    ['orders', 'table', 5],
  ]);
  expect(tables[1]?.columns[1]).toMatchObject({ nullable: false, comment: 'Where to write to', length: 80 });
  expect((await host.fields(target, { table: 'orders' }))?.items.length).toBe(5);
  expect(await host.diagnose(target)).toMatchObject({ success: true });
});

test('rows come in pieces, and tables in pages', async () => {
  const many = Array.from({ length: 450 }, (_, index) => table(`t${String(index).padStart(4, '0')}`));
  const catalogs = [catalogWith('main', { default: many })];
  await using workspace = await startWorkspace({ catalogs, rowsPerFetch: 100 });
  const { pages, tables } = await read(workspace.target, { depth: 'columns' });
  expect(pages.map((page) => page.length)).toEqual([200, 200, 50]);
  expect(tables.every((one) => one.columns.length === 1)).toBe(true);
  expect(workspace.emulator.requests.filter((one) => one.call === 'FetchResults').length).toBeGreaterThan(5);
});

test('a catalogue that fails half-way fails the introspection', async () => {
  const onStatement = (sql: string) =>
    sql.includes('.columns') ? { error: { sqlState: '42501', message: 'no' } } : undefined;
  await using workspace = await startWorkspace({ onStatement });
  await expect(read(workspace.target, { depth: 'columns' })).rejects.toMatchObject({
    code: 'PERMISSION_DENIED',
    stages: expect.arrayContaining([expect.objectContaining({ stage: 'query', ok: false })]),
  });
});
