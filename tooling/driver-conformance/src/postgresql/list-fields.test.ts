import { type Field, FieldList, PLAIN_TABLE } from '@portolan/contract';
import type { ConnectionTarget } from '@portolan/drivers';
import { openDrivers, passwordOf, targetOf } from '@portolan/drivers/testing';
import { startTestPostgres, type TestPostgres } from '@portolan/testing/postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LONG_NAME, ODD_NAMES, TRICKY_SCHEMA } from './tricky-schema.ts';

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

  async function read(table: string, schema?: string): Promise<FieldList> {
    const list = await host.fields(target, { table, schema });
    expect(FieldList.safeParse(list).error).toBeUndefined();
    return list as FieldList;
  }
  const pick = (list: FieldList, key: keyof Field) => Object.fromEntries(list.items.map((one) => [one.name, one[key]]));

  test('types, native and common', async () => {
    const list = await read('kinds');
    expect(list.items.map(({ name, nativeType, type }) => `${name}: ${nativeType} ${type}`)).toEqual([
      'c_text: text string',
      'c_varchar: character varying(20) string',
      'c_char: character(3) string',
      'c_name: name string',
      'c_int2: smallint integer',
      'c_int4: integer integer',
      'c_int8: bigint integer',
      'c_numeric: numeric(10,2) decimal',
      'c_money: money decimal',
      'c_real: real float',
      'c_double: double precision float',
      'c_bool: boolean boolean',
      'c_date: date date',
      'c_time: time(3) without time zone time',
      'c_timetz: time with time zone time',
      'c_timestamp: timestamp without time zone timestamp',
      'c_timestamptz: timestamp with time zone timestamp',
      'c_interval: interval day to second interval',
      'c_uuid: uuid uuid',
      'c_json: json json',
      'c_jsonb: jsonb json',
      'c_xml: xml xml',
      'c_bytea: bytea binary',
      'c_bit: bit(4) binary',
      'c_enum: mood enum',
      'c_enums: mood[] array',
      'c_array: integer[] array',
      'c_range: int4range range',
      'c_multi: int4multirange range',
      'c_span: types.span range',
      'c_pair: types.pair composite',
      'c_email: types.email string',
      'c_required: types.required_email string',
      'c_tags: types.tags array',
      'c_point: point geometry',
      'c_inet: inet network',
      'c_macaddr: macaddr network',
      'c_tsvector: tsvector other',
      'char: "char" string',
    ]);
    expect(list.items.filter((one) => !one.nullable).map((one) => one.name)).toEqual(['c_required']);
  });

  test('defaults, identity, generated columns, comments, and positions without the dropped', async () => {
    const list = await read('defaults');
    expect(pick(list, 'default')).toEqual({
      always_id: null,
      own_id: null,
      serial_id: "nextval('public.defaults_serial_id_seq'::regclass)",
      plain: "'it''s'::text",
      at: 'now()',
      mood: "'ok'::public.mood",
      doubled: '(own_id * 2)',
      last: "'2020-02-03'::date",
    });
    expect(pick(list, 'generated')).toMatchObject({
      always_id: 'identity-always',
      own_id: 'identity-by-default',
      serial_id: null,
      doubled: 'stored',
    });
    expect(list.items.map((one) => one.position)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(pick(list, 'comment')).toMatchObject({ plain: 'Größe', at: null });
    expect(pick(list, 'nullable')).toMatchObject({ always_id: false, serial_id: false, plain: true, at: false });
  });

  test('keys in the order of the constraint, to oneself and across schemas', async () => {
    const orders = await read('orders');
    expect(orders.primaryKey).toMatchObject({ name: 'orders_key', columns: ['number', 'tenant'] });
    expect(orders.foreignKeys).toMatchObject([
      {
        name: 'orders_parent',
        columns: ['parent_number', 'parent_tenant'],
        references: { schema: 'public', table: 'orders', columns: ['number', 'tenant'] },
        onUpdate: 'CASCADE',
        onDelete: 'SET NULL',
      },
    ]);
    expect(pick(orders, 'primaryKey')).toMatchObject({ tenant: true, number: true, region: false });
    expect(pick(orders, 'references')).toMatchObject({
      parent_tenant: { schema: 'public', table: 'orders', column: 'tenant' },
      parent_number: { schema: 'public', table: 'orders', column: 'number' },
      region: null,
    });
    const lines = await read('lines', 'Sales "2"');
    expect(lines.foreignKeys).toMatchObject([
      {
        columns: ['t', 'n'],
        references: { columns: ['tenant', 'number'] },
        onUpdate: 'NO ACTION',
        onDelete: 'NO ACTION',
      },
    ]);
    expect(pick(lines, 'references')).toMatchObject({ t: { schema: 'public', table: 'orders', column: 'tenant' } });
    const badges = await read('badges');
    expect(badges.foreignKeys.map((key) => [key.name, key.onUpdate, key.onDelete])).toEqual([
      ['also_person', 'SET DEFAULT', 'NO ACTION'],
      ['badges_person_fkey', 'NO ACTION', 'CASCADE'],
    ]);
    expect((await read('people')).foreignKeys[0]).toMatchObject({ columns: ['boss'], onDelete: 'RESTRICT' });
  });

  test('indexes with expressions, included columns, predicates and methods', async () => {
    expect((await read('orders')).indexes).toMatchObject([
      { ...index('Orders "U"', ['region', 'note']), unique: true },
      {
        ...index('orders_expression', ['lower(region)', 'tenant', '(number + 1)']),
        include: ['note'],
        predicate: 'note IS NOT NULL',
      },
      { ...index('orders_hash', ['region']), method: 'hash' },
      { ...index('orders_key', ['number', 'tenant']), unique: true, primary: true },
    ]);
    expect((await read('some_matview')).indexes).toMatchObject([{ columns: ['id'], unique: true, primary: false }]);
  });

  test('partitions have the keys of their table, and a key to a partitioned table counts once', async () => {
    const readings = await read('readings');
    expect(readings.foreignKeys.map((key) => key.references.table)).toEqual(['measured']);
    for (const table of ['measured', 'measured_1', 'measured_2', 'measured_2a']) {
      expect((await read(table)).primaryKey?.columns).toEqual(['at']);
    }
  });

  test('inherited columns, views, foreign tables, and a table without columns', async () => {
    const names = async (table: string) => (await read(table)).items.map((one) => one.name);
    expect(await names('derived')).toEqual(['id', 'b', 'extra']);
    expect(await names('some_view')).toEqual(['id', 'email']);
    expect(await names('some_foreign')).toEqual(['id']);
    expect((await read('some_matview')).table).toMatchObject({ type: 'view', kind: 'materialized view' });
    expect(await read('nothing')).toEqual({
      ...PLAIN_TABLE,
      table: expect.objectContaining({ name: 'nothing', type: 'table', kind: 'table', comment: null }),
      items: [],
      primaryKey: null,
      foreignKeys: [],
      uniques: [],
      checks: [],
      indexes: [],
      snapshot: null,
    });
  });

  test.each(ODD_NAMES)('a table and column named %s', async (name) => {
    const list = await read(name);
    expect(list.items.map((one) => [one.name, one.primaryKey])).toEqual([[name, true]]);
    expect(list.primaryKey?.columns).toEqual([name]);
    expect(list.indexes[0]?.columns).toEqual([name]);
  });

  test('null for what is not there: other case, longer name, other schema, an index', async () => {
    for (const table of ['ORDERS', `${LONG_NAME}xyz`, 'lines', 'orders_key', "orders' or true --", '']) {
      expect(await host.fields(target, { table })).toBeNull();
    }
    expect(await host.fields(target, { table: 'orders', schema: 'types' })).toBeNull();
  });

  test('the default schema is the connection’s, and its types go without schema', async () => {
    const moved = { ...target, options: { schema: 'types' } };
    expect(await host.fields(moved, { table: 'orders' })).toBeNull();
    const list = (await host.fields(moved, { table: 'kinds', schema: 'public' })) as FieldList;
    expect(pick(list, 'nativeType')).toMatchObject({
      c_enum: 'public.mood',
      c_pair: 'pair',
      c_required: 'required_email',
    });
  });

  test('every table agrees with information_schema', async () => {
    const truth = await server.query<{ s: string; t: string; columns: string[] }>(
      `select table_schema::text as s, table_name::text as t,
              array_agg(column_name || ' ' || is_nullable order by ordinal_position) as columns
       from information_schema.columns
       where table_schema in ('public', 'Sales "2"') and table_name <> 'kinds' group by 1, 2`,
    );
    expect(truth.length).toBeGreaterThan(20);
    for (const { s, t, columns } of truth) {
      const list = await read(t, s);
      expect(list.items.map((one) => `${one.name} ${one.nullable ? 'YES' : 'NO'}`)).toEqual(columns);
    }
  });

  test('the newest kind of generated column the version has', async () => {
    const kind = version === '18' ? 'virtual' : 'stored';
    await server.query(`create table computed (a int, b int generated always as (a + 1) ${kind})`);
    expect(pick(await read('computed'), 'generated')).toEqual({ a: null, b: kind });
  });
});

const index = (name: string, columns: string[]) => ({
  name,
  columns,
  include: [],
  unique: false,
  primary: false,
  method: 'btree',
  predicate: null,
});
