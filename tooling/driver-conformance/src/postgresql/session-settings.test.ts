import type { ConnectionTarget } from '@portolan/drivers';
import { openDrivers, POSTGRESQL_SESSION, passwordOf, readAll, targetOf } from '@portolan/drivers/testing';
import { startTestPostgres, type TestPostgres } from '@portolan/testing/postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { TRICKY_SCHEMA } from './tricky-schema.ts';

const host = openDrivers();
afterAll(() => host.close());

/** What a login may bring along that the session says otherwise. */
const FOREIGN: Record<string, string> = {
  search_path: 'other, public',
  TimeZone: "'Asia/Kathmandu'",
  DateStyle: "'SQL, DMY'",
  IntervalStyle: 'iso_8601',
  extra_float_digits: '-15',
  bytea_output: 'escape',
  xmlbinary: 'hex',
  xmloption: 'document',
  lc_monetary: "'C.UTF-8'",
  lc_numeric: "'C.UTF-8'",
  lc_time: "'C.UTF-8'",
  standard_conforming_strings: 'off',
  quote_all_identifiers: 'on',
  transform_null_equals: 'on',
  default_text_search_config: "'pg_catalog.english'",
  jit: 'on',
  cursor_tuple_fraction: '0.01',
  enable_mergejoin: 'on',
};
/** What the session leaves as it is, and that must not show. */
const ALSO: Record<string, string> = {
  client_encoding: 'latin1',
  row_security: 'off',
  default_transaction_isolation: "'serializable'",
  array_nulls: 'off',
  backslash_quote: 'on',
  default_toast_compression: 'pglz',
};

const CONSTANTS = `
  create schema other;
  create table constants (
    at timestamptz default '2024-03-04 05:06:07+00', day date default '2024-03-04', span interval default '1 day 02:03:04',
    small float8 default 0.1, bytes bytea default '\\x00ff41', back text default E'a\\\\b', price money default 12.5,
    x xml default '<a/>', during tstzrange default '[2024-01-01 00:00+00,2024-02-01 00:00+00)', number real default 1.1,
    check (at > '2020-01-01 00:00+00'), check (back <> E'\\\\')
  );
  create index on constants (day) where at > '2021-01-01 00:00+00'`;

describe.each(['18', '15'] as const)('PostgreSQL %s', (version) => {
  let server: TestPostgres;
  let target: ConnectionTarget;
  let usual: string;

  beforeAll(async () => {
    server = await startTestPostgres({ version });
    target = targetOf({ port: server.port, username: 'app', credential: passwordOf('x') });
    await server.query(TRICKY_SCHEMA);
    await server.query(CONSTANTS);
    await server.query("create role app login password 'x' in role pg_read_all_data");
    usual = await read();
  });
  afterAll(() => server.close());

  async function read(): Promise<string> {
    const { outline, tables, warnings } = await readAll(
      host,
      { ...target, options: { schema: 'public' } },
      { depth: 'columns' },
    );
    expect(tables.length).toBeGreaterThan(20);
    return JSON.stringify([outline, tables, warnings]);
  }

  test('every setting of the session is tried', () => {
    const names = POSTGRESQL_SESSION.matchAll(/set local (\w+)/g);
    expect(Object.keys(FOREIGN).toSorted()).toEqual(Array.from(names, ([, name]) => name).toSorted());
  });

  test.each(Object.entries({ ...FOREIGN, ...ALSO }))(
    'the catalogue is the same where a login has %s = %s',
    async (name, value) => {
      await server.query(`alter role app set ${name} = ${value}`);
      expect(await read()).toBe(usual);
      await server.query(`alter role app reset ${name}`);
    },
  );

  test('and where the database has all of them at once', async () => {
    for (const [name, value] of Object.entries(FOREIGN)) {
      await server.query(`alter database postgres set ${name} = ${value}`);
    }
    expect(await read()).toBe(usual);
  });
});
