import {
  obfuscatedPassword,
  type SqlServerEmulator,
  type SqlServerEmulatorOptions,
  startSqlServerEmulator,
} from '@portolan/emulator-sqlserver';
import {
  authority,
  certificate,
  LOGIN,
  PLAIN,
  SECRET,
  sqlserverTarget,
} from '@portolan/emulator-sqlserver/sample-target';
import { createAuthority } from '@portolan/testing/postgres';
import { afterAll, expect, test } from 'vitest';
import type { ConnectionTarget } from '../driver.ts';
import { openDrivers } from '../testing/open-drivers.ts';
import { passwordOf, verdictOf } from '../testing/target.ts';

const DAY_MS = 86_400_000;
const stranger = createAuthority('Another authority');
const host = openDrivers();
afterAll(() => host.close());

const elsewhere = authority.issue({ commonName: 'db', names: ['db.example'] });
const expired = authority.issue({
  commonName: 'db',
  names: ['127.0.0.1'],
  from: new Date(Date.now() - 9 * DAY_MS),
  until: new Date(Date.now() - DAY_MS),
});
const start = (options: SqlServerEmulatorOptions) => startSqlServerEmulator({ logins: [LOGIN], ...options });

/** No spelling of the password that could travel without TLS. */
function expectNoPassword(server: SqlServerEmulator): void {
  const heard = Buffer.concat(server.bytes);
  expect(heard.includes(obfuscatedPassword(SECRET))).toBe(false);
  for (const encoding of ['utf8', 'utf16le', 'latin1'] as const) {
    expect(heard.includes(Buffer.from(SECRET, encoding))).toBe(false);
  }
}

type Options = ConnectionTarget['options'];
async function connect(server: SqlServerEmulator, options: Options, over: Partial<ConnectionTarget> = {}) {
  const result = await host.diagnose(sqlserverTarget({ port: server.port, options, ...over }));
  expect(JSON.stringify(result)).not.toContain(SECRET);
  const note = result.stages.find((one) => one.stage === 'tls')?.message;
  return { ...verdictOf(result), note, tls: result.tls, warnings: result.warnings ?? [] };
}

const ca = { sslCa: authority.ca };
const UNVERIFIED = { success: true, note: 'Encrypted, certificate not verified' };

test.each(['on', 'required', 'strict'] as const)('every mode of TLS with a server that is %s', async (encryption) => {
  await using server = await start({ tls: certificate, encryption });
  const version = encryption === 'strict' ? 'TLSv1.3' : 'TLSv1.2';
  for (const options of [{ sslMode: 'require' }, { sslMode: 'require', sslCa: stranger.ca }] satisfies Options[]) {
    const result = await connect(server, options);
    expect(result).toMatchObject({ ...UNVERIFIED, tls: { version, verified: false } });
    expect(result.warnings.join()).toContain('not verified');
  }
  for (const sslMode of ['verify-ca', 'verify-full'] as const) {
    const result = await connect(server, { sslMode, ...ca });
    expect(result).toMatchObject({ success: true, tls: { version, verified: true }, warnings: [] });
    expect(result.tls?.certificates.map((one) => one.subject)).toEqual(['CN=db', 'CN=SQL Server test authority']);
  }
  expect(new Set(server.logins.map((one) => one.encryption))).toEqual(
    new Set([encryption === 'strict' ? 'strict' : 'session']),
  );
  expectNoPassword(server);
});

test.each(['on', 'strict'] as const)(
  'what is wrong with a certificate, with a server that is %s',
  async (encryption) => {
    const failure = async (tls: typeof certificate, options: Options) => {
      await using server = await start({ tls, encryption });
      const { code, stage } = await connect(server, options);
      expect(server.logins).toEqual([]);
      expectNoPassword(server);
      return `${stage} ${code}`;
    };
    expect(await failure(certificate, { sslMode: 'verify-full' })).toBe('tls TLS_UNTRUSTED');
    expect(await failure(certificate, { sslMode: 'verify-ca', sslCa: stranger.ca })).toBe('tls TLS_UNTRUSTED');
    expect(await failure(elsewhere, { sslMode: 'verify-full', ...ca })).toBe('tls TLS_HOSTNAME');
    expect(await failure(expired, { sslMode: 'verify-ca', ...ca })).toBe('tls TLS_EXPIRED');
  },
);

test('a certificate of another name is enough for verify-ca', async () => {
  await using server = await start({ tls: elsewhere });
  expect(await connect(server, { sslMode: 'verify-ca', ...ca })).toMatchObject({ success: true });
});

test.each(['off', 'not-supported'] as const)(
  'a server that answers %s when TLS is wanted hears nothing',
  async (mode) => {
    await using server = await start({ tls: certificate, encryption: mode });
    for (const options of [{ sslMode: 'require' }, { sslMode: 'verify-full', ...ca }, { encrypt: true }] as Options[]) {
      expect(await connect(server, options)).toMatchObject({ code: 'TLS_UNSUPPORTED', stage: 'tls', tls: undefined });
    }
    expect(server.logins).toEqual([]);
    expectNoPassword(server);
    // Not even who would have come.
    expect(Buffer.concat(server.bytes).includes(Buffer.from('app', 'utf16le'))).toBe(false);
  },
);

test.each(['required', 'strict'] as const)(
  'a server that is %s refuses a connection without TLS',
  async (encryption) => {
    await using server = await start({ tls: certificate, encryption });
    expect(await connect(server, PLAIN)).toMatchObject({ code: 'TLS_REQUIRED', stage: 'tls' });
    expect(server.logins).toEqual([]);
    expectNoPassword(server);
  },
);

test('without TLS the login is encrypted all the same where the server can', async () => {
  await using server = await start({ tls: certificate });
  const result = await connect(server, PLAIN);
  expect(result).toMatchObject({ success: true, note: 'Not encrypted', tls: undefined });
  expect(result.warnings.join()).toContain('not encrypted');
  expect(server.logins).toMatchObject([{ password: SECRET, encryption: 'login' }]);
  expectNoPassword(server);
  // What comes after the login is in the clear.
  expect(Buffer.concat(server.bytes).includes(Buffer.from('LOCK_TIMEOUT', 'utf16le'))).toBe(true);
});

test('without any TLS on the server the password is merely obfuscated', async () => {
  await using server = await start({});
  const result = await connect(server, PLAIN);
  expect(result).toMatchObject({ success: true, note: 'Not encrypted' });
  expect(result.warnings.join()).toContain('not encrypted');
  expect(server.logins).toMatchObject([{ password: SECRET, encryption: 'none' }]);
  expect(Buffer.concat(server.bytes).includes(obfuscatedPassword(SECRET))).toBe(true);
});

test("SQL Server's own switches say the same as the modes", async () => {
  await using server = await start({ tls: certificate });
  expect(await connect(server, { encrypt: true, ...ca })).toMatchObject({ success: true, tls: { verified: true } });
  expect(await connect(server, { encrypt: true })).toMatchObject({ code: 'TLS_UNTRUSTED' });
  expect(await connect(server, { encrypt: true, trustServerCertificate: true })).toMatchObject(UNVERIFIED);
  expect(await connect(server, { encrypt: false })).toMatchObject({ success: true, note: 'Not encrypted' });
  expect(await connect(server, {}, { useSsl: false })).toMatchObject({ success: true, note: 'Not encrypted' });
});

test.each(['on', 'strict'] as const)('a client certificate opens what asks for one, %s', async (encryption) => {
  await using server = await start({ tls: { ...certificate, clientCa: authority.ca }, encryption });
  const as = (pair: { cert: string; key: string } | null) =>
    connect(
      server,
      { sslMode: 'verify-full', ...ca, ...(pair ? { sslCert: pair.cert } : {}) },
      { credential: { ...passwordOf(SECRET), ...(pair ? { tlsKey: pair.key } : {}) } },
    );
  expect(await as(authority.issue({ commonName: 'app' }))).toMatchObject({ success: true });
  const before = server.logins.length;
  // The emulator hangs up on this one: Node sends no alert for a stranger's certificate.
  expect((await as(stranger.issue({ commonName: 'app' }))).success).toBe(false);
  expect((await as(null)).code).toBe('AUTH_FAILED');
  expect(server.logins.length).toBe(before);
});
