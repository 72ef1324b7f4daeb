import { type AlterCase, alters, modified } from './alter-case.ts';

const READ = { byDefinition: ['read'] } as const;
const BOTH = { byDefinition: ['read', 'write'] } as const;
const ROW = ['insert into t (a) values (1)'];
const PAIR = ['insert into t (a, b) values (1, 2)'];
const rule = (what: string, from: string, to: string): AlterCase =>
  alters(
    what,
    `create table p (x int primary key); create table t (a int, constraint f foreign key (a) references p (x) ${from})`,
    `alter table t drop foreign key f; alter table t add constraint f foreign key (a) references p (x) ${to}`,
    ['insert into p values (1); insert into t (a) values (1); delete from p'],
    { empty: true },
  );

/** More of the same kinds, where a rule might know only the first that it was made for. */
export const MARIADB_SIBLINGS: AlterCase[] = [
  rule('deletions set null instead of taking along', 'on delete cascade', 'on delete set null'),
  rule('deletions are refused', 'on delete cascade', ''),
  alters(
    'a key of fewer columns',
    'create table t (a int, b int, unique u (a, b))',
    'alter table t drop index u, add unique u (a)',
    ['insert into t (a, b) values (1, 1)', 'insert into t (a, b) values (1, 1), (1, 2)'],
  ),
  alters(
    'a key of more columns',
    'create table t (a int, b int, unique u (a))',
    'alter table t drop index u, add unique u (a, b)',
    ['insert into t (a, b) values (1, 1)'],
    BOTH,
  ),
  alters(
    'a unique key of a longer prefix',
    'create table t (a varchar(20), unique u (a(3)))',
    'alter table t drop index u, add unique u (a(5))',
    ["insert into t (a) values ('abc')"],
    BOTH,
  ),
  alters('a unique key is renamed', 'create table t (a int, unique u (a))', 'alter table t rename index u to v', ROW),
  alters(
    'a check is another',
    'create table t (a int, constraint c check (a > 0))',
    'alter table t drop constraint c, add constraint c check (a > 0 and a < 5)',
    [...ROW, 'insert into t (a) values (7)'],
  ),
  alters(
    'another character set of the whole table',
    'create table t (a varchar(9)) character set utf8mb4',
    'alter table t convert to character set latin1',
    ["insert into t (a) values ('a')", "insert into t (a) values ('漢')"],
    READ,
  ),
  alters(
    'another collation of the whole table',
    'create table t (a varchar(9)) collate utf8mb4_general_ci',
    'alter table t convert to character set utf8mb4 collate utf8mb4_bin',
    ["insert into t (a) values ('a')"],
    { reads: ["select a from t where a = 'A'"] },
  ),
  alters(
    'only columns to come get another collation',
    'create table t (a varchar(9)) collate utf8mb4_general_ci',
    'alter table t default collate utf8mb4_bin',
    ["insert into t (a) values ('a')"],
    { reads: ["select a from t where a = 'A'"] },
  ),
  alters('columns in another order', 'create table t (a int, b int)', 'alter table t modify b int first', PAIR),
  alters('a column is renamed', 'create table t (a int, b int)', 'alter table t rename column b to c', PAIR),
  alters('another default', 'create table t (a int, b int default 1)', 'alter table t alter b set default 2', PAIR),
  alters(
    'numbered no more',
    'create table t (a int auto_increment primary key, b int)',
    'alter table t modify a int not null',
    ['insert into t (b) values (1)'],
    { empty: true },
  ),
  alters(
    'computed when read instead of kept',
    'create table t (a int, b int as (a + 1) stored)',
    'alter table t drop b, add b int as (a + 1) virtual',
    ROW,
  ),
  alters(
    'computed from something else',
    'create table t (a int, b int as (a + 1) stored)',
    'alter table t modify b int as (a + 2) stored',
    ROW,
  ),
  alters('a comment of the table', 'create table t (a int)', "alter table t comment 'x'", ROW),
  alters(
    'a trigger that changes rows',
    'create table t (a int)',
    'create trigger g before insert on t for each row set new.a = 5',
    ROW,
  ),
  alters(
    'ON UPDATE goes',
    'create table t (a int, b timestamp not null default current_timestamp on update current_timestamp)',
    'alter table t modify b timestamp not null default current_timestamp',
    ["insert into t (a, b) values (1, '2024-01-02 03:04:05')"],
  ),
];

/** Columns that are defined anew. */
export const MARIADB_SIBLING_TYPES: AlterCase[] = [
  modified('tinyint unsigned', 'smallint', ['1', '255']),
  modified('smallint', 'tinyint unsigned', ['1', '-1']),
  modified('bigint', 'decimal(20,0)', ['1']),
  modified('decimal(10,0)', 'int', ['1'], BOTH),
  modified('decimal(5,2)', 'double', ['1.50'], BOTH),
  modified('char(5)', 'varchar(5)', ["'a'"]),
  modified('varchar(300)', 'tinytext', ["'a'", "repeat('a', 300)"]),
  modified('varchar(5)', 'varbinary(5)', ["'a'"], BOTH),
  modified('blob', 'text', ["'a'", "x'ff'"]),
  modified('time(3)', 'time', ["'03:04:05'", "'03:04:05.678'"]),
  modified('timestamp(3) null', 'timestamp(0) null', ["'2024-01-02 03:04:05'", "'2024-01-02 03:04:05.678'"]),
  modified('datetime', 'timestamp null', ["'2024-01-02 03:04:05'", "'1960-01-01 00:00:00'"]),
  modified('timestamp null', 'datetime', ["'2024-01-02 03:04:05'"]),
  modified("set('a','b')", "set('a','b','c')", ["'a,b'"], READ),
  modified("enum('a','b')", "enum('a','c')", ["'a'", "'b'"], READ),
  modified('varchar(9)', "enum('a','b')", ["'a'", "'x'"], READ),
  modified('int(11)', 'int(5)', ['1', '2147483647']),
  modified('float(5,2)', 'float', ['1.5']),
  modified('double', 'double(5,2)', ['1.5', '12345.5']),
  modified('int', 'int zerofill', ['1', '-1']),
];
