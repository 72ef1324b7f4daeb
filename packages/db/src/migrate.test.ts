import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { migrateDatabase } from './migrate.ts';
import { Migration } from './migration.ts';

// Provided by the global setup of the test run, whose types this package may not import.
const postgresUrl = inject('postgresUrl' as never) as string;
const name = `order_${randomBytes(5).toString('hex')}`;
const onServer = async (sql: string) => {
  const client = new pg.Client({ connectionString: postgresUrl });
  await client.connect();
  await client.query(sql);
  await client.end();
};
beforeAll(() => onServer(`create database ${name}`));
afterAll(() => onServer(`drop database ${name} with (force)`));

const entry = (name: string) => ({
  name,
  class: class extends Migration {
    override up(): void {
      this.addSql(`create table t${name} (id int)`);
    }
  },
});

it('applies what was put between migrations that are applied already, and nothing twice', async () => {
  const url = new URL(postgresUrl);
  url.pathname = `/${name}`;
  const [first, between, last] = [entry('1'), entry('2'), entry('3')];
  expect(await migrateDatabase(url.href, [first, last])).toEqual(['1', '3']);
  expect(await migrateDatabase(url.href, [first, between, last])).toEqual(['2']);
  expect(await migrateDatabase(url.href, [first, between, last])).toEqual([]);
});
