import { startWorkspace, type Workspace } from '@portolan/emulator-databricks/sample-workspace';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDrivers } from '../testing/open-drivers.ts';
import { readAll } from '../testing/read-all.ts';
import { SESSION_SETTINGS } from './session-settings.ts';

const host = openDrivers();
let workspace: Workspace;
let usual: string;

/** What a warehouse or a user may say that the session says otherwise. */
const FOREIGN: Record<string, string> = {
  ANSI_MODE: 'false',
  TIMEZONE: 'Asia/Kathmandu',
  LEGACY_TIME_PARSER_POLICY: 'LEGACY',
  USE_CACHED_RESULT: 'true',
};

beforeAll(async () => {
  const user = 'app@example.com';
  const bound = Object.entries(FOREIGN).map(([name, value]) => [name, { user, settings: { [name]: value } }]);
  workspace = await startWorkspace({
    tokens: { usual: { user }, all: { user, settings: FOREIGN }, ...Object.fromEntries(bound) },
  });
  usual = await read('usual');
});
afterAll(async () => {
  await host.close();
  await workspace[Symbol.asyncDispose]();
});

async function read(token: string): Promise<string> {
  const target = { ...workspace.target, credential: { type: 'token' as const, token } };
  const { outline, tables, warnings } = await readAll(host, target, { depth: 'columns' });
  expect(tables.length).toBeGreaterThan(2);
  return JSON.stringify([outline, tables, warnings]);
}

test('every setting of the session is tried, with another value', () => {
  expect(Object.keys(FOREIGN).toSorted()).toEqual(Object.keys(SESSION_SETTINGS).toSorted());
  for (const [name, value] of Object.entries(FOREIGN)) expect(SESSION_SETTINGS[name]).not.toBe(value);
});

test.each([...Object.keys(FOREIGN), 'all'])('the catalogue is the same where a user has %s set', async (token) => {
  const before = workspace.emulator.statements.length;
  expect(await read(token)).toBe(usual);
  const reads = workspace.emulator.settings.slice(before);
  expect(reads.length).toBeGreaterThan(3);
  for (const settings of reads) expect(settings).toMatchObject(SESSION_SETTINGS);
});
