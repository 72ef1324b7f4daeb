import { type AlterCase, alters, retyped } from './alter-case.ts';

const READ = { byDefinition: ['read'] } as const;
const ROW = ['insert into t (a) values (1)'];
const PARENT = 'create table p (x int primary key)';
const GONE = 'insert into p values (1); insert into t (a) values (1); delete from p';
const points = (rule: string) => `constraint f foreign key (a) references p (x) ${rule}`;
const rule = (what: string, from: string, to: string): AlterCase =>
  alters(
    what,
    `${PARENT}; create table t (a int, ${points(from)})`,
    `alter table t drop constraint f; alter table t add ${points(to)}`,
    [GONE],
    { empty: true },
  );
const LABELS = "create type m as enum ('a', 'b')";
const made = (labels: string, array = '') =>
  `alter table t alter a type text${array}; drop type m; create type m as enum (${labels}); alter table t alter a type m${array} using a::m${array}`;
const trigger = (body: string) =>
  `create function f() returns trigger language plpgsql as 'begin ${body}; end'; create trigger g before insert on t for each row execute function f()`;

/** More of the same kinds, where a rule might know only the first that it was made for. */
export const POSTGRESQL_SIBLINGS: AlterCase[] = [
  rule('deletions set null instead of taking along', 'on delete cascade', 'on delete set null'),
  rule('deletions take along instead of setting null', 'on delete set null', 'on delete cascade'),
  alters(
    'rows that point at each other go no more together',
    'create table t (a int primary key, b int, constraint f foreign key (b) references t (a))',
    'alter table t drop constraint f; alter table t add constraint f foreign key (b) references t (a) on delete restrict',
    ['insert into t (a, b) values (1, 1); insert into t (a, b) values (2, 1); delete from t'],
    { empty: true },
  ),
  alters(
    'a key of fewer columns',
    'create table t (a int, b int, constraint u unique (a, b))',
    'alter table t drop constraint u; alter table t add constraint u unique (a)',
    ['insert into t (a, b) values (1, 1)', 'insert into t (a, b) values (1, 1), (1, 2)'],
  ),
  alters(
    'a key of the same columns in another order',
    'create table t (a int, b int, constraint u unique (a, b))',
    'alter table t drop constraint u; alter table t add constraint u unique (b, a)',
    ['insert into t (a, b) values (1, 1)', 'insert into t (a, b) values (1, 1) on conflict (a, b) do nothing'],
  ),
  alters(
    'a primary key becomes a unique constraint',
    'create table t (a int not null, b int, constraint k primary key (a))',
    'alter table t drop constraint k; alter table t alter a set not null; alter table t add constraint k unique (a)',
    ['insert into t (a, b) values (1, 1)'],
    { reads: ['select a, b from t group by a'] },
  ),
  alters(
    'a key that waits does so no more',
    'create table t (a int, constraint u unique (a) deferrable)',
    'alter table t drop constraint u; alter table t add constraint u unique (a)',
    ['insert into t (a) values (1)', 'insert into t (a) values (1), (2); update t set a = 3 - a'],
  ),
  alters(
    'labels of an array go',
    `${LABELS}; create table t (a m[])`,
    made("'a'", '[]'),
    ["insert into t (a) values ('{a}')", "insert into t (a) values ('{b}')"],
    { reads: ["select a from t where 'b' = any (a)"] },
  ),
  alters(
    'labels sort otherwise',
    `${LABELS}; create table t (a m)`,
    made("'b', 'a'"),
    ["insert into t (a) values ('b')"],
    { reads: ["select a from t where a > 'a'"] },
  ),
  alters('an enum of another name', `${LABELS}; create table t (a m)`, 'alter type m rename to n', [
    "insert into t (a) values ('a')",
  ]),
  alters(
    'a composite in an array loses an attribute',
    'create type c as (x int, y text); create table t (a c[])',
    'alter table t drop a; alter type c drop attribute y; alter table t add a c[]',
    ["insert into t (a) values (array[row(1, 'x')::c])"],
    READ,
  ),
  alters(
    'an attribute of another name',
    'create type c as (x int); create table t (a c)',
    'alter type c rename attribute x to z cascade',
    ['insert into t (a) values (row(1))', 'insert into t (a) values (row(1)); update t set a.x = 2'],
    { reads: ['select (a).x from t'] },
  ),
  alters(
    'a domain of elements gains a check',
    'create domain d as int; create table t (a d[])',
    'alter table t drop a; alter domain d add constraint c check (value > 0); alter table t add a d[]',
    ["insert into t (a) values ('{1}')", "insert into t (a) values ('{-1}')"],
    { empty: true },
  ),
  alters(
    'a domain over a shorter text',
    'create domain d as varchar(20); create table t (a d)',
    'alter table t alter a type text; drop domain d; create domain d as varchar(5); alter table t alter a type d',
    ["insert into t (a) values ('a')", "insert into t (a) values ('aaaaaaaaaa')"],
  ),
  alters(
    'the inner of two domains loses its rule',
    'create domain i as int constraint c check (value > 0); create domain d as i; create table t (a d)',
    'alter domain i drop constraint c',
    ROW,
  ),
  alters(
    'a check of a domain is renamed',
    'create domain d as int constraint c check (value > 0); create table t (a d)',
    'alter domain d rename constraint c to e',
    ROW,
  ),
  alters(
    'a check of a domain is validated',
    'create domain d as int; create table t (a d); alter domain d add constraint c check (value > 0) not valid',
    'alter domain d validate constraint c',
    ROW,
  ),
  alters(
    'computed from something else',
    'create table t (a int, b int generated always as (a + 1) stored)',
    'alter table t alter b set expression as (a + 2)',
    ROW,
  ),
  alters(
    'computed when read instead of kept',
    'create table t (a int, b int generated always as (a + 1) stored)',
    'alter table t drop b; alter table t add b int generated always as (a + 1) virtual',
    ROW,
  ),
  alters(
    'an identity that takes values of its own',
    'create table t (a int generated always as identity, b int)',
    'alter table t alter a set generated by default',
    ['insert into t (b) values (1)'],
    { empty: true },
  ),
  alters(
    'a serial becomes an identity',
    'create table t (a serial, b int)',
    'alter table t alter a drop default; alter table t alter a add generated by default as identity',
    ['insert into t (a, b) values (7, 1)'],
  ),
  alters(
    'a sequence numbers no more',
    'create table t (a serial, b int)',
    'alter table t alter a drop default',
    ['insert into t (b) values (1)'],
    { empty: true },
  ),
  alters(
    'a policy while rows are hidden',
    'create table t (a int); alter table t enable row level security',
    'create policy p on t as restrictive using (false)',
    ROW,
    { byDefinition: ['read', 'write'] },
  ),
  alters('a trigger goes', `create table t (a int); ${trigger('new.a := 5; return new')}`, 'drop trigger g on t', ROW),
  alters('a trigger that refuses', 'create table t (a int)', trigger('raise exception $$no$$'), ROW),
  alters(
    'a collation under a unique key',
    'create table t (a text collate "C" unique)',
    "create collation ci (provider = icu, locale = 'und-u-ks-level2', deterministic = false); alter table t alter a type text collate ci",
    ["insert into t (a) values ('a')", "insert into t (a) values ('a'), ('A')"],
    { reads: ["select a from t where a = 'A'"] },
  ),
  alters(
    'an exclusion says something else',
    'create table t (r int4range, b int, constraint x exclude using gist (r with &&) where (b > 5))',
    'alter table t drop constraint x; alter table t add constraint x exclude using gist (r with &&)',
    ["insert into t (r, b) values ('[1,2)', 1)", "insert into t (r, b) values ('[1,2)', 1), ('[1,2)', 1)"],
    READ,
  ),
  alters(
    'a foreign key that is not enforced any more',
    `${PARENT}; insert into p values (1); create table t (a int, ${points('')})`,
    'alter table t alter constraint f not enforced',
    ROW,
  ),
  alters(
    'a foreign key is enforced',
    `${PARENT}; insert into p values (1); create table t (a int, ${points('not enforced')})`,
    'alter table t alter constraint f enforced',
    [...ROW, 'insert into t (a) values (7)'],
  ),
  alters(
    'changes of what is pointed at are refused',
    `${PARENT}; create table t (a int, ${points('on update cascade')})`,
    `alter table t drop constraint f; alter table t add ${points('')}`,
    ['insert into p values (1); insert into t (a) values (1); update p set x = 2'],
    { empty: true },
  ),
  alters(
    'a view becomes one that is kept',
    'create table o (a int); create view t as select a from o',
    'drop view t; create materialized view t as select a from o',
    ROW,
    { ...READ, empty: true },
  ),
  alters(
    'a view loses a column',
    'create table o (a int, b int); create view t as select a, b from o',
    'drop view t; create view t as select a from o',
    ['insert into t (a, b) values (1, 2)'],
  ),
  alters(
    'a unique index over something else',
    'create table t (a text); create unique index i on t (a)',
    'drop index i; create unique index i on t (lower(a))',
    [
      "insert into t (a) values ('x')",
      "insert into t (a) values ('x'), ('X')",
      "insert into t (a) values ('x') on conflict (a) do nothing",
    ],
    READ,
  ),
  alters(
    'a check among several is another',
    'create table t (a int, constraint c check (a > 0), constraint d check (a < 100))',
    'alter table t drop constraint d; alter table t add constraint d check (a < 50)',
    [...ROW, 'insert into t (a) values (70)'],
  ),
];

/** Columns that get another type, among arrays and sizes. */
export const POSTGRESQL_SIBLING_TYPES: AlterCase[] = [
  retyped('int4multirange', 'text', ["'{[1,3)}'"], { byDefinition: ['read', 'write'] }),
  retyped('numeric(4,0)', 'numeric(4,2)', ['1', '1234'], { empty: true, ...READ }),
  retyped('numeric(4,2)[]', 'numeric(6,4)[]', ["'{1.50}'"]),
  retyped('int', 'numeric(5,0)', ['1', '2147483647'], READ),
  retyped('int', 'numeric(12,2)', ['1', '2147483647']),
  retyped('smallint[]', 'int[]', ["'{1}'"]),
  retyped('char(3)[]', 'char(10)[]', ["'{a}'"]),
  retyped('bit(3)[]', 'bit(5)[]', ["'{101}'"], { empty: true, ...READ }),
  retyped('time(0)', 'time(6)', ["'03:04:05'"]),
  retyped('timestamptz', 'timestamp', ["'2024-01-02 03:04:05+00'"], { byDefinition: ['read', 'write'] }),
  retyped('timestamptz', 'date', ["'2024-01-02 03:04:05+00'"], { byDefinition: ['read', 'write'] }),
  retyped('json', 'text', [`'{"a": 1}'`], { reads: [], ...READ }),
  retyped('interval', 'interval(0)', ["'1 day'", "'1.5 seconds'"]),
];
