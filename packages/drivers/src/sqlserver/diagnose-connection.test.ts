import { TestResult } from '@portolan/contract';
import { type SqlServerEmulator, sampleDatabase, startSqlServerEmulator } from '@portolan/emulator-sqlserver';
import { certificate, LOGIN, SECRET, sqlserverTarget } from '@portolan/emulator-sqlserver/sample-target';
import { freePort } from '@portolan/testing/postgres';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { ConnectionTarget } from '../driver.ts';
import { openDrivers } from '../testing/open-drivers.ts';
import { passwordOf, verdictOf } from '../testing/target.ts';

const host = openDrivers();
let server: SqlServerEmulator;
const app = (over: Partial<ConnectionTarget> = {}) => sqlserverTarget({ port: server.port, ...over });

/** What a login named like this is answered with. */
const ERRORS: Record<string, number[]> = {
  disabled: [18_470],
  expired: [18_487],
  windows: [18_452],
  busy: [10_928],
  away: [40_613],
  single: [18_461],
  firewalled: [40_615],
  closed: [916, 18_456],
  unset: [4064, 18_456],
  strange: [12_345],
};

beforeAll(async () => {
  const names = ['root', 'partly', 'nobody', ...Object.keys(ERRORS)];
  server = await startSqlServerEmulator({
    tls: certificate,
    database: sampleDatabase(),
    logins: [
      LOGIN,
      ...names.map((name) => ({
        name,
        password: SECRET,
        sysadmin: name === 'root',
        access: (_: string, table: string) => {
          if (name === 'nobody') return 'hidden' as const;
          return name === 'partly' && table !== 'orders' ? ('seen' as const) : ('readable' as const);
        },
      })),
    ],
    onLogin: ({ username }) => {
      const numbers = ERRORS[username];
      return numbers && { errors: numbers.map((number) => ({ number, message: `said to ${SECRET}\u0007` })) };
    },
  });
});
afterAll(async () => {
  await host.close();
  await server[Symbol.asyncDispose]();
});

test('walks every stage to success', async () => {
  const result = await host.diagnose(app());
  expect(result).toMatchObject({
    success: true,
    message: 'Connection successful',
    serverVersion: 'SQL Server 2022 16.0.4135.4',
    privileges: { superuser: false, readableTables: 3, totalTables: 3 },
    tls: { version: 'TLSv1.2', verified: true, certificates: [{ subject: 'CN=db' }, { subject: expect.anything() }] },
  });
  expect(verdictOf(result).walked).toBe('config policy dns tcp tls auth database query privileges');
  expect(result.warnings).toBeUndefined();
  expect(TestResult.safeParse(result).success).toBe(true);
});

test('one connection, one login, and nothing left behind', async () => {
  const before = { connections: server.connections, logins: server.logins.length };
  await host.diagnose(app());
  expect(server.connections - before.connections).toBe(1);
  expect(server.logins.length - before.logins).toBe(1);
  expect(server.logins.at(-1)).toMatchObject({
    username: 'app',
    password: SECRET,
    database: 'shop',
    encryption: 'session',
    application: 'Portolan',
    hostname: 'portolan',
    sspi: 0,
  });
  await vi.waitFor(() => expect(server.openConnections()).toBe(0));
});

test('the host may be a name, the database be left to the login', async () => {
  expect(await host.diagnose(app({ host: 'localhost' }))).toMatchObject({ success: true });
  expect(await host.diagnose(app({ databaseName: null }))).toMatchObject({ success: true });
  expect(server.logins.at(-1)?.database).toBe('');
});

test('says what the login may do', async () => {
  const root = await host.diagnose(app({ username: 'root' }));
  expect(root.privileges?.superuser).toBe(true);
  expect(root.warnings?.join()).toContain('sysadmin');
  const partly = await host.diagnose(app({ username: 'partly' }));
  expect(partly.privileges).toEqual({
    summary: 'Can read 1 of the 3 tables this login can see',
    superuser: false,
    readableTables: 1,
    totalTables: 3,
  });
  const nobody = await host.diagnose(app({ username: 'nobody' }));
  expect(nobody).toMatchObject({ success: true, privileges: { readableTables: 0, totalTables: 0 } });
});

test.each<[string, Partial<ConnectionTarget>, string, string]>([
  ['a wrong password', { credential: passwordOf('wrong planted') }, 'AUTH_FAILED', 'auth'],
  ['no password', { credential: null }, 'AUTH_FAILED', 'auth'],
  ['an unknown user', { username: 'stranger' }, 'AUTH_FAILED', 'auth'],
  ['a disabled login', { username: 'disabled' }, 'AUTH_FAILED', 'auth'],
  ['an expired password', { username: 'expired' }, 'AUTH_FAILED', 'auth'],
  ['a login of a domain', { username: 'windows' }, 'AUTH_FAILED', 'auth'],
  ['a database that is not there', { databaseName: 'nowhere' }, 'DATABASE_NOT_FOUND', 'database'],
  ['no default database', { username: 'unset' }, 'DATABASE_NOT_FOUND', 'database'],
  ['a database that is closed', { username: 'closed' }, 'PERMISSION_DENIED', 'auth'],
  ['too many requests', { username: 'busy' }, 'CAPACITY', 'database'],
  ['a database that is being moved', { username: 'away' }, 'CAPACITY', 'database'],
  ['single user mode', { username: 'single' }, 'CAPACITY', 'database'],
  ['a firewall of Azure', { username: 'firewalled' }, 'PERMISSION_DENIED', 'auth'],
  ['an error nobody knows', { username: 'strange' }, 'QUERY_FAILED', 'auth'],
])('%s', async (_, over, code, stage) => {
  const connections = server.connections;
  const result = await host.diagnose(app(over));
  expect(verdictOf(result)).toMatchObject({ success: false, code, stage });
  expect(result.tls?.verified).toBe(true);
  const last = result.stages.at(-1);
  expect(last).toMatchObject({ stage, ok: false, code, message: result.message });
  expect(last?.remedy).toMatch(/^[A-Z][^\n]{20,200}$/);
  expect(result.stages.slice(0, -1).every((one) => one.ok)).toBe(true);
  for (const secret of [SECRET, 'pl4nted', 'planted', '\u0007']) expect(JSON.stringify(result)).not.toContain(secret);
  expect(TestResult.safeParse(result).success).toBe(true);
  // Nothing is tried again: a second login would count against the account.
  expect(server.connections - connections).toBe(1);
});

test.each<[string, Partial<ConnectionTarget>]>([
  ['no user', { username: null }],
  ['a Windows login', { username: 'CORP\\planted' }],
  ['a connection string as host', { host: 'db;Password=planted' }],
  ['an instance in the host', { host: 'db\\SQLEXPRESS' }],
  ['a port in the host', { host: 'tcp:db,1433' }],
  ['a port out of range', { port: 70_000 }],
  ['a NUL in the database', { databaseName: 'a\0planted' }],
  ['a name beyond the limit', { databaseName: 'n'.repeat(129) }],
  ['a token', { credential: { type: 'token', token: 'planted' } }],
  ['a key pair', { credential: { type: 'keyPair', privateKey: 'planted' } }],
  ['an OAuth client', { credential: { type: 'oauthClient', clientId: 'a', clientSecret: 'planted' } }],
  ['an instance that is a path', { port: 1433, options: { instanceName: '../planted' } }],
  ['an option of another kind', { options: { httpPath: '/planted' } }],
  ['an option of the library', { options: { domain: 'planted' } as never }],
  ['a CA that is none', { options: { sslMode: 'verify-ca', sslCa: '-----BEGIN X-----\nplanted\n-----END X-----' } }],
  ['a client certificate without key', { options: { sslMode: 'require', sslCert: certificate.cert } }],
])('%s is CONFIG_INVALID and dials nobody', async (_, over) => {
  const connections = server.connections;
  const result = await host.diagnose(app(over));
  expect(verdictOf(result)).toEqual({ success: false, code: 'CONFIG_INVALID', stage: 'config', walked: 'config' });
  expect(JSON.stringify(result)).not.toContain('planted');
  expect(server.connections).toBe(connections);
});

test('a closed port, and a name nobody knows', async () => {
  const closed = await host.diagnose(app({ port: await freePort() }));
  expect(verdictOf(closed)).toMatchObject({ code: 'TCP_REFUSED', walked: 'config policy dns tcp' });
  const unknown = await host.diagnose(app({ host: 'no-such-host.invalid' }));
  expect(verdictOf(unknown)).toMatchObject({ code: 'DNS_NOT_FOUND', walked: 'config policy dns' });
});
