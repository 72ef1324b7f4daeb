import { gzipSync } from 'node:zlib';
import type { Misbehaviour, RecordedRequest } from '@portolan/emulator-snowflake';
import { type Account, SECRET, startAccount } from '@portolan/emulator-snowflake/sample-account';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { emulate } from '../testing/emulators.ts';
import { openDrivers } from '../testing/open-drivers.ts';

const crashes: string[] = [];
const onEvent = (event: { type: string; cause?: string }) => {
  if (event.type === 'worker-ended' && event.cause !== 'closed') crashes.push(String(event.cause));
};
const host = openDrivers({ deadlineMs: 6_000, onEvent });
const hasty = openDrivers({ deadlineMs: 1_500, onEvent });
beforeAll(async () => {
  await using account = await startAccount();
  await hasty.diagnose(account.target);
});
afterAll(async () => {
  await Promise.all([host.close(), hasty.close()]);
  expect(crashes).toEqual([]);
});

const JSON_TYPE = { 'content-type': 'application/json' };
const isQuery = ({ path }: RecordedRequest) => path.startsWith('/queries/v1/query-request');
const origin = ({ emulator }: Account) => `https://localhost:${emulator.port}`;

test.each([301, 302, 303, 307, 308])(
  'a redirect of the login with %i is not followed, over TLS or not',
  async (status) => {
    await using other = await startAccount();
    await using plain = await emulate(() => {});
    for (const location of [
      `${origin(other)}/session/v1/login-request`,
      `http://127.0.0.1:${plain.port}/`,
      '/elsewhere',
    ]) {
      await using account = await startAccount({ onRequest: () => ({ status, headers: { location } }) });
      expect(await host.diagnose(account.target)).toMatchObject({ code: 'ROUTED_ELSEWHERE', stage: 'auth' });
      expect(account.emulator.requests.length).toBe(1);
    }
    expect(other.emulator.requests).toEqual([]);
    expect(plain.heard()).toBe('');
  },
);

test('a result is asked for at this host only, and never with the token at another', async () => {
  await using other = await startAccount();
  // The library puts the address of the account before what the server says.
  for (const resultUrl of [`@localhost:${other.emulator.port}/queries/1/result`, '.evil.example/queries/1/result']) {
    await using account = await startAccount({ onStatement: () => ({ resultUrl }) });
    expect(await host.diagnose(account.target)).toMatchObject({ success: false });
  }
  expect(other.emulator.requests).toEqual([]);
});

test('rows are fetched from no other host', async () => {
  await using other = await startAccount();
  await using plain = await emulate(() => {});
  for (const url of [`${origin(other)}/chunk`, `http://127.0.0.1:${plain.port}/chunk`, 'https://metadata.internal/x']) {
    const chunks = [{ url, rowCount: 1 }];
    const onStatement = () => ({ columns: [{ name: 'VERSION', type: 'text' }], chunks });
    await using account = await startAccount({ onStatement });
    expect(await host.diagnose(account.target)).toMatchObject({ code: 'ROUTED_ELSEWHERE' });
  }
  expect(other.emulator.requests).toEqual([]);
  expect(plain.heard()).toBe('');
});

test('what a server sends as VARIANT is never run', async () => {
  const script = "(globalThis.process.kill(process.pid, 'SIGKILL'), process.exit(7))";
  const columns = ['DATABASE_NAME', 'WAREHOUSE_NAME', 'VERSION'].map((name) => ({ name, type: 'variant' }));
  for (const value of [script, '<a><b></a>', '{"a":', '[1,2']) {
    await using account = await startAccount({ onStatement: () => ({ columns, rows: [[value, value, value]] }) });
    expect((await host.diagnose(account.target)).code).toMatch(/QUERY_FAILED|DATABASE_NOT_FOUND|CONFIG_INVALID/);
  }
  expect(crashes).toEqual([]);
});

test('session parameters of one tenant do not reach the server of another', async () => {
  const parameters = [{ name: 'SERVICE_NAME', value: 'tenant-a-service' }];
  await using evil = await startAccount({ parameters });
  await using good = await startAccount();
  const services = () => good.emulator.requests.map((one) => one.headers['x-snowflake-service']).filter(Boolean);
  await host.diagnose(evil.target, { tenant: 'a' });
  // Within a tenant the library does carry them on: this shows that there is something to be kept apart.
  await host.diagnose(good.target, { tenant: 'a' });
  expect(services()).toContain('tenant-a-service');
  await expect.poll(good.emulator.openSessions).toBe(0);
  good.emulator.requests.length = 0;
  const [first, second] = await Promise.all([
    host.diagnose(evil.target, { tenant: 'a' }),
    host.diagnose(good.target, { tenant: 'b' }),
  ]);
  expect([first.success, second.success]).toEqual([true, true]);
  expect(good.emulator.requests.length).toBeGreaterThan(3);
  expect(services()).toEqual([]);
});

const answers: [string, Misbehaviour][] = [
  ['a web page', { status: 200, headers: { 'content-type': 'text/html' }, body: '<!DOCTYPE html>' }],
  ['garbage', { status: 200, headers: JSON_TYPE, body: 'garbage' }],
  ['nothing', { status: 200, headers: JSON_TYPE, body: '' }],
  ['null', { status: 200, headers: JSON_TYPE, body: 'null' }],
  ['an empty object', { status: 200, headers: JSON_TYPE, body: '{}' }],
  ['success without data', { status: 200, headers: JSON_TYPE, body: '{"success":true}' }],
  ['success with strange data', { status: 200, headers: JSON_TYPE, body: '{"success":true,"data":[1,"x"]}' }],
  ['deep nesting', { status: 200, headers: JSON_TYPE, body: `${'['.repeat(50_000)}${']'.repeat(50_000)}` }],
  ['what is not gzip', { status: 200, headers: { ...JSON_TYPE, 'content-encoding': 'gzip' }, body: 'no' }],
  ['a reset', 'reset'],
];

test.each(answers)('%s as the answer to the login fails the call and not the process', async (_, how) => {
  await using account = await startAccount({ onRequest: () => how });
  expect((await host.diagnose(account.target)).code).toMatch(/^(WRONG_SERVICE|QUERY_FAILED)$/);
  expect(crashes).toEqual([]);
});

test.each(answers)('%s as the answer to a statement fails the call and not the process', async (_, how) => {
  await using account = await startAccount({ onRequest: (request) => (isQuery(request) ? how : undefined) });
  expect((await host.diagnose(account.target)).code).toMatch(/^(WRONG_SERVICE|QUERY_FAILED)$/);
  expect(crashes).toEqual([]);
});

test.each<[string, Misbehaviour]>([
  ['a flood', 'flood'],
  ['a bomb', { status: 200, headers: { ...JSON_TYPE, 'content-encoding': 'gzip' }, body: bomb() }],
])('%s ends the call', async (_, how) => {
  await using account = await startAccount({ onRequest: () => how });
  const result = await host.diagnose(account.target);
  expect(result).toMatchObject({ code: 'QUERY_FAILED', stage: 'auth' });
  expect(result.message).toContain('more than an answer can hold');
  await using later = await startAccount({ onRequest: (request) => (isQuery(request) ? how : undefined) });
  expect(await host.diagnose(later.target)).toMatchObject({ code: 'QUERY_FAILED', stage: 'database' });
});

test.concurrent.each<[string, Misbehaviour]>([
  ['silence', 'hang'],
  ['half an answer', 'stall'],
])('%s ends at the deadline, at the stage that ran out', async (_, how) => {
  await using silent = await startAccount({ onRequest: () => how });
  expect(await hasty.diagnose(silent.target)).toMatchObject({ code: 'TIMEOUT', stage: 'auth' });
  await using later = await startAccount({ onRequest: (request) => (isQuery(request) ? how : undefined) });
  expect(await hasty.diagnose(later.target)).toMatchObject({ code: 'TIMEOUT', stage: 'database' });
  await vi.waitFor(() => expect(later.emulator.openConnections()).toBe(0));
});

test('values that cannot be what they are said to be fail the call', async () => {
  for (const type of ['date', 'timestamp_ltz', 'fixed', 'real', 'boolean', 'binary', 'object', 'nonsense']) {
    const columns = [{ name: 'VERSION', type }];
    await using account = await startAccount({ onStatement: () => ({ columns, rows: [[`x${SECRET}`]] }) });
    const result = await host.diagnose(account.target);
    expect(result.success).toBe(false);
    expect(result.code).toMatch(/^(QUERY_FAILED|DATABASE_NOT_FOUND|WRONG_SERVICE)$/);
    expect(JSON.stringify(result)).not.toContain(SECRET);
  }
  expect(crashes).toEqual([]);
});

test.concurrent.each(['{', '["a"', 'null,', '[[]]', ''])(
  'a chunk of rows that reads %s fails the call',
  async (body) => {
    let origin = '';
    const onRequest = ({ path, headers }: RecordedRequest) => {
      origin = `https://${headers.host}`;
      return path === '/chunk' ? { status: 200, body } : undefined;
    };
    const columns = [{ name: 'VERSION', type: 'text' }];
    const onStatement = () => ({ columns, chunks: [{ url: `${origin}/chunk`, rowCount: 1 }] });
    await using account = await startAccount({ onRequest, onStatement });
    expect((await hasty.diagnose(account.target)).code).toMatch(/^(TIMEOUT|QUERY_FAILED|DATABASE_NOT_FOUND)$/);
    expect(crashes).toEqual([]);
  },
);

function bomb(): Buffer {
  return gzipSync(Buffer.alloc(64 * 1024 * 1024, ' '));
}
