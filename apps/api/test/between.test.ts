import { createServer, type Server, type Socket } from 'node:net';
import { createAuthority, startTestPostgres, type TestPostgres } from '@portolan/testing/postgres';
import { startTestPgbouncer, type TestPgbouncer } from '@portolan/testing/proxies';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Harness, startHarness } from './harness.ts';

const PASSWORD = 'planted-behind-a-pooler';
const DAY_MS = 86_400_000;
const authority = createAuthority();
let api: Harness;
let admin: string;
let server: TestPostgres;
let pooler: TestPgbouncer;
const resetting = createServer((socket: Socket) => socket.resetAndDestroy());

beforeAll(async () => {
  api = await startHarness({ PORTOLAN_EGRESS_ALLOW: '127.0.0.0/8,::1' });
  api.secrets.add(PASSWORD);
  admin = (await api.member(await api.createTenant(await api.token(), 'harbour'), 'contributor')).token;
  const until = new Date(Date.now() - DAY_MS);
  const late = authority.intermediate({ commonName: 'Late & lost', from: new Date(until.getTime() - DAY_MS), until });
  const own = late.issue({ commonName: 'db', names: ['localhost'] });
  server = await startTestPostgres({ version: '15', tls: { cert: own.cert + late.ca, key: own.key } });
  await server.query(`create role app login password '${PASSWORD}'`);
  pooler = await startTestPgbouncer({
    databases: { shop: `host=127.0.0.1 port=${server.port} dbname=postgres` },
    users: { app: PASSWORD },
  });
  await listening(resetting);
});
afterAll(async () => {
  resetting.close();
  await Promise.all([api.close(), server.close(), pooler.close()]);
});

const listening = (one: Server) => new Promise<void>((resolve) => one.listen(0, '127.0.0.1', resolve));
const portOf = (one: Server) => (one.address() as { port: number }).port;
const target = (port: number, over: object = {}) => ({
  name: 'Between',
  dbType: 'postgresql' as const,
  host: 'localhost',
  port,
  databaseName: 'shop',
  username: 'app',
  password: PASSWORD,
  ...over,
});

/** The same test on both faces; what is saved of it, and the answer. */
async function test(input: ReturnType<typeof target>) {
  const ask = (path: string, body?: object) =>
    api.ask('POST', `/api/connections${path}`, { token: admin, ...(body ? { body } : {}) });
  const { data } = (await ask('/test', input)).body;
  const overTrpc = await api.client(admin).connections.test.mutate(input);
  expect([overTrpc.code, overTrpc.stage]).toEqual([data.code, data.stage]);
  const made = (await ask('', input)).body.data;
  await ask(`/${made.id}/test`);
  const saved = (await api.ask('GET', `/api/connections/${made.id}`, { token: admin })).body.data;
  return { ...data, team: data.stages.at(-1).team, saved: saved.lastTestMessage };
}

describe('what stands between here and a server', () => {
  it('is told where it breaks connections off', async () => {
    expect(await test(target(portOf(resetting), { host: '127.0.0.1' }))).toMatchObject({
      success: false,
      code: 'TCP_RESET',
      stage: 'tcp',
      team: 'network',
      saved: expect.stringContaining('something in between hangs up'),
    });
  });

  it('is told by what it says itself', async () => {
    const at = (over: object) => test(target(pooler.port, { host: '127.0.0.1', ...over }));
    expect(await at({})).toMatchObject({ success: true });
    expect(await at({ password: 'wrong' })).toMatchObject({ code: 'AUTH_FAILED', stage: 'auth' });
    expect(await at({ databaseName: 'nowhere' })).toMatchObject({ code: 'DATABASE_NOT_FOUND', stage: 'database' });
  });

  it('is named to whoever tests, and what is kept for others has none of its words', async () => {
    const options = { sslMode: 'verify-full', sslCa: authority.ca };
    const told = await test(target(server.port, { options }));
    expect(told).toMatchObject({ code: 'TLS_EXPIRED', stage: 'tls' });
    expect(told.message).toContain('CN=Late & lost');
    expect(told.saved).toContain('An intermediate certificate that the server sends has expired');
    expect(told.saved).not.toContain('Late & lost');
  });
});
