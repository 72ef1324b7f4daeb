import { connect } from 'node:net';
import { TestResult } from '@portolan/contract';
import { startTestMariadb, type TestMariadb } from '@portolan/testing/mariadb';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { ConnectionTarget } from '../driver.ts';
import { openDrivers } from '../testing/open-drivers.ts';
import { passwordOf, targetOf, verdictOf } from '../testing/target.ts';

const SECRET = 'pl4nted "secret\\ pässword\'';
const host = openDrivers();
let server: TestMariadb;
const app = (over: Partial<ConnectionTarget> = {}) =>
  targetOf({
    dbType: 'mysql',
    port: server.port,
    databaseName: 'shop',
    username: 'app',
    credential: passwordOf(SECRET),
    ...over,
  });

beforeAll(async () => {
  const users = ['app', 'reader', 'admin', 'locked', 'stale', 'crowded', 'member'].map((name) => ({
    name,
    password: SECRET,
  }));
  server = await startTestMariadb({ users: [...users, { name: 'open', password: '' }] });
  await server.query(`
    create database shop; create database shop2; create database closed;
    create table shop.a (id int, secret int); create table shop.b (id int); create table shop2.c (id int);
    create view shop.v as select id from shop.b; create table closed.d (id int);
    create role readers; grant select on shop2.* to readers; grant readers to member@'%';
    grant insert on shop.* to app@'%'; grant select (id) on shop.a to app@'%'; grant select on shop.b to app@'%';
    grant select on \`sho_\`.* to reader@'%'; grant usage on shop2.* to reader@'%';
    grant all on *.* to admin@'%';
    alter user locked@'%' account lock; alter user stale@'%' password expire;
    grant usage on *.* to crowded@'%' with max_queries_per_hour 1`);
});
afterAll(() => Promise.all([host.close(), server.close()]));

test('walks every stage to success', async () => {
  const result = await host.diagnose(app());
  expect(result).toMatchObject({ success: true, serverVersion: expect.stringMatching(/^MariaDB 1\d\.\d+\.\d+$/) });
  expect(verdictOf(result).walked).toBe('config policy dns tcp tls auth database query privileges');
  expect(result.stages.find((one) => one.stage === 'tls')?.message).toBe('Not encrypted');
  expect(result.privileges).toEqual({
    summary: 'Can read 2 of the 3 tables it sees',
    superuser: false,
    readableTables: 2,
    totalTables: 3,
  });
  expect(result.warnings).toEqual([expect.stringContaining('not encrypted')]);
  expect(TestResult.parse(result)).toEqual(result);
});

test.each<[string, Partial<ConnectionTarget>, object]>([
  ['a schema pattern', { username: 'reader' }, { readableTables: 3, totalTables: 3, superuser: false }],
  ['a superuser', { username: 'admin' }, { readableTables: 5, totalTables: 5, superuser: true }],
  ['a role', { username: 'member', databaseName: null }, { readableTables: null, superuser: false }],
])('the privileges of %s', async (_, over, expected) => {
  const { privileges, warnings } = await host.diagnose(app(over));
  expect(privileges).toMatchObject(expected);
  const superuser = 'This login is a superuser: ask the DBA for one that may only read what this connection is for';
  expect(warnings?.includes(superuser)).toBe(over.username === 'admin');
});

test('a token is a password; the host may be a name or a number; no database is one, too', async () => {
  const succeeds = async (over: Partial<ConnectionTarget>) =>
    expect(await host.diagnose(app(over))).toMatchObject({ success: true });
  await succeeds({ credential: { type: 'token', token: SECRET } });
  await succeeds({ username: 'open', credential: null, databaseName: null });
  await succeeds({ host: 'localhost' });
  await succeeds({ host: '2130706433' });
  await succeeds({ databaseName: null });
});

test('leaves no session behind', async () => {
  await host.diagnose(app());
  const sessions = "select id from information_schema.processlist where user = 'app'";
  await vi.waitFor(async () => expect(await server.query(sessions)).toEqual([]), 5_000);
});

test.each<[string, Partial<ConnectionTarget>, string, string]>([
  ['a wrong password', { credential: passwordOf('wrong planted') }, 'AUTH_FAILED', 'auth'],
  ['an unknown user', { username: 'nobody_here' }, 'AUTH_FAILED', 'auth'],
  ['no password', { credential: null }, 'AUTH_FAILED', 'auth'],
  ['a locked account', { username: 'locked' }, 'AUTH_FAILED', 'auth'],
  ['an expired password', { username: 'stale', databaseName: null }, 'AUTH_FAILED', 'auth'],
  ['an unknown database', { username: 'admin', databaseName: 'nowhere' }, 'DATABASE_NOT_FOUND', 'database'],
  ['a closed database', { databaseName: 'closed' }, 'PERMISSION_DENIED', 'database'],
  ['no queries left', { username: 'crowded', databaseName: null }, 'CAPACITY', 'database'],
  ['TLS from a server without', { useSsl: true }, 'TLS_UNSUPPORTED', 'tls'],
])('%s', async (_, over, code, stage) => {
  const result = await host.diagnose(app(over));
  expect(verdictOf(result)).toMatchObject({ success: false, code, stage });
  expect(result.stages.at(-1)).toMatchObject({ stage, ok: false, code, message: result.message });
  expect(result.stages.at(-1)?.remedy).toMatch(/\w/);
  expect(result.stages.slice(0, -1).every((one) => one.ok)).toBe(true);
  for (const secret of [SECRET, 'pl4nted', 'planted']) expect(JSON.stringify(result)).not.toContain(secret);
  expect(TestResult.safeParse(result).success).toBe(true);
});

test('too many connections', async () => {
  const users = [{ name: 'app', password: 'planted' }];
  await using small = await startTestMariadb({ users, settings: { 'max-connections': '10' } });
  const target = app({ port: small.port, databaseName: null, credential: passwordOf('planted') });
  expect((await host.diagnose(target)).success).toBe(true);
  // Whoever has not logged in yet holds a place as well.
  const sockets = Array.from({ length: 12 }, () => connect(small.port, '127.0.0.1').on('error', () => {}));
  await Promise.all(sockets.map((socket) => new Promise((resolve) => socket.once('data', resolve))));
  expect(verdictOf(await host.diagnose(target))).toMatchObject({ code: 'CAPACITY', stage: 'database' });
  for (const socket of sockets) socket.destroy();
});

test.each<[string, Partial<ConnectionTarget>]>([
  ['no user', { username: null }],
  ['an empty user', { username: '' }],
  ['a socket path as host', { host: '/run/mysqld/mysqld.sock' }],
  ['a URL as host', { host: 'db?socketPath=/tmp/s' }],
  ['a port out of range', { port: 70_000 }],
  ['a NUL in the user', { username: 'a\0planted' }],
  ['a NUL in the database', { databaseName: 'a\0b' }],
  ['a key pair', { credential: { type: 'keyPair', privateKey: 'planted' } }],
  ['an OAuth client', { credential: { type: 'oauthClient', clientId: 'a', clientSecret: 'planted' } }],
  ['a CA that is none', { options: { sslMode: 'verify-ca', sslCa: '-----BEGIN X-----\nplanted\n-----END X-----' } }],
])('%s is CONFIG_INVALID and dials nobody', async (_, over) => {
  const result = await host.diagnose(targetOf({ dbType: 'mysql', port: 1, ...over }));
  expect(verdictOf(result)).toEqual({ success: false, code: 'CONFIG_INVALID', stage: 'config', walked: 'config' });
  expect(JSON.stringify(result)).not.toContain('planted');
});
