import type { MeasuredTable } from '@portolan/contract';
import type { ConnectionTarget, IntrospectionScope } from '@portolan/drivers';
import { openDrivers, passwordOf, readAll, targetOf } from '@portolan/drivers/testing';
import { startTestMariadb, type TestMariadb } from '@portolan/testing/mariadb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LONGEST, ODD_NAMES, TRICKY_MARIADB } from './tricky-schema.ts';

const host = openDrivers();
let server: TestMariadb;
let target: ConnectionTarget;

beforeAll(async () => {
  server = await startTestMariadb();
  await server.query(TRICKY_MARIADB);
  const { port, user, password } = server;
  const credential = passwordOf(password);
  target = targetOf({ dbType: 'mysql', port, username: user, databaseName: 'tricky', credential });
});
afterAll(() => Promise.all([host.close(), server.close()]));

const read = (scope: IntrospectionScope, from = target) => readAll(host, from, scope);

async function tableOf(name: string): Promise<MeasuredTable> {
  const { tables } = await read({ depth: 'columns', table: { name } });
  expect(tables).toHaveLength(1);
  return tables[0] as MeasuredTable;
}

describe('everything', () => {
  test('comes in the order of schema and name, sequences left out', async () => {
    const { outline, tables } = await read({ depth: 'columns' });
    expect(outline?.schemas.map(({ name, isDefault, isSystem }) => [name, isDefault, isSystem])).toEqual([
      ...['Sales "2"', 'Tricky'].map((name) => [name, false, false]),
      ['tricky', true, false],
      ...['information_schema', 'mysql', 'performance_schema', 'sys'].map((name) => [name, false, true]),
    ]);
    const own = ['broken', 'defaults', 'kinds', 'measured', 'orders', 'some_view', 'spans', 'versioned'];
    const names = [...own, ...ODD_NAMES].sort((a, b) => (a < b ? -1 : 1));
    expect(tables.map(({ schema, name }) => `${schema}.${name}`)).toEqual([
      'Sales "2".lines',
      'Tricky.other_case',
      ...names.map((name) => `tricky.${name}`),
    ]);
    expect(outline?.tablesTotal).toBe(tables.length);
  });

  test('is what the server tells its own client', async () => {
    const { tables } = await read({ depth: 'columns' });
    const skipped = "('mysql','sys','information_schema','performance_schema')";
    const columns = await server.query(`
      select table_schema, table_name, column_name, column_type, is_nullable, if(column_comment = '', null, column_comment)
      from information_schema.columns natural join
        (select table_schema, table_name, table_type from information_schema.tables) t
      where table_schema not in ${skipped} and table_type <> 'SEQUENCE'
      order by cast(table_schema as binary), cast(table_name as binary), ordinal_position`);
    expect(
      tables.flatMap((table) =>
        table.columns.map(({ name, nativeType, nullable, comment }) => [
          table.schema,
          table.name,
          name,
          nativeType,
          nullable ? 'YES' : 'NO',
          comment,
        ]),
      ),
    ).toEqual(columns);
    const indexes = await server.query(`
      select table_schema, table_name, index_name, non_unique, lower(index_type),
             group_concat(concat(column_name, if(sub_part is null or index_type = 'SPATIAL', '', concat('(', sub_part, ')')))
               order by seq_in_index separator '|')
      from information_schema.statistics where table_schema not in ${skipped}
      group by 1, 2, 3, 4, 5
      order by cast(table_schema as binary), cast(table_name as binary), cast(index_name as binary)`);
    expect(
      tables.flatMap(({ schema, name, indexes: own }) =>
        own.map((index) => [schema, name, index.name, index.unique ? '0' : '1', index.method, index.columns.join('|')]),
      ),
    ).toEqual(indexes);
  });

  test('without columns where tables are asked for, without tables where schemas are', async () => {
    const { tables } = await read({ depth: 'tables' });
    expect(tables.length).toBeGreaterThan(10);
    expect(tables.every(({ columns, indexes }) => columns.length === 0 && indexes.length === 0)).toBe(true);
    const schemas = await read({ depth: 'schemas' });
    expect(schemas).toMatchObject({ tables: [], outline: { tablesTotal: tables.length } });
  });
});

describe('the scope', () => {
  const schemasOf = async (scope: Omit<IntrospectionScope, 'depth'>) => {
    const { tables, outline } = await read({ depth: 'tables', ...scope });
    expect(outline?.tablesTotal).toBe(tables.length);
    return [...new Set(tables.map(({ schema }) => schema))];
  };

  test('names schemas exactly, by case and by every sign', async () => {
    expect(await schemasOf({ include: ['tricky'] })).toEqual(['tricky']);
    expect(await schemasOf({ include: ['Tricky', 'Sales "2"', 'nowhere'] })).toEqual(['Sales "2"', 'Tricky']);
    expect(await schemasOf({ include: ['TRICKY'] })).toEqual([]);
    expect(await schemasOf({ include: ['%'] })).toEqual([]);
    expect(await schemasOf({ include: ["x' or '1' = '1"] })).toEqual([]);
    expect(await schemasOf({ include: ["x\\' or 1 = 1 -- "] })).toEqual([]);
    expect(await schemasOf({ include: ['😀'] })).toEqual([]);
    expect(await schemasOf({ include: [] })).toEqual([]);
    expect(await schemasOf({ include: ['mysql'] })).toEqual(['mysql']);
    expect(await schemasOf({ exclude: ['tricky'] })).toEqual(['Sales "2"', 'Tricky']);
    expect(await schemasOf({ include: ['tricky', 'Tricky'], exclude: ['tricky'] })).toEqual(['Tricky']);
  });

  test.each(ODD_NAMES)('finds the table %s and keeps its name', async (name) => {
    const table = await tableOf(name);
    expect(table).toMatchObject({ schema: 'tricky', name, comment: name, columns: [{ name, comment: name }] });
    expect(table.primaryKey).toMatchObject({ name: 'PRIMARY', columns: [name] });
  });

  test('a single table is of the default schema unless told', async () => {
    expect(await host.fields(target, { table: 'other_case' })).toBeNull();
    expect(await host.fields(target, { table: LONGEST })).toBeNull();
    const other = { ...target, options: { schema: 'Tricky' } };
    expect((await host.fields(other, { table: 'other_case' }))?.items).toHaveLength(1);
    expect(await host.fields({ ...target, databaseName: null }, { table: 'orders' })).toBeNull();
    expect(await host.fields(target, { schema: 'Sales "2"', table: 'lines' })).not.toBeNull();
  });
});

test('kinds of tables', async () => {
  const { tables } = await read({ depth: 'tables', include: ['tricky'] });
  const of = (name: string) => tables.find((table) => table.name === name);
  expect(of('orders')).toMatchObject({ type: 'table', kind: 'table', comment: null });
  expect(of('orders')?.sizeBytes).toBeGreaterThan(0);
  expect(of('measured')).toMatchObject({ type: 'table', kind: 'partitioned table' });
  expect(of('versioned')).toMatchObject({ type: 'table', kind: 'system versioned table' });
  for (const name of ['some_view', 'broken']) {
    expect(of(name)).toMatchObject({ type: 'view', kind: 'view', comment: null, rowEstimate: null, sizeBytes: null });
  }
  expect(of('defaults')?.comment).toBe("A comment with 'quotes'\nand a second line");
});

test('types', async () => {
  const { columns, checks } = await tableOf('kinds');
  const told = columns.map(({ name, type, length, precision, scale }) => [name, type, length, precision, scale]);
  const plain = (names: string, type: string) => names.split(' ').map((name) => [`c_${name}`, type, null, null, null]);
  expect(told).toEqual([
    ...plain('tiny', 'integer'),
    ...plain('bool', 'boolean'),
    ...plain('small medium int big', 'integer'),
    ['c_decimal', 'decimal', null, 12, 3],
    ...plain('float double', 'float'),
    ['c_bit', 'binary', 4, null, null],
    ...plain('year', 'integer'),
    ...plain('date', 'date'),
    ['c_time', 'time', null, 3, null],
    ['c_datetime', 'timestamp', null, 6, null],
    ...plain('timestamp', 'timestamp'),
    ['c_char', 'string', 3, null, null],
    ['c_varchar', 'string', 20, null, null],
    ...plain('tinytext text long', 'string'),
    ['c_binary', 'binary', 16, null, null],
    ['c_varbinary', 'binary', 20, null, null],
    ...plain('blob', 'binary'),
    ...plain('enum', 'enum'),
    ...plain('set', 'string'),
    ...plain('json', 'json'),
    ...plain('uuid', 'uuid'),
    ...plain('inet4 inet6', 'network'),
    ...plain('point geometry', 'geometry'),
  ]);
  // The check and the collation that make a long text JSON are the type's own.
  expect(columns.map(({ collation }) => collation).filter((collation) => collation !== null)).toEqual([]);
  expect(checks).toEqual([]);
});

test('defaults, generated columns, checks', async () => {
  const { columns, checks, primaryKey } = await tableOf('defaults');
  const of = Object.fromEntries(columns.map((column) => [column.name, column]));
  expect(columns.map(({ position }) => position)).toEqual(columns.map((_, index) => index + 1));
  expect(of.id).toMatchObject({ generated: 'identity-by-default', default: null, nativeType: 'bigint(20) unsigned' });
  expect(primaryKey?.columns).toEqual(['id']);
  expect(of.nothing).toMatchObject({ default: null, nullable: true });
  expect(of.empty?.default).toBe("''");
  expect(of.the_word?.default).toBe("'NULL'");
  expect(of.quoted?.default).toBe("'it''s \\\\ \"so\"'");
  expect(of.number).toMatchObject({ default: '7', nullable: false });
  expect(of.at?.default).toBe('current_timestamp()');
  expect(of.expression?.default).toBe("concat('a',uuid())");
  expect(of.bits?.default).toBe("b'101'");
  expect(of.twice).toMatchObject({ generated: 'virtual', default: '`number` * 2' });
  expect(of.thrice).toMatchObject({ generated: 'stored', default: '`number` * 3', comment: "three 'times'" });
  expect(of.hidden?.default).toBe('3');
  expect(of.foreign_words?.collation).toBe('latin1_swedish_ci');
  expect(of.quoted?.collation).toBeNull();
  expect(checks).toMatchObject([
    { name: 'checked', expression: '`checked` > 0' },
    { name: 'positive', expression: "`number` > 0 and `quoted` <> 'x\\'y'" },
  ]);
});

test('keys and indexes', async () => {
  const { primaryKey, foreignKeys, uniques, indexes } = await tableOf('orders');
  expect(primaryKey).toMatchObject({ name: 'PRIMARY', columns: ['number', 'tenant'] });
  expect(uniques).toMatchObject([{ name: 'region_once', columns: ['region'] }]);
  expect(foreignKeys).toMatchObject([
    {
      name: 'orders_parent',
      columns: ['parent_number', 'parent_tenant'],
      references: { schema: 'tricky', table: 'orders', columns: ['number', 'tenant'] },
      onUpdate: 'CASCADE',
      onDelete: 'SET NULL',
    },
  ]);
  expect(indexes.map(({ name, columns, unique, primary, method }) => [name, columns, unique, primary, method])).toEqual(
    [
      ['PRIMARY', ['number', 'tenant'], true, true, 'btree'],
      ['by_region', ['region(10)', 'tenant'], false, false, 'btree'],
      ['orders_parent', ['parent_number', 'parent_tenant'], false, false, 'btree'],
      ['part_once', ['note(20)'], true, false, 'btree'],
      ['region_once', ['region'], true, false, 'btree'],
      ['shapes', ['shape'], false, false, 'spatial'],
      ['words', ['note'], false, false, 'fulltext'],
    ],
  );
  const { tables } = await read({ depth: 'columns', table: { schema: 'Sales "2"', name: 'lines' } });
  expect(
    tables[0]?.foreignKeys.map(({ name, references, onUpdate, onDelete }) => [
      name,
      references.schema,
      onUpdate,
      onDelete,
    ]),
  ).toEqual([
    ['keeps', 'tricky', 'NO ACTION', 'RESTRICT'],
    ['to_orders', 'tricky', 'RESTRICT', 'RESTRICT'],
  ]);
});

test('a login that may only read is told everything but the rules of foreign keys', async () => {
  await server.query("create user reader@'%' identified by 'x'; grant select on tricky.* to reader@'%'");
  const reader = { ...target, username: 'reader', credential: passwordOf('x') };
  const seen = await read({ depth: 'columns' }, reader);
  const all = await read({ depth: 'columns', include: ['tricky'] });
  const unruled = all.tables.map((table) => ({
    ...table,
    foreignKeys: table.foreignKeys.map((key) => ({
      ...key,
      onUpdate: 'UNKNOWN',
      onDelete: 'UNKNOWN',
      match: 'UNKNOWN',
    })),
  }));
  expect(seen.tables).toEqual(unruled);
});
