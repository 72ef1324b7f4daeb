import { startTestMariadb, type TestMariadb } from '@portolan/testing/mariadb';
import { createAuthority } from '@portolan/testing/postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ConnectionTarget } from '../driver.ts';
import { openDrivers } from '../testing/open-drivers.ts';
import { passwordOf, targetOf, verdictOf } from '../testing/target.ts';

const SECRET = 'planted-secret';
const DAY_MS = 86_400_000;
const authority = createAuthority();
const stranger = createAuthority('Another authority');
const clientCertificate = authority.issue({ commonName: 'app' });
const foreignCertificate = stranger.issue({ commonName: 'app' });

const host = openDrivers();
const servers: Record<'good' | 'elsewhere' | 'expired' | 'plain' | 'strict', TestMariadb> = Object.create(null);

beforeAll(async () => {
  const issue = (names: string[], more: object = {}) => authority.issue({ commonName: 'db', names, ...more });
  const past = { from: new Date(Date.now() - 9 * DAY_MS), until: new Date(Date.now() - DAY_MS) };
  const users = ['app', 'encrypted', 'certified'].map((name) => ({ name, password: SECRET }));
  const start = (tls?: { cert: string; key: string; ca?: string; require?: boolean }) =>
    startTestMariadb({ users, ...(tls ? { tls } : {}) });
  servers.good = await start({ ...issue(['localhost', '127.0.0.1']), ca: authority.ca });
  servers.elsewhere = await start(issue(['db.example']));
  servers.expired = await start(issue(['localhost'], past));
  servers.strict = await start({ ...issue(['localhost']), require: true });
  servers.plain = await start();
  await servers.good.query("alter user encrypted@'%' require ssl; alter user certified@'%' require x509");
});
afterAll(() => Promise.all([host.close(), ...Object.values(servers).map((server) => server.close())]));

type Options = ConnectionTarget['options'];
const ca = { sslCa: authority.ca };
async function connect(server: keyof typeof servers, options: Options, over: Partial<ConnectionTarget> = {}) {
  const { port } = servers[server];
  const target = targetOf({
    dbType: 'mysql',
    port,
    host: 'localhost',
    databaseName: null,
    options,
    credential: passwordOf(SECRET),
    ...over,
  });
  const result = await host.diagnose(target);
  expect(JSON.stringify(result)).not.toContain(SECRET);
  return { ...verdictOf(result), tls: result.tls, warnings: result.warnings };
}

test.each<[keyof typeof servers, Options]>([
  ['good', { sslMode: 'require' }],
  ['good', { sslMode: 'require', sslCa: stranger.ca }],
  ['elsewhere', { sslMode: 'require' }],
  ['expired', { sslMode: 'require' }],
  ['strict', { sslMode: 'require' }],
  ['good', { sslMode: 'verify-ca', ...ca }],
  ['elsewhere', { sslMode: 'verify-ca', ...ca }],
  ['good', { sslMode: 'verify-full', ...ca }],
])('%s server, %o: connects encrypted', async (server, options) => {
  const verified = options.sslMode !== 'require';
  const result = await connect(server, options);
  expect(result).toMatchObject({ success: true, tls: { version: expect.stringMatching(/^TLSv1\.[23]$/), verified } });
  expect(result.tls?.certificates[0]).toMatchObject({ subject: 'CN=db', issuer: 'CN=Test authority' });
  expect(result.warnings).toEqual(verified ? undefined : [expect.stringContaining('not verified')]);
});

test.each<[keyof typeof servers, Options, string]>([
  ['good', { sslMode: 'verify-ca' }, 'TLS_UNTRUSTED'],
  ['good', { sslMode: 'verify-full' }, 'TLS_UNTRUSTED'],
  ['good', { sslMode: 'verify-ca', sslCa: stranger.ca }, 'TLS_UNTRUSTED'],
  ['good', { sslMode: 'verify-full', sslCa: stranger.ca }, 'TLS_UNTRUSTED'],
  ['elsewhere', { sslMode: 'verify-full', ...ca }, 'TLS_HOSTNAME'],
  ['expired', { sslMode: 'verify-ca', ...ca }, 'TLS_EXPIRED'],
  ['expired', { sslMode: 'verify-full', ...ca }, 'TLS_EXPIRED'],
  ['plain', { sslMode: 'require' }, 'TLS_UNSUPPORTED'],
  ['plain', { sslMode: 'verify-full', ...ca }, 'TLS_UNSUPPORTED'],
  ['strict', { sslMode: 'disable' }, 'TLS_REQUIRED'],
])('%s server, %o: %s', async (server, options, code) => {
  expect(await connect(server, options)).toMatchObject({ success: false, code, stage: 'tls' });
});

test('without TLS the tests say so', async () => {
  expect(await connect('plain', { sslMode: 'disable' })).toMatchObject({ success: true, tls: undefined });
  expect(await connect('elsewhere', {})).toMatchObject({
    success: true,
    warnings: [expect.stringContaining('not encrypted')],
  });
});

test('an address is checked against the addresses in the certificate', async () => {
  const full: Options = { sslMode: 'verify-full', ...ca };
  expect(await connect('good', full, { host: '127.0.0.1' })).toMatchObject({ success: true });
  expect(await connect('elsewhere', full, { host: '127.0.0.1' })).toMatchObject({ code: 'TLS_HOSTNAME' });
});

test('an account that must use TLS is told apart from a wrong password', async () => {
  const encrypted = { username: 'encrypted' };
  expect(await connect('good', {}, encrypted)).toMatchObject({ code: 'TLS_REQUIRED', stage: 'tls' });
  expect(await connect('good', { sslMode: 'require' }, encrypted)).toMatchObject({ success: true });
  const wrong = { ...encrypted, credential: passwordOf('not it') };
  expect(await connect('good', {}, wrong)).toMatchObject({ code: 'AUTH_FAILED', stage: 'auth' });
  expect(await connect('good', {}, { credential: passwordOf('not it') })).toMatchObject({ code: 'AUTH_FAILED' });
});

test('a client certificate opens what asks for one', async () => {
  const as = (pair: { cert: string; key: string }, key = pair.key) =>
    connect(
      'good',
      { sslMode: 'verify-full', ...ca, sslCert: pair.cert },
      { username: 'certified', credential: { ...passwordOf(SECRET), tlsKey: key } },
    );
  expect(await as(clientCertificate)).toMatchObject({ success: true });
  expect(await as(foreignCertificate)).toMatchObject({ code: 'AUTH_FAILED' });
  expect(await as(clientCertificate, foreignCertificate.key)).toMatchObject({
    code: 'CONFIG_INVALID',
    stage: 'config',
  });
  expect(await connect('good', { sslMode: 'require' }, { username: 'certified' })).toMatchObject({
    code: 'AUTH_FAILED',
  });
});
