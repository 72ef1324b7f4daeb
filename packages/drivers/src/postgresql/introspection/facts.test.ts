import type { MeasuredTable } from '@portolan/contract';
import { startTestPostgres, type TestPostgres } from '@portolan/testing/postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ConnectionTarget } from '../../driver.ts';
import { openDrivers } from '../../testing/open-drivers.ts';
import { readAll } from '../../testing/read-all.ts';
import { passwordOf, targetOf } from '../../testing/target.ts';

const host = openDrivers();
afterAll(() => host.close());

const TYPES = `
  create schema other;
  create schema "Odd s";
  create type mood as enum ('sad', 'it''s, "ok"', 'happy');
  create type other.mood as enum ('x');
  create type "Odd s"."Odd T" as enum ('y');
  create type pair as (a int, b varchar(20)[]);
  create domain big as bigint default 7 check (value > 0);
  create domain bigger as big not null;
  alter domain bigger add constraint small check (value < 100) not valid;
  create domain word as varchar(30);
  create domain words as word[];
  create table row_like (id int, note text);
  create table kinds (
    i int8, m mood, mm mood[], om other.mood[], odd "Odd s"."Odd T", p pair, pp pair[], d big, dd bigger, w word[], ws words,
    n name[], v int2vector, num numeric(10,2)[], vc varchar(5)[], iv interval(0), iv_any interval, rl row_like, rls row_like[],
    r int4range[]
  );`;

const KEYS = `
  create extension if not exists btree_gist;
  create table parents (x int, y int, z int unique deferrable initially deferred, primary key (x, y));
  create table put_off (x int primary key deferrable);
  create table children (
    a int, b int, c int, during tsrange, note text collate "C", label text,
    constraint full_match foreign key (a, b) references parents match full deferrable initially deferred,
    constraint partly foreign key (a, b) references parents on delete cascade,
    constraint positive check (a > 0),
    constraint no_overlap exclude using gist (c with =, during with &&) where (c > 0)
  );
  alter table children add constraint later check (b > 0) not valid;
  alter table children add constraint later_key foreign key (a, b) references parents not valid;
  create index sorted on children (a desc, b nulls first, c desc nulls last);
  create index patterned on children (label text_pattern_ops, note, lower(label) collate "C", label collate "C");
  create index hashed on children using hash (a);
  create table failed (a int);
  insert into failed values (1), (1);
  create function f() returns trigger language plpgsql as 'begin return new; end';
  create trigger "Second" before insert on children for each row execute function f();
  create trigger first after update on children for each statement execute function f();
  create policy own_rows on children using (a = 1);
  create policy "Any" on children for select using (true);
  alter table children enable row level security;`;

const SINCE_15 = `
  create table since_15 (a int, b int, constraint once unique nulls not distinct (a),
    constraint partly foreign key (a, b) references parents on delete set null (b));
  create unique index once_more on since_15 (b) nulls not distinct;`;

const SINCE_18 = `
  create table rooms (id int, at daterange, constraint rooms_key primary key (id, at without overlaps));
  create table since_18 (
    id int, at daterange, n int, twice int generated always as (n * 2) virtual, maybe int,
    constraint unenforced check (n > 0) not enforced,
    constraint during foreign key (id, period at) references rooms (id, period at),
    constraint unheld foreign key (n, id) references parents not enforced
  );
  insert into since_18 (maybe) values (null);
  alter table since_18 add constraint must not null maybe not valid;`;

describe.each(['18', '15'] as const)('PostgreSQL %s', (version) => {
  let server: TestPostgres;
  let target: ConnectionTarget;

  beforeAll(async () => {
    server = await startTestPostgres({ version });
    target = targetOf({ port: server.port, username: server.user, credential: passwordOf(server.password) });
    await server.query(TYPES);
    await server.query(KEYS);
    await server.query(SINCE_15);
    if (version === '18') await server.query(SINCE_18);
    await server.query('create unique index concurrently broken on failed (a)').catch(() => {});
  });
  afterAll(() => server.close());

  async function tableOf(name: string): Promise<MeasuredTable> {
    const { tables } = await readAll(host, target, { depth: 'columns', table: { name } });
    expect(tables).toHaveLength(1);
    return tables[0] as MeasuredTable;
  }

  test('base types, elements, labels, attributes and domains', async () => {
    const { columns } = await tableOf('kinds');
    const of = Object.fromEntries(columns.map((column) => [column.name, column]));
    expect(columns.map(({ name, baseType, element }) => [name, baseType, element?.baseType ?? null])).toEqual([
      ['i', 'int8', null],
      ['m', 'public.mood', null],
      ['mm', 'public._mood', 'public.mood'],
      ['om', 'other._mood', 'other.mood'],
      ['odd', '"Odd s"."Odd T"', null],
      ['p', 'public.pair', null],
      ['pp', 'public._pair', 'public.pair'],
      ['d', 'int8', null],
      ['dd', 'int8', null],
      ['w', 'public._word', 'varchar'],
      ['ws', 'public._word', 'varchar'],
      ['n', '_name', 'name'],
      ['v', 'int2vector', 'int2'],
      ['num', '_numeric', 'numeric'],
      ['vc', '_varchar', 'varchar'],
      ['iv', 'interval', null],
      ['iv_any', 'interval', null],
      ['rl', 'public.row_like', null],
      ['rls', 'public._row_like', 'public.row_like'],
      ['r', '_int4range', 'int4range'],
    ]);
    const labels = ['sad', 'it\'s, "ok"', 'happy'];
    expect([of.m?.labels, of.mm?.labels, of.om?.labels, of.odd?.labels]).toEqual([labels, labels, ['x'], ['y']]);
    const attributes = [
      { name: 'a', nativeType: 'integer' },
      { name: 'b', nativeType: 'character varying(20)[]' },
    ];
    expect([of.p?.attributes, of.pp?.attributes, of.i?.attributes]).toEqual([attributes, attributes, null]);
    expect(of.rls?.attributes?.map(({ name }) => name)).toEqual(['id', 'note']);
    expect(of.d).toMatchObject({ nullable: true, default: null, type: 'integer', nativeType: 'big' });
    const positive = { name: 'big_check', expression: 'VALUE > 0', enforced: true, validated: true };
    const big = {
      schema: 'public',
      name: 'big',
      nativeType: 'bigint',
      nullable: true,
      default: '7',
      checks: [positive],
    };
    expect(of.d?.domains).toEqual([big]);
    expect(of.dd).toMatchObject({
      nullable: false,
      domains: [{ name: 'bigger', nativeType: 'big', nullable: false }, big],
    });
    const word = { schema: 'public', name: 'word', nativeType: 'character varying(30)', nullable: true };
    const element = { type: 'string', baseType: 'varchar', nativeType: 'word', domains: [word] };
    expect(of.w).toMatchObject({ type: 'array', nativeType: 'word[]', domains: [], element, length: 30 });
    expect(of.ws).toMatchObject({
      type: 'array',
      domains: [{ name: 'words', nativeType: 'word[]' }],
      element,
      length: 30,
    });
    expect(of.v).toMatchObject({ element: { type: 'integer', nativeType: 'int2' } });
    expect([of.num?.precision, of.num?.scale, of.vc?.length]).toEqual([10, 2, 5]);
    expect([of.iv?.precision, of.iv_any?.precision]).toEqual([0, null]);
  });

  test('how constraints are kept', async () => {
    const parents = await tableOf('parents');
    expect(parents.primaryKey).toMatchObject({ columns: ['x', 'y'], deferrable: 'no', enforced: true });
    expect((await tableOf('put_off')).primaryKey).toMatchObject({ deferrable: 'immediate' });
    expect(parents.uniques).toMatchObject([{ columns: ['z'], deferrable: 'deferred', nullsNotDistinct: false }]);
    const { foreignKeys, checks, exclusions } = await tableOf('children');
    expect(foreignKeys).toMatchObject([
      { name: 'full_match', match: 'FULL', deferrable: 'deferred', validated: true, enforced: true, setColumns: [] },
      { name: 'later_key', match: 'SIMPLE', deferrable: 'no', validated: false, enforced: true },
      { name: 'partly', match: 'SIMPLE', validated: true, period: false },
    ]);
    expect(checks).toEqual([
      { name: 'later', expression: 'b > 0', enforced: true, validated: false },
      { name: 'positive', expression: 'a > 0', enforced: true, validated: true },
    ]);
    const definition = 'EXCLUDE USING gist (c WITH =, during WITH &&) WHERE (c > 0)';
    expect(exclusions).toEqual([{ name: 'no_overlap', definition, deferrable: 'no' }]);
    const since = await tableOf('since_15');
    expect(since.uniques).toMatchObject([{ name: 'once', nullsNotDistinct: true }]);
    expect(since.foreignKeys).toMatchObject([{ name: 'partly', onDelete: 'SET NULL', setColumns: ['b'] }]);
    expect(since.indexes.map((index) => [index.name, index.nullsNotDistinct])).toEqual([
      ['once', true],
      ['once_more', true],
    ]);
  });

  test('the keys of indexes, and whether they are valid', async () => {
    const { indexes } = await tableOf('children');
    const keysOf = (name: string) => indexes.find((index) => index.name === name)?.keys;
    expect(keysOf('sorted')).toMatchObject([
      { column: 'a', expression: null, descending: true, nulls: 'first', operatorClass: null, collation: null },
      { column: 'b', descending: false, nulls: 'first' },
      { column: 'c', descending: true, nulls: 'last' },
    ]);
    expect(keysOf('patterned')).toMatchObject([
      { column: 'label', operatorClass: 'text_pattern_ops', collation: null },
      { column: 'note', operatorClass: null, collation: null },
      { column: null, expression: 'lower(label)', collation: 'C' },
      { column: 'label', collation: 'C' },
    ]);
    expect(keysOf('hashed')).toMatchObject([{ column: 'a', descending: false, nulls: null }]);
    expect((await tableOf('failed')).indexes).toMatchObject([{ name: 'broken', unique: true, valid: false }]);
    expect(indexes.every(({ valid, ignored }) => valid && !ignored)).toBe(true);
  });

  test('triggers and policies by name', async () => {
    const { triggers, policies, rowSecurity, engine, charset, collation } = await tableOf('children');
    expect({ triggers, policies, rowSecurity }).toEqual({
      triggers: ['Second', 'first'],
      policies: ['Any', 'own_rows'],
      rowSecurity: true,
    });
    expect({ engine, charset, collation }).toEqual({ engine: null, charset: null, collation: null });
    expect(await tableOf('parents')).toMatchObject({ triggers: [], policies: [], rowSecurity: false });
  });

  if (version === '15') return;

  test('what came with version 18', async () => {
    expect((await tableOf('rooms')).primaryKey).toMatchObject({ columns: ['id', 'at'], withoutOverlaps: true });
    const { checks, foreignKeys, columns } = await tableOf('since_18');
    expect(checks).toMatchObject([{ name: 'unenforced', enforced: false, validated: false }]);
    expect(foreignKeys).toMatchObject([
      { name: 'during', period: true, columns: ['id', 'at'], enforced: true },
      { name: 'unheld', period: false, enforced: false, validated: false },
    ]);
    expect(columns.find(({ name }) => name === 'twice')).toMatchObject({ generated: 'virtual', default: '(n * 2)' });
    // It is NOT NULL and holds a null.
    expect(columns.find(({ name }) => name === 'maybe')).toMatchObject({ nullable: true });
  });
});
