import { DRIVERS_OF_KIND } from '@portolan/contract';
import { expect, it } from 'vitest';
import type { Measured } from './measure.ts';
import { measureDatabricks, measureSnowflake, measureSqlserver } from './measure-emulated.ts';
import { measureMysql } from './measure-mysql.ts';
import { measurePostgresql } from './measure-postgresql.ts';

function expectAllTaken({ kind, held, compiled }: Measured, least: { types: number; rows: number }) {
  expect(held.map(({ driver }) => driver)).toEqual(DRIVERS_OF_KIND[kind]);
  for (const { tables, rows, refused } of held) {
    expect(refused).toEqual([]);
    expect(tables).toBeGreaterThanOrEqual(least.types);
    expect(rows).toBeGreaterThanOrEqual(least.rows);
  }
  expect(compiled).toBe('');
}

it('PostgreSQL: each type of the server and of people, as each client reads its rows, is taken and assigned', async () => {
  const measured = await measurePostgresql();
  expectAllTaken(measured, { types: 200, rows: 1400 });
  // It takes the nulls of such an array for JSON itself.
  const unread = measured.held.map((held) => held.unread.map((text) => text.split(':')[0]));
  expect(unread).toEqual([[], ['a_json', 'a_jsonb'], []]);
}, 120_000);

it('MariaDB: each type and what views make of it, as each client reads its rows, is taken and assigned', async () => {
  const measured = await measureMysql();
  expectAllTaken(measured, { types: 130, rows: 900 });
  expect(measured.held.flatMap((held) => held.unread)).toEqual([]);
}, 120_000);

it.each([
  ['SQL Server', measureSqlserver, { types: 39, rows: 90 }],
  ['Databricks', measureDatabricks, { types: 23, rows: 110 }],
  ['Snowflake', measureSnowflake, { types: 21, rows: 60 }],
])(
  '%s: each type, as its client reads it from the emulator, is taken and assigned',
  async (_, measure, least) => {
    expectAllTaken(await measure(), least);
  },
  60_000,
);
