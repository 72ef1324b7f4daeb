import { type SqlServerEmulator, startSqlBrowserEmulator, startSqlServerEmulator } from '@portolan/emulator-sqlserver';
import { certificate, LOGIN, sqlserverTarget } from '@portolan/emulator-sqlserver/sample-target';
import { freePort } from '@portolan/testing/postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDrivers } from '../testing/open-drivers.ts';
import { verdictOf } from '../testing/target.ts';

/** Addresses of this machine, one for each browser: its port is always the same. */
const BROWSER = '127.0.0.21';
const LIAR = '127.0.0.22';
const MUTE = '127.0.0.23';

const host = openDrivers();
let server: SqlServerEmulator;
beforeAll(async () => {
  server = await startSqlServerEmulator({ logins: [LOGIN], tls: certificate, host: '0.0.0.0' });
});
afterAll(async () => {
  await host.close();
  await server[Symbol.asyncDispose]();
});

const named = (address: string, instanceName: string, port = 1433) =>
  sqlserverTarget({ host: address, port, options: { sslMode: 'require', instanceName } });

test('an instance is found by its name in any case', async () => {
  await using browser = await startSqlBrowserEmulator({ host: BROWSER, instances: { SQLEXPRESS: server.port } });
  const result = await host.diagnose(named(BROWSER, 'SqlExpress'));
  expect(result).toMatchObject({ success: true });
  expect(result.stages.find((one) => one.stage === 'tcp')?.message).toContain(`port ${server.port}`);
  expect(browser.asked).toEqual(['SqlExpress']);
});

test('a port that is not the default one wins', async () => {
  await using browser = await startSqlBrowserEmulator({ host: BROWSER, instances: { SQLEXPRESS: await freePort() } });
  expect(await host.diagnose(named('127.0.0.1', 'SQLEXPRESS', server.port))).toMatchObject({ success: true });
  expect(browser.asked).toEqual([]);
});

test('the default instance needs no browser', async () => {
  await using browser = await startSqlBrowserEmulator({ host: BROWSER });
  expect((await host.diagnose(named(BROWSER, 'MSSQLSERVER'))).stages.at(-1)?.message).not.toContain('Browser');
  expect(browser.asked).toEqual([]);
});

test('an instance that nobody knows, and a browser that is not there', async () => {
  await using _ = await startSqlBrowserEmulator({ host: MUTE, answer: null });
  for (const address of [MUTE, '127.0.0.24']) {
    const result = await host.diagnose(named(address, 'NOWHERE'));
    expect(verdictOf(result)).toMatchObject({ code: 'TIMEOUT', stage: 'tcp' });
    expect(result.message).toContain('Browser');
  }
});

test('of the answer nothing but a port is believed', async () => {
  const text = `ServerName;elsewhere;InstanceName;SQLEXPRESS;tcp;${server.port};np;\\\\169.254.169.254\\pipe\\sql;;`;
  const answer = Buffer.concat([Buffer.from([5, text.length, 0]), Buffer.from(text)]);
  await using _ = await startSqlBrowserEmulator({ host: LIAR, answer });
  expect(await host.diagnose(named(LIAR, 'SQLEXPRESS'))).toMatchObject({ success: true });
  const other = await host.diagnose(named(LIAR, 'OTHER'));
  expect(verdictOf(other)).toMatchObject({ code: 'CONFIG_INVALID', stage: 'tcp' });
});

test('a browser that the egress policy does not allow is not asked', async () => {
  await using browser = await startSqlBrowserEmulator({ host: BROWSER, instances: { SQLEXPRESS: server.port } });
  const closed = openDrivers({ egress: { allow: [], deny: [], allowPrivate: false } });
  const result = await closed.diagnose(named(BROWSER, 'SQLEXPRESS'));
  await closed.close();
  expect(verdictOf(result)).toMatchObject({ code: 'EGRESS_BLOCKED', stage: 'policy' });
  expect(browser.asked).toEqual([]);
});
