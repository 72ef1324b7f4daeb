import { type Account, SECRET, startAccount } from '@portolan/emulator-snowflake/sample-account';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDrivers } from '../testing/open-drivers.ts';
import { readAll } from '../testing/read-all.ts';
import { SESSION_SETTINGS } from './session-settings.ts';

const host = openDrivers();
let account: Account;
let usual: string;

/** What an account or a user may say that the session says otherwise. */
const FOREIGN: Record<keyof typeof SESSION_SETTINGS, unknown> = {
  ROWS_PER_RESULTSET: 2,
  QUOTED_IDENTIFIERS_IGNORE_CASE: true,
  TIMEZONE: 'Asia/Kathmandu',
  TIMESTAMP_TYPE_MAPPING: 'TIMESTAMP_LTZ',
  TIMESTAMP_OUTPUT_FORMAT: 'DD.MM.YYYY',
  DATE_OUTPUT_FORMAT: 'DD.MM.YYYY',
  TIME_OUTPUT_FORMAT: 'HH12:MI AM',
  BINARY_OUTPUT_FORMAT: 'BASE64',
};

beforeAll(async () => {
  const login = { password: SECRET, roles: ['READER'] };
  const bound = Object.entries(FOREIGN).map(([name, value]) => [name, { ...login, settings: { [name]: value } }]);
  account = await startAccount({
    users: { USUAL: login, ALL: { ...login, settings: FOREIGN }, ...Object.fromEntries(bound) },
  });
  usual = await read('USUAL');
});
afterAll(async () => {
  await host.close();
  await account[Symbol.asyncDispose]();
});

async function read(username: string): Promise<string> {
  const { outline, tables, warnings } = await readAll(host, { ...account.target, username }, { depth: 'columns' });
  expect(tables.length).toBeGreaterThan(2);
  return JSON.stringify([outline, tables, warnings]);
}

test('every setting of the session is tried, with another value', () => {
  expect(Object.keys(FOREIGN).toSorted()).toEqual(Object.keys(SESSION_SETTINGS).toSorted());
  for (const [name, value] of Object.entries(SESSION_SETTINGS)) {
    expect(Object.entries(FOREIGN)).not.toContainEqual([name, value]);
  }
});

test.each([...Object.keys(FOREIGN), 'ALL'])('the catalogue is the same for a user with %s set', async (username) => {
  const before = account.emulator.statements.length;
  expect(await read(username)).toBe(usual);
  const reads = account.emulator.settings.slice(before);
  expect(reads.length).toBeGreaterThan(3);
  for (const settings of reads) expect(settings).toMatchObject(SESSION_SETTINGS);
});
