import { type AlterCase, alters } from './alter-case.ts';

const ROW = ['insert into t (a) values (1)'];
const PAIR = 'create table p (x int, y int, primary key (x, y)); insert into p values (1, 1)';
const FK = 'constraint f foreign key (a, b) references p';
const again = (change: string) => `alter table t drop constraint f; alter table t add ${change}`;
const FK_ROWS = ['insert into t (a, b) values (1, 1)', 'insert into t (a, b) values (1, null)'];

/** References, views and tables as a whole. */
export const POSTGRESQL_REFERENCES: AlterCase[] = [
  alters('a foreign key comes', `${PAIR}; create table t (a int, b int)`, `alter table t add ${FK}`, [
    ...FK_ROWS,
    'insert into t (a, b) values (7, 7)',
  ]),
  alters(
    'a foreign key goes',
    `${PAIR}; create table t (a int, b int, ${FK})`,
    'alter table t drop constraint f',
    FK_ROWS,
  ),
  alters(
    'a foreign key is renamed',
    `${PAIR}; create table t (a int, b int, ${FK})`,
    'alter table t rename constraint f to g',
    FK_ROWS,
  ),
  alters(
    'the columns of SET NULL',
    `${PAIR}; create table t (a int, b int, ${FK} on delete set null)`,
    again(`${FK} on delete set null (a)`),
    [...FK_ROWS, 'insert into t (a, b) values (1, 1); delete from p'],
  ),
  alters('MATCH FULL', `${PAIR}; create table t (a int, b int, ${FK})`, again(`${FK} match full`), FK_ROWS),
  alters('MATCH SIMPLE', `${PAIR}; create table t (a int, b int, ${FK} match full)`, again(FK), [FK_ROWS[0] ?? '']),
  alters(
    'DEFERRABLE',
    `${PAIR}; create table t (a int, b int, ${FK})`,
    'alter table t alter constraint f deferrable initially deferred',
    FK_ROWS,
  ),
  alters(
    'not DEFERRABLE',
    `${PAIR}; create table t (a int, b int, ${FK} deferrable initially deferred)`,
    'alter table t alter constraint f not deferrable',
    [...FK_ROWS, 'insert into t (a, b) values (5, 5); insert into p values (5, 5); set constraints all immediate'],
  ),
  alters(
    'deletions take rows along',
    `${PAIR}; create table t (a int, b int, ${FK})`,
    again(`${FK} on delete cascade`),
    FK_ROWS,
  ),
  alters('deletions are refused', `${PAIR}; create table t (a int, b int, ${FK} on delete cascade)`, again(FK), [
    ...FK_ROWS,
    'insert into t (a, b) values (1, 1); delete from p',
  ]),
  alters(
    'a foreign key points elsewhere',
    `${PAIR}; create table q (x int, y int, primary key (x, y)); create table t (a int, b int, ${FK})`,
    'alter table t drop constraint f; alter table t add constraint f foreign key (a, b) references q',
    FK_ROWS.slice(0, 1),
    { empty: true },
  ),
  alters(
    'a foreign key that is not validated',
    `${PAIR}; create table t (a int, b int, ${FK})`,
    again(`${FK} not valid`),
    FK_ROWS,
  ),
  alters(
    'a table becomes a view',
    'create table t (a int)',
    'alter table t rename to o; create view t as select a, count(*) as n from o group by a',
    ROW,
  ),
  alters(
    'a table becomes partitioned',
    'create table t (a int)',
    'alter table t rename to o; create table t (a int) partition by range (a); create table t0 partition of t default; insert into t select a from o',
    ROW,
  ),
  alters(
    'a trigger comes',
    'create table t (a int)',
    "create function f() returns trigger language plpgsql as 'begin return new; end'; create trigger g before insert on t for each row execute function f()",
    ROW,
    { byDefinition: ['write'] },
  ),
  alters('row security', 'create table t (a int)', 'alter table t enable row level security', ROW, {
    byDefinition: ['read', 'write'],
  }),
  alters('a policy without row security', 'create table t (a int)', 'create policy p on t using (true)', ROW),
];
