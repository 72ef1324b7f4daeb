import type { Credential } from '@portolan/contract';
import { PASSPHRASE, PRIVATE_KEY, SECRET, startAccount } from '@portolan/emulator-snowflake/sample-account';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDrivers } from '../testing/open-drivers.ts';
import { passwordOf, verdictOf } from '../testing/target.ts';

const host = openDrivers({ deadlineMs: 6_000 });
const hasty = openDrivers({ deadlineMs: 1_500 });
beforeAll(async () => {
  // The library takes its time to load: that is no part of what the short deadline is about.
  await using account = await startAccount();
  await hasty.diagnose(account.target);
});
afterAll(() => Promise.all([host.close(), hasty.close()]));

const ALL = 'config policy dns tcp tls auth database query privileges';
const keyPair = (passphrase?: string): Credential => ({
  type: 'keyPair',
  privateKey: PRIVATE_KEY,
  ...(passphrase === undefined ? {} : { passphrase }),
});

test('a connection with a password walks all stages', async () => {
  await using account = await startAccount();
  const result = await host.diagnose(account.target);
  expect(verdictOf(result)).toEqual({ success: true, code: undefined, stage: undefined, walked: ALL });
  expect(result).toMatchObject({
    serverVersion: '9.99.0',
    tls: { verified: true, certificates: [{ subject: 'CN=account' }, { subject: 'CN=Test authority' }] },
    privileges: { summary: 'Sees 3 tables of SHOP as READER', superuser: false, totalTables: null },
  });
  expect(result.warnings).toBeUndefined();
});

test('nothing is sent but logins, statements and good-bye; statements are limited on the server', async () => {
  await using account = await startAccount();
  await host.diagnose(account.target);
  await expect.poll(account.emulator.openSessions).toBe(0);
  const { requests } = account.emulator;
  const paths = new Set(requests.map((one) => one.path.split('?')[0]));
  expect(paths).toEqual(new Set(['/session/v1/login-request', '/queries/v1/query-request', '/session']));
  // The password is in the login alone, and what the login says of this machine is little.
  const [login, ...rest] = requests;
  expect(JSON.stringify(login?.body)).toContain(SECRET);
  expect(JSON.stringify(rest)).not.toContain(SECRET);
  expect(login?.body).toMatchObject({
    data: { CLIENT_ENVIRONMENT: { APPLICATION: 'Portolan', PLATFORM: ['disabled'] } },
  });
  const limits = rest.map(({ body }) => Object(body).parameters?.STATEMENT_TIMEOUT_IN_SECONDS).filter(Boolean);
  expect(limits.length).toBe(account.emulator.statements.length);
  expect(Math.max(...limits)).toBeLessThanOrEqual(6);
});

test.each<[string, Credential]>([
  ['a key pair whose key is encrypted', keyPair(PASSPHRASE)],
  ['a programmatic access token', { type: 'token', token: `pat-${SECRET}` }],
])('%s logs in, and stays here or in the login', async (_, credential) => {
  await using account = await startAccount();
  expect(verdictOf(await host.diagnose({ ...account.target, credential }))).toMatchObject({ success: true });
  const sent = JSON.stringify(account.emulator.requests);
  expect(sent).not.toContain(PASSPHRASE);
  expect(sent).not.toContain('PRIVATE KEY');
  expect(JSON.stringify(account.emulator.requests.slice(1))).not.toContain(SECRET);
});

test('a token needs no user name', async () => {
  await using account = await startAccount();
  const credential: Credential = { type: 'token', token: `pat-${SECRET}` };
  expect((await host.diagnose({ ...account.target, username: null, credential })).success).toBe(true);
});

test('a wrong password, a wrong user, a key nobody knows, a token nobody knows', async () => {
  await using account = await startAccount({ users: { APP: { password: SECRET } } });
  const { target } = account;
  for (const over of [
    { credential: passwordOf('wrong-secret') },
    { username: 'nobody' },
    { credential: keyPair(PASSPHRASE) },
    { credential: { type: 'token' as const, token: 'pat-wrong-secret' } },
  ]) {
    const result = await host.diagnose({ ...target, ...over });
    expect(result).toMatchObject({ code: 'AUTH_FAILED', stage: 'auth' });
    expect(JSON.stringify(result)).not.toMatch(/wrong-secret|planted/);
  }
  expect(account.emulator.requests.length).toBe(4);
});

test('a key that cannot be decrypted is told before anything is sent', async () => {
  await using account = await startAccount();
  for (const credential of [keyPair('wrong'), keyPair(), { type: 'keyPair' as const, privateKey: 'junk' }]) {
    expect(await host.diagnose({ ...account.target, credential })).toMatchObject({
      code: 'CONFIG_INVALID',
      stage: 'config',
    });
  }
  expect(account.emulator.openConnections()).toBe(0);
});

test.each([
  ['390100', 'AUTH_FAILED', 'auth'],
  ['390144', 'AUTH_FAILED', 'auth'],
  ['390303', 'AUTH_FAILED', 'auth'],
  ['394400', 'AUTH_FAILED', 'auth'],
  ['390422', 'AUTH_FAILED', 'auth'],
  ['390189', 'PERMISSION_DENIED', 'auth'],
  ['390201', 'DATABASE_NOT_FOUND', 'database'],
])('error %s of the login is %s at %s', async (code, expected, stage) => {
  await using account = await startAccount({ onLogin: () => ({ code, message: `no, ${SECRET}` }) });
  const result = await host.diagnose(account.target);
  expect(result).toMatchObject({ code: expected, stage });
  expect(result.message).toContain('no, ***');
  expect(account.emulator.requests.length).toBe(1);
});

test.each([
  [401, 'AUTH_FAILED', 'auth'],
  [403, 'AUTH_FAILED', 'auth'],
  [404, 'CONFIG_INVALID', 'database'],
  [429, 'CAPACITY', 'database'],
  [500, 'CAPACITY', 'database'],
  [503, 'CAPACITY', 'database'],
  [418, 'WRONG_SERVICE', 'auth'],
])('HTTP %i is %s at %s, and is not asked again', async (status, code, stage) => {
  await using account = await startAccount({ onRequest: () => ({ status, headers: { 'retry-after': '1' } }) });
  expect(await host.diagnose(account.target)).toMatchObject({ success: false, code, stage, tls: { verified: true } });
  expect(account.emulator.requests.length).toBe(1);
});

test.each([
  [502, 'CAPACITY', 'database', 'network'],
  [503, 'CAPACITY', 'database', 'network'],
  [504, 'CAPACITY', 'database', 'network'],
  [407, 'WRONG_SERVICE', 'auth', 'network'],
])('a web page with HTTP %i is of a gateway in between', async (status, code, stage, team) => {
  const how = { status, headers: { 'content-type': 'text/html; charset=utf-8' }, body: '<html><h1>No server</h1>' };
  await using account = await startAccount({ onRequest: () => how });
  const result = await host.diagnose(account.target);
  expect(verdictOf(result)).toMatchObject({ code, stage });
  expect(result.stages.at(-1)).toMatchObject({ team, message: expect.stringContaining('in between') });
});

test('a role that may not be taken, and one that administers the account', async () => {
  await using account = await startAccount();
  const as = (role: string) => host.diagnose({ ...account.target, options: { ...account.target.options, role } });
  expect(await as('NOPE')).toMatchObject({ code: 'PERMISSION_DENIED', stage: 'auth' });
  const admin = await as('ACCOUNTADMIN');
  expect(admin).toMatchObject({ success: true, privileges: { superuser: true } });
  expect(admin.warnings?.[0]).toContain('ACCOUNTADMIN');
});

test('a database that is not there, or that the role may not see', async () => {
  await using account = await startAccount({ users: { APP: { password: SECRET, denied: ['SHOP'] } } });
  for (const databaseName of ['NOWHERE', 'SHOP']) {
    expect(verdictOf(await host.diagnose({ ...account.target, databaseName }))).toEqual({
      success: false,
      code: 'DATABASE_NOT_FOUND',
      stage: 'database',
      walked: 'config policy dns tcp tls auth database',
    });
  }
  expect(await host.diagnose({ ...account.target, databaseName: null })).toMatchObject({ code: 'CONFIG_INVALID' });
});

test('no warehouse, and one that is suspended and stays so, are the configuration', async () => {
  await using account = await startAccount({ warehouses: [{ name: 'WH', state: 'SUSPENDED' }] });
  const { target } = account;
  const none = await host.diagnose({ ...target, options: { ...target.options, warehouse: undefined } });
  expect(none).toMatchObject({ code: 'CONFIG_INVALID', stage: 'database' });
  const suspended = await host.diagnose(target);
  expect(suspended).toMatchObject({ code: 'CONFIG_INVALID', stage: 'database' });
  expect(suspended.stages.at(-1)?.remedy).toContain('AUTO_RESUME');
});

const onCount = (script: { polls: number }) => (sql: string) =>
  sql.includes('COUNT(*) AS SCHEMAS') ? script : undefined;

test('a warehouse that resumes in time', async () => {
  const warehouses = [{ name: 'WH', state: 'RESUMING' as const }];
  await using account = await startAccount({ warehouses, onStatement: onCount({ polls: 2 }) });
  expect(await host.diagnose(account.target)).toMatchObject({ success: true });
});

test('a warehouse that is still resuming at the deadline, and a query that runs and runs', async () => {
  const onStatement = onCount({ polls: Number.POSITIVE_INFINITY });
  await using cold = await startAccount({ onStatement, warehouses: [{ name: 'WH', state: 'RESUMING' }] });
  expect(await hasty.diagnose(cold.target)).toMatchObject({ code: 'WAREHOUSE_STARTING', stage: 'database' });
  await expect.poll(cold.emulator.openConnections).toBe(0);
  await using slow = await startAccount({ onStatement });
  expect(await hasty.diagnose(slow.target)).toMatchObject({ code: 'TIMEOUT', stage: 'query' });
  await expect.poll(slow.emulator.openConnections).toBe(0);
});

test.each([
  ['002003', 'DATABASE_NOT_FOUND'],
  ['003001', 'PERMISSION_DENIED'],
  ['000630', 'QUERY_FAILED'],
  ['000606', 'CONFIG_INVALID'],
  ['001003', 'QUERY_FAILED'],
])('error %s of a statement is %s', async (code, expected) => {
  await using account = await startAccount({ onStatement: () => ({ error: { code, message: `no, ${SECRET}` } }) });
  const result = await host.diagnose(account.target);
  expect(result).toMatchObject({ code: expected, stage: 'database' });
  expect(result.message).toContain('no, ***');
});

test('a host that is not one of Snowflake is dialled only where the operator means it', async () => {
  await using account = await startAccount();
  const { target } = account;
  const strict = openDrivers({ egress: { allow: ['127.0.0.0/8', '::1/128'], deny: [], allowPrivate: false } });
  expect(await strict.diagnose(target)).toMatchObject({ code: 'EGRESS_BLOCKED', stage: 'policy' });
  expect(await strict.diagnose({ ...target, host: '127.0.0.1' })).toMatchObject({ success: true });
  expect(await strict.diagnose({ ...target, host: '169.254.169.254' })).toMatchObject({ code: 'EGRESS_BLOCKED' });
  expect(await strict.diagnose({ ...target, host: 'x.snowflakecomputing.com.evil.example' })).toMatchObject({
    code: 'EGRESS_BLOCKED',
  });
  await strict.close();
});
