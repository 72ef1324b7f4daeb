import { startTestMariadb, type TestMariadb } from '@portolan/testing/mariadb';
import { createAuthority, freePort, startTestPostgres, type TestPostgres } from '@portolan/testing/postgres';
import { startTestHaproxy } from '@portolan/testing/proxies';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ConnectionTarget } from '../driver.ts';
import { blackHole, emulate } from '../testing/emulators.ts';
import { openDrivers } from '../testing/open-drivers.ts';
import { passwordOf, targetOf, verdictOf } from '../testing/target.ts';

const SECRET = 'planted-secret';
const host = openDrivers({ deadlineMs: 2_000 });
const authority = createAuthority();
const certificate = authority.issue({ commonName: 'proxy', names: ['localhost'] });
type Name =
  | 'empty'
  | 'dead'
  | 'refusing'
  | 'expecting'
  | 'telling'
  | 'telling2'
  | 'mysqlTelling'
  | 'mysqlTelling2'
  | 'good';
let proxy: Awaited<ReturnType<typeof startTestHaproxy<Name>>>;
let postgres: TestPostgres;
let mariadb: TestMariadb;

beforeAll(async () => {
  postgres = await startTestPostgres({ version: '18' });
  await postgres.query(`create role app login password '${SECRET}'`);
  mariadb = await startTestMariadb({ users: [{ name: 'app', password: SECRET, database: 'shop' }], tls: certificate });
  const to = (port: number, how = '') => [`server one 127.0.0.1:${port} ${how}`];
  proxy = await startTestHaproxy<Name>({
    empty: {},
    dead: { lines: to(await freePort(), 'check inter 100') },
    refusing: { lines: ['tcp-request connection reject', ...to(postgres.port)] },
    expecting: { bind: 'accept-proxy', lines: to(postgres.port) },
    telling: { lines: to(postgres.port, 'send-proxy') },
    telling2: { lines: to(postgres.port, 'send-proxy-v2') },
    mysqlTelling: { lines: to(mariadb.port, 'send-proxy') },
    mysqlTelling2: { lines: to(mariadb.port, 'send-proxy-v2') },
    good: { lines: to(postgres.port) },
  });
});
afterAll(() => Promise.all([host.close(), proxy.close(), postgres.close(), mariadb.close()]));

const KINDS: Partial<ConnectionTarget>[] = [
  { dbType: 'postgresql' },
  { dbType: 'postgresql', useSsl: true },
  { dbType: 'mysql', databaseName: 'shop' },
  { dbType: 'mysql', databaseName: 'shop', useSsl: true },
  { dbType: 'sqlserver', databaseName: null },
  { dbType: 'sqlserver', databaseName: null, useSsl: true },
  {
    dbType: 'databricks',
    options: { httpPath: '/sql/1.0/warehouses/a' },
    credential: { type: 'token', token: 'dapi' },
  },
];

async function diagnose(port: number, over: Partial<ConnectionTarget> = {}) {
  const result = await host.diagnose(targetOf({ port, credential: passwordOf(SECRET), ...over }));
  expect(JSON.stringify(result)).not.toContain(SECRET);
  const last = result.stages.at(-1);
  return { ...verdictOf(result), message: result.message, remedy: last?.remedy, team: last?.team };
}

test('a proxy that does its work is not seen', async () => {
  expect(await diagnose(proxy.ports.good)).toMatchObject({ success: true });
});

describe.each(KINDS)('%o', (over) => {
  const broken = { code: 'TCP_RESET', stage: 'tcp', walked: 'config policy dns tcp', team: 'network' };

  test('what is accepted and broken off at once was not refused', async () => {
    await using peer = await emulate((socket) => socket.resetAndDestroy());
    for (const port of [peer.port, proxy.ports.refusing]) {
      const told = await diagnose(port, over);
      expect(told).toMatchObject(broken);
      expect(told.message).toContain('something in between hangs up');
    }
  });

  test('a port that nobody listens at is still refused', async () => {
    expect(await diagnose(await freePort(), over)).toMatchObject({ code: 'TCP_REFUSED', stage: 'tcp', team: 'dba' });
  });

  test.each(['empty', 'dead'] as const)(
    'a load balancer without a live server (%s) closes without a word',
    async (name) => {
      const told = await diagnose(proxy.ports[name], over);
      expect(told).toMatchObject({ code: 'WRONG_SERVICE' });
      expect(told.remedy).toContain('load balancer without a live server');
    },
  );

  test('a port that says nothing is no firewall', async () => {
    await using peer = await blackHole();
    const told = await diagnose(peer.port, over);
    expect(told).toMatchObject({ code: 'TIMEOUT', team: 'owner' });
    expect(told.message).toContain('nothing greets');
    expect(told.remedy).not.toContain('firewall');
  });
});

describe('the PROXY protocol on one side only', () => {
  test.each([false, true])('PostgreSQL, with TLS %s', async (useSsl) => {
    // What is no header breaks the connection off.
    expect(await diagnose(proxy.ports.expecting, { useSsl })).toMatchObject({
      remedy: expect.stringContaining('PROXY protocol'),
      code: expect.stringMatching(/^(TCP_RESET|WRONG_SERVICE)$/),
    });
    for (const name of ['telling', 'telling2'] as const) {
      const told = await diagnose(proxy.ports[name], { useSsl });
      expect(told).toMatchObject({ code: 'WRONG_SERVICE', remedy: expect.stringContaining('PROXY protocol') });
    }
  });

  test.each([false, true])('MariaDB, with TLS %s', async (useSsl) => {
    for (const name of ['mysqlTelling', 'mysqlTelling2'] as const) {
      const told = await diagnose(proxy.ports[name], { dbType: 'mysql', databaseName: 'shop', useSsl });
      expect(told).toMatchObject({ code: 'WRONG_SERVICE' });
    }
    const silent = await diagnose(proxy.ports.expecting, { dbType: 'mysql', databaseName: 'shop', useSsl });
    expect(silent).toMatchObject({ code: 'TIMEOUT', remedy: expect.stringContaining('PROXY protocol') });
  });
});
