import type { MeasuredTable } from '@portolan/contract';
import { startTestMariadb, type TestMariadb } from '@portolan/testing/mariadb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ConnectionTarget } from '../../driver.ts';
import { openDrivers } from '../../testing/open-drivers.ts';
import { readAll } from '../../testing/read-all.ts';
import { passwordOf, targetOf } from '../../testing/target.ts';

const host = openDrivers();
let server: TestMariadb;
let target: ConnectionTarget;

const SCHEMA = `
  create database facts character set utf8mb4 collate utf8mb4_general_ci;
  use facts;
  create table kinds (
    id bigint unsigned, b boolean, n numeric(5,1) unsigned zerofill, y year, j json,
    e enum('a','it''s, ok','back\\\\slash','','new\\nline','表') character set utf8mb4, s set('x','y'), f float(10,4), d double(8,3), f0 float, t char(3),
    at timestamp not null default current_timestamp on update current_timestamp,
    at3 datetime(3) default current_timestamp(3) on update current_timestamp(3),
    hidden int invisible default 4
  ) engine=MyISAM character set latin1;
  create table parents (a int, b varchar(40), c text, primary key (a), unique key u (b),
    key sorted (a desc, b), key part (c(12)) ignored);
  create table children (a int, constraint f foreign key (a) references parents (a));
  create table periods (id int, s date, e date, period for p (s, e), unique key once (id, p without overlaps));
  create trigger second before insert on parents for each row set new.a = 1;
  create trigger First before update on parents for each row set new.a = 1;
  create table versioned (a int) with system versioning;
  create view v as select j, b from kinds;`;

beforeAll(async () => {
  server = await startTestMariadb();
  await server.query(SCHEMA);
  const { port, user, password } = server;
  target = targetOf({ dbType: 'mysql', port, username: user, databaseName: 'facts', credential: passwordOf(password) });
});
afterAll(() => Promise.all([host.close(), server.close()]));

async function tableOf(name: string): Promise<MeasuredTable> {
  const { tables } = await readAll(host, target, { depth: 'columns', table: { name } });
  expect(tables).toHaveLength(1);
  return tables[0] as MeasuredTable;
}

test('base types, labels, sizes, ON UPDATE, INVISIBLE', async () => {
  const { columns, ...table } = await tableOf('kinds');
  expect(columns.map(({ name, baseType }) => `${name} ${baseType}`)).toEqual([
    'id bigint unsigned',
    'b tinyint',
    'n decimal unsigned',
    'y year',
    'j longtext',
    'e enum',
    's set',
    'f float',
    'd double',
    'f0 float',
    't char',
    'at timestamp',
    'at3 datetime',
    'hidden int',
  ]);
  const of = Object.fromEntries(columns.map((column) => [column.name, column]));
  expect(of.j).toMatchObject({ type: 'json', nativeType: 'longtext' });
  expect(of.e?.labels).toEqual(['a', "it's, ok", 'back\\slash', '', 'new\nline', '表']);
  expect([of.s?.labels, of.id?.labels]).toEqual([['x', 'y'], null]);
  expect([of.f?.precision, of.f?.scale, of.d?.precision, of.d?.scale, of.f0?.precision]).toEqual([10, 4, 8, 3, null]);
  expect(of.at).toMatchObject({ default: 'current_timestamp()', onUpdate: 'current_timestamp()', invisible: false });
  expect(of.at3?.onUpdate).toBe('current_timestamp(3)');
  expect(of.hidden).toMatchObject({ invisible: true, default: '4', onUpdate: null });
  expect(table).toMatchObject({ engine: 'MyISAM', charset: 'latin1', collation: 'latin1_swedish_ci' });
});

test('keys of indexes, triggers', async () => {
  const { indexes, triggers, primaryKey, engine } = await tableOf('parents');
  expect({ triggers, engine }).toEqual({ triggers: ['First', 'second'], engine: 'InnoDB' });
  expect(primaryKey).toMatchObject({ columns: ['a'], deferrable: 'no', enforced: true });
  const told = indexes.map(({ name, keys, ignored }) => [
    name,
    keys.map(({ column, descending, length }) => [column, descending, length]),
    ignored,
  ]);
  expect(told).toEqual([
    ['PRIMARY', [['a', false, null]], false],
    ['part', [['c', false, 12]], true],
    [
      'sorted',
      [
        ['a', true, null],
        ['b', false, null],
      ],
      false,
    ],
    ['u', [['b', false, null]], false],
  ]);
  expect((await tableOf('children')).foreignKeys).toMatchObject([{ name: 'f', match: 'NONE', enforced: true }]);
  expect((await tableOf('periods')).uniques).toMatchObject([{ name: 'once', columns: ['id', 'e', 's'] }]);
  expect(await tableOf('versioned')).toMatchObject({ kind: 'system versioned table' });
  expect(await tableOf('v')).toMatchObject({ type: 'view', engine: null, charset: null, collation: null });
});

test('a schema whose name differs from a system’s in case alone is a user’s', async () => {
  await server.query('create database `Sys`; create table `Sys`.own (a int); create database `MYSQL`');
  const { outline, tables } = await readAll(host, target, { depth: 'tables' });
  expect(tables.map(({ schema, name }) => `${schema}.${name}`)).toContain('Sys.own');
  const system = outline.schemas.filter(({ isSystem }) => isSystem).map(({ name }) => name);
  expect(system).toEqual(['information_schema', 'mysql', 'performance_schema', 'sys']);
  const { privileges } = await host.diagnose(target);
  expect(privileges?.totalTables).toBe(tables.length);
});
