import { randomBytes } from 'node:crypto';
import { Monitor } from '@portolan/core';
import { type DatabricksEmulator, startDatabricksEmulator } from '@portolan/emulator-databricks';
import { createTestDatabase, ready, spawnServer } from '@portolan/testing';
import { createAuthority } from '@portolan/testing/postgres';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Harness, type Member, startHarness } from './harness.ts';

const TOKEN = 'dapi-of-the-warehouse-test';
const HTTP_PATH = '/sql/1.0/warehouses/emulator';
const inTwoMonths = new Date(Date.now() + 60 * 86_400_000);
const authority = createAuthority('Test authority', inTwoMonths);
let api: Harness;
let emulator: DatabricksEmulator;
let token: string;
let tenantId: string;
let id: string;
let connection: object;
/** How many more requests find the warehouse cold. */
let cold = 0;
let fate: 'starts' | 'refuses' = 'starts';

beforeAll(async () => {
  [api, emulator] = await Promise.all([
    startHarness(),
    startDatabricksEmulator({
      tls: authority.issue({ commonName: 'workspace', names: ['localhost'], until: inTwoMonths }),
      tokens: { [TOKEN]: { user: 'analyst@example.com' } },
      catalogs: [{ name: 'main', schemas: [{ name: 'default', tables: [] }] }],
      state: () => ({ state: 'STOPPED' }),
      onRequest: () => {
        if (cold-- > 0) return { status: 503, headers: { 'retry-after': '1' } };
        return fate === 'refuses' ? { status: 403 } : undefined;
      },
    }),
  ]);
  api.secrets.add(TOKEN);
  // Tests that finish later are jobs.
  await api.composition.work();
  tenantId = await api.createTenant(await api.token(), 'warehouse');
  token = (await api.member(tenantId, 'contributor')).token;
  connection = {
    name: 'Warehouse',
    dbType: 'databricks',
    host: 'localhost',
    port: emulator.port,
    databaseName: 'main',
    options: { httpPath: HTTP_PATH, sslCa: authority.ca },
    credential: { type: 'token', token: TOKEN },
  };
  id = (await api.ask('POST', '/api/connections', { token, body: connection })).body.data.id;
});
afterAll(async () => {
  await api.close();
  await emulator[Symbol.asyncDispose]();
});
const test = async () => (await api.ask('POST', `/api/connections/${id}/test`, { token })).body.data;
const saved = async () => (await api.ask('GET', `/api/connections/${id}`, { token })).body.data;
const becomes = async (wanted: object) => {
  for (;;) {
    const connection = await saved();
    if (Object.entries(wanted).every(([key, value]) => connection[key] === value)) return connection;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
};
const outcomes = () =>
  api.database.query<{ code: string | null; success: boolean }>(
    `select details->>'code' as code, (details->>'success')::bool as success from audit_events
     where action = 'connections:test' and entity_id = $1 and outcome <> 'started' order by seq`,
    [id],
  );

it('a cold warehouse is answered as starting, and the test is finished without its caller', async () => {
  const before = (await outcomes()).length;
  cold = 1;
  fate = 'starts';
  expect(await test()).toMatchObject({ success: false, code: 'WAREHOUSE_STARTING', stage: 'database' });
  expect(await saved()).toMatchObject({ lastTestResult: false });
  await becomes({ lastTestResult: true, lastTestMessage: 'Connection successful' });
  expect((await outcomes()).slice(before)).toEqual([
    { code: 'WAREHOUSE_STARTING', success: false },
    { code: null, success: true },
  ]);
});

it('whatever it comes to is kept, a refusal as well', async () => {
  cold = 1;
  fate = 'refuses';
  const { message } = await test();
  const connection = await saved();
  expect(connection.lastTestMessage).toBe(message);
  while ((await saved()).lastTestMessage === message) await new Promise((resolve) => setTimeout(resolve, 50));
  expect((await outcomes()).at(-1)).toEqual({ code: 'AUTH_FAILED', success: false });
});

it('a test that somebody made in between stays', async () => {
  cold = 1;
  fate = 'starts';
  await test();
  expect(await test()).toMatchObject({ success: true });
  const { lastTestedAt } = await saved();
  const count = (await outcomes()).length;
  const heard = emulator.requests.length;
  // The test that goes on by itself has come and gone again, and left no word.
  while (emulator.requests.length === heard) await new Promise((resolve) => setTimeout(resolve, 50));
  while (emulator.openSessions() > 0) await new Promise((resolve) => setTimeout(resolve, 50));
  expect((await saved()).lastTestedAt).toBe(lastTestedAt);
  expect(await outcomes()).toHaveLength(count);
});

it.each([
  [
    'may no longer test',
    (who: Member) => api.database.query('delete from membership_roles where user_id = $1', [who.id]),
  ],
  ['has signed out', (who: Member) => api.ask('POST', '/api/v1/auth/logout', { token: who.token })],
])('nobody is dialled any more for one who %s', async (_, takeAway) => {
  const leaver = await api.member(tenantId, 'contributor');
  const path = (connection: string) => `/api/connections/${connection}/test`;
  fate = 'starts';
  cold = 1;
  const { data } = (await api.ask('POST', path(id), { token: leaver.token })).body;
  expect(data).toMatchObject({ code: 'WAREHOUSE_STARTING' });
  const before = (await outcomes()).length;
  await takeAway(leaver);
  // One that began later comes to its end, and this one did not.
  const other = (await api.ask('POST', '/api/connections', { token, body: connection })).body.data.id;
  cold = 1;
  await api.ask('POST', path(other), { token });
  while (!(await api.ask('GET', `/api/connections/${other}`, { token })).body.data.lastTestResult) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  expect((await saved()).lastTestResult).toBe(false);
  expect(await outcomes()).toHaveLength(before);
});

it('a test that is not finished yet survives the process that began it', async () => {
  await using database = await createTestDatabase();
  const password = 'operator-password-1';
  const env = {
    DATABASE_URL: database.url,
    TENANT_DB_PREFIX: database.tenantPrefix,
    ENCRYPTION_KEY: randomBytes(32).toString('base64'),
    PORTOLAN_OPERATOR_PASSWORD: password,
    PORTOLAN_EGRESS_ALLOW: '127.0.0.0/8',
  };
  const headers: Record<string, string> = { 'content-type': 'application/json' };
  const ask = async (url: string, method: string, path: string, body?: object) => {
    const answer = await fetch(url + path, { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) });
    if (answer.status >= 300) throw new Error(`${path}: ${await answer.text()}`);
    return (await answer.json()) as { access_token: string; data: Record<string, unknown> };
  };
  const first = await ready(await spawnServer(env));
  const credentials = { username: 'operator@portolan.local', password };
  headers.authorization = `Bearer ${(await ask(first.url, 'POST', '/api/v1/auth/token', credentials)).access_token}`;
  await ask(first.url, 'POST', '/api/tenants', { name: 'Survivors', slug: 'survivors' });
  headers['x-tenant-id'] = 'survivors';
  const { id } = (await ask(first.url, 'POST', '/api/connections', connection)).data;
  fate = 'starts';
  cold = Number.POSITIVE_INFINITY;
  const { data } = await ask(first.url, 'POST', `/api/connections/${id}/test`);
  expect(data).toMatchObject({ success: false, code: 'WAREHOUSE_STARTING' });
  first.child.kill('SIGKILL');
  await first.ended;
  cold = 0;
  const second = await ready(await spawnServer(env));
  const tested = async () => (await ask(second.url, 'GET', `/api/connections/${id}`)).data;
  await expect.poll(tested, { timeout: 25_000 }).toMatchObject({ lastTestResult: true });
  second.child.kill('SIGTERM');
  await second.ended;
}, 60_000);

it('the checks of a warehouse ask for its state and nothing else: no session, no statement, no start', async () => {
  cold = 0;
  fate = 'starts';
  // Nothing of the tests before is still on its way.
  while (emulator.openSessions() > 0) await new Promise((resolve) => setTimeout(resolve, 20));
  const watched = (await api.ask('POST', '/api/connections', { token, body: connection })).body.data;
  expect(watched.monitoring).toEqual({ enabled: true, intervalSeconds: 3_600 });
  const [before, statements] = [emulator.requests.length, emulator.statements.length];
  const monitor = new Monitor(api.composition.services);
  await monitor.round();
  await monitor.settle();
  await monitor.close();
  const asked = emulator.requests.slice(before).map(({ method, path, call }) => `${method} ${path} ${call ?? ''}`);
  expect(new Set(asked)).toEqual(new Set(['GET /api/2.0/sql/warehouses/emulator ']));
  expect([emulator.statements.length - statements, emulator.openSessions(), emulator.starts()]).toEqual([0, 0, 0]);
});

it('a stopped warehouse is well, and said to be stopped', async () => {
  const { id: stopped } = (await api.ask('POST', '/api/connections', { token, body: connection })).body.data;
  const checked = await api.client(token).health.checkNow.mutate({ id: stopped });
  expect(checked).toMatchObject({
    status: 'healthy',
    message: 'The SQL warehouse is stopped: the next statement starts it',
  });
  expect(checked.certificate?.subject).toBe('CN=workspace');
  expect(emulator.starts()).toBe(0);
});
