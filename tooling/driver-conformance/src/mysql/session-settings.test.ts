import type { ConnectionTarget } from '@portolan/drivers';
import { mysqlSession, openDrivers, passwordOf, readAll, targetOf } from '@portolan/drivers/testing';
import { startTestMariadb, type TestMariadb } from '@portolan/testing/mariadb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { TRICKY_MARIADB } from './tricky-schema.ts';

const host = openDrivers();
let server: TestMariadb;
let target: ConnectionTarget;
let usual: string;

/** What a server may say to all who log in. */
const FOREIGN: Record<string, string> = {
  sql_mode: "'ANSI,NO_BACKSLASH_ESCAPES,PIPES_AS_CONCAT,ONLY_FULL_GROUP_BY,PAD_CHAR_TO_FULL_LENGTH'",
  sql_select_limit: '3',
  max_join_size: '1',
  sql_big_selects: '0',
  sql_auto_is_null: '1',
  sql_quote_show_create: '0',
  group_concat_max_len: '4',
  max_sort_length: '8',
  time_zone: "'+05:45'",
  lc_time_names: "'de_DE'",
  lc_messages: "'de_DE'",
};
/** What the session leaves as it is, and that must not show. */
const ALSO: Record<string, string> = {
  character_set_results: 'latin1',
  character_set_connection: 'latin1',
  collation_connection: 'latin1_german2_ci',
  div_precision_increment: '0',
  old_mode: "''",
  tx_isolation: "'SERIALIZABLE'",
  max_heap_table_size: '16384',
  optimizer_switch: "'derived_merge=off,materialization=off'",
};

beforeAll(async () => {
  server = await startTestMariadb();
  await server.query(TRICKY_MARIADB);
  const long = 'same_beginning_';
  await server.query(
    [1, 2, 3].map((at) => `create table tricky.${long}${at} (a int, b_${at} int, key k_${at} (a))`).join(';'),
  );
  const { port, user, password } = server;
  target = targetOf({
    dbType: 'mysql',
    port,
    username: user,
    databaseName: 'tricky',
    credential: passwordOf(password),
  });
  usual = await read();
});
afterAll(() => Promise.all([host.close(), server.close()]));

async function read(): Promise<string> {
  const { outline, tables, warnings } = await readAll(host, target, { depth: 'columns' });
  expect(tables.length).toBeGreaterThan(15);
  return JSON.stringify([outline, tables.map((table) => ({ ...table, rowEstimate: 0, sizeBytes: 0 })), warnings]);
}

test('every setting of the session is tried', () => {
  const names = mysqlSession({ mariadb: true, release: 1011, name: '' }).matchAll(/session (\w+) =/g);
  expect(Object.keys(FOREIGN).toSorted()).toEqual(Array.from(names, ([, name]) => name).toSorted());
});

test.each(Object.entries({ ...FOREIGN, ...ALSO }))(
  'the catalogue is the same where a server has %s = %s',
  async (name, value) => {
    const [[before]] = (await server.query(`select @@global.${name}`)) as [[string]];
    await server.query(`set global ${name} = ${value}`);
    try {
      expect(await read()).toBe(usual);
    } finally {
      await server.query(`set global ${name} = ${/^\d+$/.test(before) ? before : `'${before}'`}`);
    }
  },
);

test('and where it has all of them at once', async () => {
  for (const [name, value] of Object.entries(FOREIGN)) await server.query(`set global ${name} = ${value}`);
  expect(await read()).toBe(usual);
});
