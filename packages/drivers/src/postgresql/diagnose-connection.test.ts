import { TestResult } from '@portolan/contract';
import { freePort, startTestPostgres, type TestPostgres } from '@portolan/testing/postgres';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { ConnectionTarget } from '../driver.ts';
import { openDrivers } from '../testing/open-drivers.ts';
import { passwordOf, targetOf, verdictOf } from '../testing/target.ts';

const SECRET = 'pl4nted "secret\\ pässword';
const host = openDrivers();
afterAll(() => host.close());

describe.each(['18', '15'] as const)('PostgreSQL %s', (version) => {
  let server: TestPostgres;
  let app: (over?: Partial<ConnectionTarget>) => ConnectionTarget;

  beforeAll(async () => {
    const hba = ['md5user md5', 'trusted trust', 'all scram-sha-256'].map(
      (rule) => `host all ${rule.replace(' ', ' 127.0.0.1/32 ')}`,
    );
    server = await startTestPostgres({ version, hba: ['host all clear 127.0.0.1/32 password', ...hba] });
    const literal = `E'${SECRET.replace(/\\/g, '\\\\')}'`;
    await server.query(`
      create role app login password ${literal};
      create role clear login password ${literal};
      create role trusted login;
      create role crowded login password ${literal} connection limit 0;
      create role nologin password ${literal};
      set password_encryption = md5;
      create role md5user login password ${literal}`);
    await server.query('create database shop');
    await server.query('create database closed');
    await server.query('revoke connect on database closed from public');
    await server.query('create database refusing allow_connections false');
    await server.query('create database app');
    await server.query(
      `create schema hidden; create table hidden.a (); create table open (id int); grant select on open to app;
       create table mine (id int, secret text); grant select (id) on mine to app; create table other (id int)`,
      [],
      'shop',
    );
    app = (over = {}) =>
      targetOf({ port: server.port, databaseName: 'shop', username: 'app', credential: passwordOf(SECRET), ...over });
  });
  afterAll(() => server.close());

  test('walks every stage to success', async () => {
    const result = await host.diagnose(app());
    expect(result).toMatchObject({ success: true, message: 'Connection successful' });
    expect(result.serverVersion).toMatch(new RegExp(`^${version}\\.\\d+$`));
    expect(verdictOf(result).walked).toBe('config policy dns tcp tls auth database query privileges');
    expect(result.stages.find((one) => one.stage === 'tls')?.message).toBe('Not encrypted');
    expect(result.stages.at(-1)?.message).toBe('Can read 2 of 4 tables');
    expect(Number.isInteger(result.latencyMs)).toBe(true);
    expect(TestResult.safeParse(result).success).toBe(true);
  });

  test('a token is a password; md5 and trust work; the host may be a name; the database defaults to the user', async () => {
    const succeeds = async (over: Partial<ConnectionTarget>) =>
      expect(await host.diagnose(app(over))).toMatchObject({ success: true });
    await succeeds({ credential: { type: 'token', token: SECRET } });
    await succeeds({ username: 'md5user' });
    await succeeds({ username: 'trusted', credential: null });
    await succeeds({ host: 'localhost' });
    await succeeds({ host: '2130706433' });
    await succeeds({ databaseName: null });
  });

  test('leaves no session behind', async () => {
    await host.diagnose(app());
    const sessions = "select application_name from pg_stat_activity where usename = 'app'";
    await vi.waitFor(async () => expect(await server.query(sessions)).toEqual([]), 5_000);
  });

  test('says when a schema is missing or closed', async () => {
    const noteOf = async (schema: string) => (await host.diagnose(app({ options: { schema } }))).stages.at(-1)?.message;
    expect(await noteOf('nowhere')).toBe('Can read 2 of 4 tables; schema "nowhere" does not exist');
    expect(await noteOf('hidden')).toBe('Can read 2 of 4 tables; no USAGE on schema "hidden"');
  });

  test.each<[string, Partial<ConnectionTarget>, string, string]>([
    ['a wrong password', { credential: passwordOf('wrong planted') }, 'AUTH_FAILED', 'auth'],
    ['an unknown user', { username: 'nobody_here' }, 'AUTH_FAILED', 'auth'],
    ['no password', { credential: null }, 'AUTH_FAILED', 'auth'],
    ['a role without login', { username: 'nologin' }, 'AUTH_FAILED', 'auth'],
    ['a password asked in clear text', { username: 'clear' }, 'TLS_REQUIRED', 'auth'],
    ['an unknown database', { databaseName: 'nowhere' }, 'DATABASE_NOT_FOUND', 'database'],
    ['a closed database', { databaseName: 'closed' }, 'PERMISSION_DENIED', 'database'],
    ['a database out of service', { databaseName: 'refusing' }, 'CAPACITY', 'database'],
    ['too many connections', { username: 'crowded' }, 'CAPACITY', 'database'],
    ['TLS from a server without', { useSsl: true }, 'TLS_UNSUPPORTED', 'tls'],
  ])('%s', async (_, over, code, stage) => {
    const result = await host.diagnose(app(over));
    expect(verdictOf(result)).toMatchObject({ success: false, code, stage });
    const last = result.stages.at(-1);
    expect(last).toMatchObject({ stage, ok: false, code, message: result.message });
    expect(last?.remedy).toMatch(/\w/);
    expect(result.stages.slice(0, -1).every((one) => one.ok)).toBe(true);
    for (const secret of [SECRET, 'pl4nted', 'planted']) expect(JSON.stringify(result)).not.toContain(secret);
    expect(TestResult.safeParse(result).success).toBe(true);
  });

  test('a password in the environment of the parent is never used', async () => {
    process.env.PGPASSWORD = SECRET;
    const result = await host.diagnose(app({ credential: null }));
    delete process.env.PGPASSWORD;
    expect(verdictOf(result)).toMatchObject({ code: 'AUTH_FAILED', stage: 'auth' });
    expect(result.message).toBe('The server asks for a password and none is stored');
  });
});

test.each<[string, Partial<ConnectionTarget>]>([
  ['no user', { username: null }],
  ['an empty user', { username: '' }],
  ['a socket path as host', { host: '/var/run/postgresql' }],
  ['a URL as host', { host: 'db?host=/tmp' }],
  ['a port out of range', { port: 70_000 }],
  ['a NUL in the database', { databaseName: 'a\0options\0-c x' }],
  ['a key pair', { credential: { type: 'keyPair', privateKey: 'planted' } }],
  ['an OAuth client', { credential: { type: 'oauthClient', clientId: 'a', clientSecret: 'planted' } }],
  ['a CA that is none', { options: { sslMode: 'verify-ca', sslCa: '-----BEGIN X-----\nplanted\n-----END X-----' } }],
  ['a client certificate without key', { useSsl: true, options: { sslCert: '-----BEGIN CERTIFICATE-----\n' } }],
])('%s is CONFIG_INVALID and dials nobody', async (_, over) => {
  const result = await host.diagnose(targetOf({ port: 1, ...over }));
  expect(verdictOf(result)).toEqual({ success: false, code: 'CONFIG_INVALID', stage: 'config', walked: 'config' });
  expect(JSON.stringify(result)).not.toContain('planted');
});

test('a closed port', async () => {
  const result = await host.diagnose(targetOf({ port: await freePort() }));
  expect(verdictOf(result)).toEqual({
    success: false,
    code: 'TCP_REFUSED',
    stage: 'tcp',
    walked: 'config policy dns tcp',
  });
});

test('a name nobody knows', async () => {
  const result = await host.diagnose(targetOf({ host: 'no-such-host.invalid', port: 5432 }));
  expect(verdictOf(result)).toEqual({
    success: false,
    code: 'DNS_NOT_FOUND',
    stage: 'dns',
    walked: 'config policy dns',
  });
});
