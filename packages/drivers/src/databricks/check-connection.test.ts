import { asClient, startWorkspace } from '@portolan/emulator-databricks/sample-workspace';
import { afterAll, describe, expect, test } from 'vitest';
import { openDrivers } from '../testing/open-drivers.ts';
import { verdictOf } from '../testing/target.ts';

const host = openDrivers({ deadlineMs: 6_000, size: 1 });
afterAll(() => host.close());

const WALKED = 'config policy dns tcp tls auth database';
const check = async (target: Parameters<typeof host.check>[0]) => {
  const result = await host.check(target);
  if (!result) throw new Error('No driver has looked');
  return result;
};

describe('the check of a warehouse', () => {
  test.each([
    ['RUNNING', 'Connection successful'],
    ['STOPPED', 'The SQL warehouse is stopped: the next statement starts it'],
    ['STARTING', 'The SQL warehouse is starting'],
    ['TERMINATED', 'The cluster is stopped: the next statement starts it'],
  ])('that is %s is well, opens no session, runs no statement and starts nothing', async (state, message) => {
    await using workspace = await startWorkspace({ state: () => ({ state }) });
    const result = await check(workspace.target);
    expect(verdictOf(result)).toEqual({ success: true, code: undefined, stage: undefined, walked: WALKED });
    expect(result).toMatchObject({ message, tls: { verified: true } });
    const { requests, statements, openSessions, starts } = workspace.emulator;
    expect(requests.map((one) => `${one.method} ${one.path} ${one.call ?? ''}`)).toEqual([
      'GET /api/2.0/sql/warehouses/emulator ',
    ]);
    expect([statements.length, openSessions(), starts()]).toEqual([0, 0, 0]);
  });

  test('logs a service principal in, and asks for a cluster by its own path', async () => {
    const path = '/sql/protocolv1/o/123/0123-456789-abc';
    await using workspace = await startWorkspace({ paths: [path] });
    const target = { ...workspace.target, options: { ...workspace.target.options, httpPath: path } };
    expect(verdictOf(await check(asClient(target)))).toMatchObject({ success: true, walked: WALKED });
    expect(workspace.emulator.requests.map((one) => `${one.method} ${one.path}`)).toEqual([
      'POST /oidc/v1/token',
      'GET /api/2.0/clusters/get?cluster_id=0123-456789-abc',
    ]);
    expect([workspace.emulator.statements.length, workspace.emulator.starts()]).toEqual([0, 0]);
  });

  test.each([
    ['DELETED', undefined, 'CONFIG_INVALID'],
    ['RUNNING', 'FAILED', 'CAPACITY'],
    ['DREAMING', undefined, 'WRONG_SERVICE'],
  ])('that is %s (%s) fails with its code', async (state, status, code) => {
    await using workspace = await startWorkspace({
      state: () => ({ state, ...(status ? { health: { status } } : {}) }),
    });
    expect(verdictOf(await check(workspace.target))).toMatchObject({ success: false, code, stage: 'database' });
  });

  test('that Databricks calls degraded is warned of', async () => {
    await using workspace = await startWorkspace({
      state: () => ({ state: 'RUNNING', health: { status: 'DEGRADED' } }),
    });
    expect((await check(workspace.target)).warnings).toEqual(['Databricks calls the SQL warehouse degraded']);
  });

  test.each<[string, object, string]>([
    ['a wrong token', { credential: { type: 'token', token: 'dapi-wrong' } }, 'AUTH_FAILED'],
    ['a path that leads nowhere', { httpPath: '/sql/1.0/warehouses/other' }, 'CONFIG_INVALID'],
  ])('%s fails with its code', async (_, { httpPath, ...over }: { httpPath?: string }, code) => {
    await using workspace = await startWorkspace();
    const options = { ...workspace.target.options, ...(httpPath ? { httpPath } : {}) };
    expect(verdictOf(await check({ ...workspace.target, options, ...over }))).toMatchObject({ success: false, code });
  });

  test('a gateway that is away is no warehouse that starts', async () => {
    await using workspace = await startWorkspace({ onRequest: () => ({ status: 503 }) });
    expect(verdictOf(await check(workspace.target))).toMatchObject({ success: false, code: 'CAPACITY' });
  });
});
