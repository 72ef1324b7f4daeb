import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { TenantDatabases } from '../tenant-databases.ts';

// Provided by the global setup of the test run, whose types this package may not import.
const url = inject('postgresUrl' as never) as string;
const databases = new TenantDatabases({ url, prefix: `h${randomBytes(5).toString('hex')}_` });
const run = (sql: string) => databases.transaction('x', (em) => em.execute(sql));
const server = new pg.Client({ connectionString: url });

beforeAll(() => server.connect());
afterAll(async () => {
  await databases.drop('x');
  await databases.close();
  await server.end();
});

describe('a database holds nothing', () => {
  it('while it is new, empty, or not there', async () => {
    expect(await databases.holdsNothing('nowhere')).toBe(true);
    await databases.create('x');
    expect(await databases.holdsNothing('x')).toBe(true);
    await run(
      'drop table settings, activity_log, portolan_migrations, schema_snapshots, schema_tree_tables, schema_trees, schema_columns, schema_tables, health_connections, health_samples, health_5m, health_1h, health_rollup',
    );
    expect(await databases.holdsNothing('x')).toBe(true);
    await databases.migrate('x');
    expect(await databases.holdsNothing('x')).toBe(true);
  });

  it.each([
    ['a setting', "insert into settings values ('a', '1')", 'delete from settings'],
    ['an activity', "insert into activity_log (action) values ('a')", 'delete from activity_log'],
    ["a table's state", "insert into schema_tables values ('x', '{}')", 'delete from schema_tables'],
    ['an empty table of another', 'create table other ()', 'drop table other'],
    ['a view', 'create view other as select 1 as one', 'drop view other'],
    ['a sequence', 'create sequence other', 'drop sequence other'],
    ['a schema', 'create schema other', 'drop schema other'],
    ['a table of our name elsewhere', 'create schema o; create table o.settings ()', 'drop schema o cascade'],
    ['a function', 'create function other() returns int language sql return 1', 'drop function other()'],
  ])('unless there is %s', async (_, make, undo) => {
    await run(make);
    expect(await databases.holdsNothing('x')).toBe(false);
    await run(undo);
    expect(await databases.holdsNothing('x')).toBe(true);
  });

  it('where an interrupted DROP DATABASE left nothing that can be used', async () => {
    await databases.drop('x');
    await databases.create('x');
    await server.query('update pg_database set datconnlimit = -2 where datname = $1', [databases.nameOf('x')]);
    expect(await databases.holdsNothing('x')).toBe(true);
    await databases.drop('x');
    expect(await databases.exists('x')).toBe(false);
  });
});
