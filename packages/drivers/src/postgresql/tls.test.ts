import { createAuthority, startTestPostgres, type TestPostgres } from '@portolan/testing/postgres';
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
const servers: Record<'good' | 'elsewhere' | 'expired' | 'plain', TestPostgres> = Object.create(null);

beforeAll(async () => {
  const good = { ...authority.issue({ commonName: 'db', names: ['localhost', '127.0.0.1'] }), ca: authority.ca };
  const expired = authority.issue({
    commonName: 'db',
    names: ['localhost'],
    from: new Date(Date.now() - 9 * DAY_MS),
    until: new Date(Date.now() - DAY_MS),
  });
  const hba = [
    'hostssl all app 127.0.0.1/32 scram-sha-256',
    'hostssl all clear 127.0.0.1/32 password',
    'hostssl all certified 127.0.0.1/32 scram-sha-256 clientcert=verify-ca',
    'hostnossl all plain 127.0.0.1/32 scram-sha-256',
  ];
  servers.good = await startTestPostgres({ version: '18', tls: good, hba });
  const names = ['db.example'];
  servers.elsewhere = await startTestPostgres({ version: '15', tls: authority.issue({ commonName: 'db', names }) });
  servers.expired = await startTestPostgres({ version: '18', tls: expired });
  servers.plain = await startTestPostgres({ version: '15' });
  for (const server of Object.values(servers)) {
    for (const role of ['app', 'clear', 'certified', 'plain', 'stranger']) {
      await server.query(`create role ${role} login password '${SECRET}'`);
    }
  }
});
afterAll(() => Promise.all([host.close(), ...Object.values(servers).map((server) => server.close())]));

type Options = ConnectionTarget['options'];
const ca = { sslCa: authority.ca };
async function connect(server: keyof typeof servers, options: Options, over: Partial<ConnectionTarget> = {}) {
  const { port } = servers[server];
  const target = targetOf({ port, host: 'localhost', options, credential: passwordOf(SECRET), ...over });
  const result = await host.diagnose(target);
  expect(JSON.stringify(result)).not.toContain(SECRET);
  return { ...verdictOf(result), note: result.stages.find((one) => one.stage === 'tls')?.message };
}

test.each<[keyof typeof servers, Options, string | undefined]>([
  ['good', { sslMode: 'require' }, 'Encrypted, certificate not verified'],
  ['good', { sslMode: 'require', sslCa: stranger.ca }, 'Encrypted, certificate not verified'],
  ['elsewhere', { sslMode: 'require' }, 'Encrypted, certificate not verified'],
  ['expired', { sslMode: 'require' }, 'Encrypted, certificate not verified'],
  ['good', { sslMode: 'verify-ca', ...ca }, undefined],
  ['elsewhere', { sslMode: 'verify-ca', ...ca }, undefined],
  ['good', { sslMode: 'verify-full', ...ca }, undefined],
  ['plain', { sslMode: 'disable' }, 'Not encrypted'],
  ['elsewhere', { sslMode: 'disable' }, 'Not encrypted'],
])('%s server, %o: connects', async (server, options, note) => {
  expect(await connect(server, options)).toMatchObject({ success: true, note });
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
  ['good', { sslMode: 'disable' }, 'TLS_REQUIRED'],
])('%s server, %o: %s', async (server, options, code) => {
  expect(await connect(server, options)).toMatchObject({ success: false, code, stage: 'tls' });
});

test('an address is checked against the addresses in the certificate', async () => {
  const full: Options = { sslMode: 'verify-full', ...ca };
  expect(await connect('good', full, { host: '127.0.0.1' })).toMatchObject({ success: true });
  expect(await connect('elsewhere', full, { host: '127.0.0.1' })).toMatchObject({ code: 'TLS_HOSTNAME' });
});

test('useSsl alone encrypts; without it nothing does', async () => {
  expect(await connect('good', {}, { useSsl: true })).toMatchObject({ success: true });
  expect(await connect('good', {}, { useSsl: false })).toMatchObject({ code: 'TLS_REQUIRED' });
});

test('clear text over TLS is what the server asks for, and gets', async () => {
  expect(await connect('good', { sslMode: 'require' }, { username: 'clear' })).toMatchObject({ success: true });
});

test('a login no rule of the server knows is refused, with TLS or without', async () => {
  const refused = { code: 'AUTH_FAILED', stage: 'auth' };
  expect(await connect('good', { sslMode: 'disable' }, { username: 'stranger' })).toMatchObject(refused);
  expect(await connect('good', { sslMode: 'require' }, { username: 'stranger' })).toMatchObject(refused);
  expect(await connect('good', { sslMode: 'require' }, { username: 'plain' })).toMatchObject(refused);
  expect(await connect('good', { sslMode: 'disable' }, { username: 'plain' })).toMatchObject({ success: true });
});

test('a client certificate opens what asks for one', async () => {
  const as = (pair: { cert: string; key: string }) =>
    connect(
      'good',
      { sslMode: 'verify-full', ...ca, sslCert: pair.cert },
      { username: 'certified', credential: { ...passwordOf(SECRET), tlsKey: pair.key } },
    );
  expect(await as(clientCertificate)).toMatchObject({ success: true });
  expect(await as(foreignCertificate)).toMatchObject({ code: 'AUTH_FAILED' });
  expect(await as({ cert: clientCertificate.cert, key: foreignCertificate.key })).toMatchObject({
    code: 'CONFIG_INVALID',
    stage: 'config',
  });
  expect(await connect('good', { sslMode: 'require' }, { username: 'certified' })).toMatchObject({
    code: 'AUTH_FAILED',
  });
});
