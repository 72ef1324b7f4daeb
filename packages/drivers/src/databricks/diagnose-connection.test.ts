import { asClient, CLIENT_SECRET, startWorkspace, TOKEN } from '@portolan/emulator-databricks/sample-workspace';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDrivers } from '../testing/open-drivers.ts';
import { verdictOf } from '../testing/target.ts';

const host = openDrivers({ deadlineMs: 6_000 });
const hasty = openDrivers({ deadlineMs: 1_500 });
beforeAll(async () => {
  // The library takes its time to load: that is no part of what the short deadline is about.
  await using workspace = await startWorkspace();
  await hasty.diagnose(workspace.target);
});
afterAll(() => Promise.all([host.close(), hasty.close()]));

const ALL = 'config policy dns tcp tls auth database query privileges';

test('a connection with a personal access token walks all stages', async () => {
  await using workspace = await startWorkspace();
  const result = await host.diagnose(workspace.target);
  expect(verdictOf(result)).toEqual({ success: true, code: undefined, stage: undefined, walked: ALL });
  expect(result).toMatchObject({
    serverVersion: '4.0.0',
    tls: { verified: true, certificates: [{ subject: 'CN=workspace' }, { subject: 'CN=Test authority' }] },
    privileges: { summary: 'Sees 3 tables of main', superuser: false, readableTables: null, totalTables: null },
  });
  expect(result.warnings).toBeUndefined();
});

test('only the warehouse is spoken to, and the session is closed', async () => {
  await using workspace = await startWorkspace();
  await host.diagnose(workspace.target);
  const { requests } = workspace.emulator;
  expect(new Set(requests.map((one) => one.path))).toEqual(new Set(['/sql/1.0/warehouses/emulator']));
  await expect.poll(workspace.emulator.openSessions).toBe(0);
  expect(requests.every((one) => one.headers.authorization === `Bearer ${TOKEN}`)).toBe(true);
});

test('what is stored as a password is used as a token, and a cluster has a path of its own', async () => {
  const path = '/sql/protocolv1/o/123/0123-456789-abc';
  await using workspace = await startWorkspace({ paths: [path] });
  const options = { ...workspace.target.options, httpPath: path.slice(1) };
  const result = await host.diagnose({
    ...workspace.target,
    options,
    credential: { type: 'password', password: TOKEN },
  });
  expect(result.success).toBe(true);
});

test('a workspace administrator is warned of', async () => {
  await using workspace = await startWorkspace();
  const result = await host.diagnose({ ...workspace.target, credential: { type: 'token', token: 'dapi-admin' } });
  expect(result).toMatchObject({ success: true, privileges: { superuser: true } });
  expect(result.warnings?.[0]).toContain('administers the workspace');
});

test('a service principal gets its token from the workspace itself', async () => {
  await using workspace = await startWorkspace();
  expect(verdictOf(await host.diagnose(asClient(workspace.target)))).toMatchObject({ success: true, walked: ALL });
  const [first, ...rest] = workspace.emulator.requests;
  expect(first).toMatchObject({ method: 'POST', path: '/oidc/v1/token' });
  // The secret goes there and nowhere else; the server is not asked where to go.
  const spoken = JSON.stringify(rest.map(({ path, headers, body }) => [path, headers, body.toString()]));
  expect(spoken).not.toContain(Buffer.from(`client-1:${CLIENT_SECRET}`).toString('base64'));
  expect(spoken).not.toContain('/oidc/');
});

test('a wrong client secret, a wrong client, and a server without OAuth', async () => {
  await using workspace = await startWorkspace();
  const wrong = await host.diagnose(asClient(workspace.target, 'wrong-secret'));
  expect(wrong).toMatchObject({ code: 'AUTH_FAILED', stage: 'auth' });
  expect(wrong.message).toContain('Client authentication failed');
  expect(JSON.stringify(wrong)).not.toContain('wrong-secret');
  const credential = { type: 'oauthClient', clientId: 'nobody: é', clientSecret: CLIENT_SECRET } as const;
  expect(await host.diagnose({ ...workspace.target, credential })).toMatchObject({ code: 'AUTH_FAILED' });
  await using without = await startWorkspace({ onRequest: () => ({ status: 404 }) });
  expect(await host.diagnose(asClient(without.target))).toMatchObject({ code: 'WRONG_SERVICE', stage: 'auth' });
});

test.each([
  [401, 'AUTH_FAILED', 'auth'],
  [403, 'AUTH_FAILED', 'auth'],
  [400, 'CONFIG_INVALID', 'database'],
  [404, 'CONFIG_INVALID', 'database'],
  [429, 'CAPACITY', 'database'],
  [500, 'CAPACITY', 'database'],
  [502, 'CAPACITY', 'database'],
  [503, 'WAREHOUSE_STARTING', 'database'],
  [418, 'WRONG_SERVICE', 'auth'],
])('HTTP %i is %s at %s, and is not asked again', async (status, code, stage) => {
  const headers = { 'x-databricks-reason-phrase': `because of ${TOKEN}`, 'retry-after': '1' };
  await using workspace = await startWorkspace({ onRequest: () => ({ status, headers }) });
  const result = await host.diagnose(workspace.target);
  expect(result).toMatchObject({ success: false, code, stage, tls: { verified: true } });
  expect(JSON.stringify(result)).not.toContain(TOKEN);
  expect(workspace.emulator.requests.length).toBe(1);
});

test.each([
  [502, 'CAPACITY', 'database', 'network'],
  [503, 'CAPACITY', 'database', 'network'],
  [504, 'CAPACITY', 'database', 'network'],
  [407, 'WRONG_SERVICE', 'auth', 'network'],
])('a web page with HTTP %i is of a gateway in between', async (status, code, stage, team) => {
  const how = { status, headers: { 'content-type': 'text/html; charset=utf-8' }, body: '<html><h1>No server</h1>' };
  await using workspace = await startWorkspace({ onRequest: () => how });
  const result = await host.diagnose(workspace.target);
  expect(verdictOf(result)).toMatchObject({ code, stage });
  expect(result.stages.at(-1)).toMatchObject({ team, message: expect.stringContaining('in between') });
});

test('a refused token, an unknown warehouse, an unknown catalog', async () => {
  await using workspace = await startWorkspace();
  const { target } = workspace;
  const token = await host.diagnose({ ...target, credential: { type: 'token', token: 'dapi-wrong' } });
  expect(token).toMatchObject({ code: 'AUTH_FAILED', stage: 'auth' });
  expect(token.message).toBe('Databricks refused the credential (HTTP 403): Invalid access token.');
  const options = { ...target.options, httpPath: '/sql/1.0/warehouses/other' };
  expect(await host.diagnose({ ...target, options })).toMatchObject({ code: 'CONFIG_INVALID', stage: 'database' });
  expect(verdictOf(await host.diagnose({ ...target, databaseName: 'nowhere' }))).toEqual({
    success: false,
    code: 'DATABASE_NOT_FOUND',
    stage: 'database',
    walked: 'config policy dns tcp tls auth database',
  });
});

test('a login without USE CATALOG', async () => {
  const tokens = { [TOKEN]: { user: 'poor@example.com', deniedCatalogs: ['main'] } };
  await using workspace = await startWorkspace({ tokens });
  const result = await host.diagnose(workspace.target);
  expect(result).toMatchObject({ code: 'PERMISSION_DENIED', stage: 'database' });
  expect(result.message).toContain('USE CATALOG');
});

test('a warehouse that is woken up in time', async () => {
  await using workspace = await startWorkspace({ onStatement: () => ({ queuedPolls: 3 }) });
  expect(await host.diagnose(workspace.target)).toMatchObject({ success: true });
});

test('a warehouse that is still starting at the deadline is not polled any longer', async () => {
  await using workspace = await startWorkspace({ onStatement: () => 'queued' });
  expect(await hasty.diagnose(workspace.target)).toMatchObject({ code: 'WAREHOUSE_STARTING', stage: 'database' });
  await expect.poll(workspace.emulator.openConnections).toBe(0);
});

test('a query that runs and runs is a timeout at the query', async () => {
  const onStatement = (sql: string) => (sql.includes('version()') ? ('running' as const) : undefined);
  await using workspace = await startWorkspace({ onStatement });
  expect(await hasty.diagnose(workspace.target)).toMatchObject({ code: 'TIMEOUT', stage: 'query' });
});

test.each([
  ['57014', 'QUERY_FAILED'],
  ['42501', 'PERMISSION_DENIED'],
  ['28000', 'AUTH_FAILED'],
  ['XX000', 'QUERY_FAILED'],
])('SQLSTATE %s of a statement is %s', async (sqlState, code) => {
  const onStatement = () => ({ error: { sqlState, message: `no, ${TOKEN}` } });
  await using workspace = await startWorkspace({ onStatement });
  const result = await host.diagnose(workspace.target);
  expect(result).toMatchObject({ code });
  expect(result.message).toContain('no, ***');
});

test('privileges that cannot be told fail nothing', async () => {
  const onStatement = (sql: string) =>
    /is_member|count/.test(sql) ? { error: { sqlState: '42501', message: 'no' } } : undefined;
  await using workspace = await startWorkspace({ onStatement });
  const summary = 'What the login can see could not be found out';
  expect(await host.diagnose(workspace.target)).toMatchObject({ success: true, privileges: { summary } });
});
