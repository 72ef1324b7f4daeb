import { gzipSync } from 'node:zlib';
import type { Misbehaviour, RecordedRequest } from '@portolan/emulator-databricks';
import { asClient, startWorkspace, TOKEN, type Workspace } from '@portolan/emulator-databricks/sample-workspace';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDrivers } from '../testing/open-drivers.ts';

const host = openDrivers({ deadlineMs: 6_000 });
const hasty = openDrivers({ deadlineMs: 1_500 });
beforeAll(async () => {
  // The library takes its time to load: that is no part of what the short deadline is about.
  await using workspace = await startWorkspace();
  await hasty.diagnose(workspace.target);
});
afterAll(() => Promise.all([host.close(), hasty.close()]));

const THRIFT = { 'content-type': 'application/x-thrift' };
const elsewhere = ({ emulator }: Workspace) => `https://localhost:${emulator.port}/sql/1.0/warehouses/emulator`;

test.each([301, 302, 303, 307, 308])('a redirect with %i to another host is not followed', async (status) => {
  await using other = await startWorkspace();
  const headers = { location: elsewhere(other) };
  await using workspace = await startWorkspace({ onRequest: () => ({ status, headers }) });
  expect(await host.diagnose(workspace.target)).toMatchObject({ code: 'ROUTED_ELSEWHERE', stage: 'auth' });
  expect(await host.diagnose(asClient(workspace.target))).toMatchObject({ code: 'ROUTED_ELSEWHERE', stage: 'auth' });
  expect(other.emulator.requests).toEqual([]);
});

test.each([302, 307])('a redirect with %i on the same host is not followed either', async (status) => {
  await using workspace = await startWorkspace({
    onRequest: ({ path }) => (path === '/login' ? undefined : { status, headers: { location: '/login' } }),
  });
  expect(await host.diagnose(workspace.target)).toMatchObject({ code: 'ROUTED_ELSEWHERE' });
  expect(workspace.emulator.requests.map((one) => one.path)).not.toContain('/login');
});

test('rows that are to be fetched from another host are not', async () => {
  await using other = await startWorkspace();
  await using workspace = await startWorkspace({ onStatement: () => ({ link: `${elsewhere(other)}/file` }) });
  expect(await host.diagnose(workspace.target)).toMatchObject({ code: 'ROUTED_ELSEWHERE' });
  expect(other.emulator.requests).toEqual([]);
});

const answers: [string, Misbehaviour, string][] = [
  ['a web page', { status: 200, headers: { 'content-type': 'text/html' }, body: '<!DOCTYPE html>' }, 'WRONG_SERVICE'],
  [
    'JSON',
    { status: 200, headers: { 'content-type': 'application/json; charset=utf-8' }, body: '{}' },
    'WRONG_SERVICE',
  ],
  ['a web page that claims to be Thrift', { status: 200, headers: THRIFT, body: '<!DOCTYPE html>' }, 'WRONG_SERVICE'],
  ['nothing', { status: 200, headers: THRIFT, body: '' }, 'WRONG_SERVICE'],
  ['a broken message', { status: 200, headers: THRIFT, body: Buffer.from([0x80, 1, 0, 2, 0, 0]) }, 'WRONG_SERVICE'],
  ['a list without end', { status: 200, headers: THRIFT, body: endlessList() }, 'WRONG_SERVICE'],
  [
    'what is not gzip',
    { status: 200, headers: { ...THRIFT, 'content-encoding': 'gzip' }, body: 'no' },
    'WRONG_SERVICE',
  ],
  ['a flood', 'flood', 'QUERY_FAILED'],
  ['a bomb', { status: 200, headers: { ...THRIFT, 'content-encoding': 'gzip' }, body: bomb() }, 'QUERY_FAILED'],
  ['a reset', 'reset', 'WRONG_SERVICE'],
];

test.each(answers)('%s as the answer to the login fails the call and not the process', async (_, how, code) => {
  await using workspace = await startWorkspace({ onRequest: () => how });
  expect(await host.diagnose(workspace.target)).toMatchObject({ success: false, code });
});

test.concurrent.each<[string, Misbehaviour]>([
  ['silence', 'hang'],
  ['half an answer', 'stall'],
])('%s ends at the deadline, at the stage that ran out', async (_, how) => {
  await using silent = await startWorkspace({ onRequest: () => how });
  expect(await hasty.diagnose(silent.target)).toMatchObject({ code: 'TIMEOUT', stage: 'auth' });
  expect(await hasty.diagnose(asClient(silent.target))).toMatchObject({ code: 'TIMEOUT', stage: 'auth' });
  await using later = await startWorkspace({
    onRequest: ({ call }: RecordedRequest) => (call === 'ExecuteStatement' ? how : undefined),
  });
  expect(await hasty.diagnose(later.target)).toMatchObject({ code: 'TIMEOUT', stage: 'database' });
});

test('a connection that breaks under a query', async () => {
  const onRequest = ({ call }: RecordedRequest) => (call === 'ExecuteStatement' ? ('reset' as const) : undefined);
  await using workspace = await startWorkspace({ onRequest });
  expect(await host.diagnose(workspace.target)).toMatchObject({ code: 'QUERY_FAILED', stage: 'database' });
});

test('a catalogue that makes no sense is no answer, and what it calls itself is cut down', async () => {
  const hello = [{ catalog_name: 'main', schema_name: 'default', runtime: `9.9-<script>${TOKEN}` }];
  const onStatement = (sql: string) => ({ rows: sql.includes('.schemata') ? [{ schema_name: 1 }] : hello });
  await using workspace = await startWorkspace({ onStatement });
  expect(await host.diagnose(workspace.target)).toMatchObject({ success: true, serverVersion: '9.9' });
  await expect(host.schemas(workspace.target)).rejects.toMatchObject({ code: 'QUERY_FAILED' });
  await using strange = await startWorkspace({ onStatement: () => ({ rows: [{ surprise: 1 }] }) });
  expect(await host.diagnose(strange.target)).toMatchObject({ code: 'QUERY_FAILED', stage: 'database' });
});

/** A reply whose first field announces two thousand million structs. */
function endlessList(): Buffer {
  const name = Buffer.from('OpenSession');
  const head = Buffer.from([0x80, 1, 0, 2, 0, 0, 0, name.length]);
  return Buffer.concat([
    head,
    name,
    Buffer.from([0, 0, 0, 1, 12, 0, 0, 12, 0, 1, 15, 0, 2, 12, 0x7f, 0xff, 0xff, 0xff]),
  ]);
}

function bomb(): Buffer {
  return gzipSync(Buffer.alloc(64 * 1024 * 1024));
}
