import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { createKeyring, hubKeySet } from '@portolan/core';
import { freePort, SOURCES } from '@portolan/testing';
import { startTestPostgres, type TestPostgres } from '@portolan/testing/postgres';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { doctor } from '../src/cli/doctor.ts';
import { publicKeysCommand } from '../src/cli/keys.ts';
import { type Harness, startHarness } from './harness.ts';

const HOST = path.join(path.dirname(SOURCES), '../../drivers/src/main.ts');
const KEY = Buffer.alloc(32, 'another key of an installation').toString('base64');
const PASSWORD = 'planted-secret-of-a-database';

let api: Harness;
let server: TestPostgres;
let host: ChildProcess;
let folder: string;
let token: string;
let tenantId: string;
let id: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'portolan-api-driver-host-'));
  const keys = await hubKeySet(await createKeyring(new Uint8Array(Buffer.from(KEY, 'base64'))));
  const port = String(await freePort());
  const env = { PORT: port, PORTOLAN_DATA_DIR: folder, PORTOLAN_EGRESS_ALLOW: '127.0.0.1' };
  host = spawn(process.execPath, [HOST], { env: { ...env, PORTOLAN_HUB_KEYS: JSON.stringify(keys) } });
  let output = '';
  while (!/PORTOLAN_DRIVER_HOST=\S+\n/.test(output)) output += String((await once(host.stdout ?? host, 'data'))[0]);
  const [, address = ''] = /PORTOLAN_DRIVER_HOST=(\S+)/.exec(output) ?? [];
  server = await startTestPostgres({ version: '18' });
  await server.query(`create role reader login password '${PASSWORD}'`);
  api = await startHarness({ ENCRYPTION_KEY: KEY, PORTOLAN_DRIVER_HOST: address, PORTOLAN_EGRESS_DENY: '127.0.0.1' });
  api.secrets.add(PASSWORD);
  tenantId = await api.createTenant(await api.token(), 'harbour');
  token = (await api.member(tenantId, 'contributor')).token;
  const target = { dbType: 'postgresql', host: '127.0.0.1', port: server.port, databaseName: 'postgres' };
  const body = { name: 'Far', ...target, username: 'reader', password: PASSWORD };
  id = (await api.ask('POST', '/api/connections', { token, body })).body.data.id;
});
afterAll(async () => {
  host?.kill('SIGKILL');
  await api?.close();
  await server?.close();
  await rm(folder, { recursive: true, force: true });
});

const test = async () => (await api.ask('POST', `/api/connections/${id}/test`, { token })).body.data;
/** What the audit log says of tests and refreshes that failed. */
const events = () =>
  api.database.query<{ action: string }>(
    "select distinct action from audit_events where entity_id = $1 and details::text like '%DRIVER_HOST_UNREACHABLE%' order by 1",
    [id],
  );
const diagnosed = async () => {
  const lines: string[] = [];
  const context = { services: api.composition.services, request: { id: 'x', address: 'cli', userAgent: null } };
  const { composition } = api;
  const code = await doctor.run({ composition, context, args: [], options: {}, say: (line) => void lines.push(line) });
  return { code, text: lines.join('\n') };
};

it('drivers run on the host, under its policy and not under that of the hub', async () => {
  expect(await test()).toMatchObject({ success: true, message: 'Connection successful' });
  const refreshed = await api.ask('POST', `/api/connections/${id}/refresh`, { token, body: {} });
  expect(refreshed.status).toBeLessThan(300);
  expect((await api.ask('GET', '/ready')).status).toBe(200);
  expect((await diagnosed()).text).not.toContain('driver host');
});

it('keys public prints what hosts know the hub by, of the current key and of those before it', async () => {
  const lines: string[] = [];
  const context = { services: api.composition.services, request: { id: 'x', address: 'cli', userAgent: null } };
  const call = { composition: api.composition, context, args: [], options: {} };
  await publicKeysCommand.run({ ...call, say: (line) => void lines.push(line) });
  const { keys } = JSON.parse(lines.join(''));
  expect(keys).toHaveLength(1);
  expect(Object.keys(keys[0]).toSorted()).toEqual(['crv', 'kid', 'kty', 'x']);
  expect(keys[0].kid).toBe(api.composition.services.keyring.current.id);
});

it('with the host gone calls are answered, recorded and told, and nothing is lost', async () => {
  expect(await events()).toEqual([]);
  host.kill('SIGKILL');
  await once(host, 'exit');
  expect(await test()).toMatchObject({ success: false, code: 'DRIVER_HOST_UNREACHABLE', stage: 'config' });
  const refreshed = await api.ask('POST', `/api/connections/${id}/refresh`, { token, body: {} });
  expect([refreshed.status, refreshed.text.includes('DRIVER_HOST_UNREACHABLE')]).toEqual([502, true]);
  const actions = (await events()).map(({ action }) => action);
  expect(actions).toEqual(['connections:test', 'introspection:refresh']);
  const ready = await api.ask('GET', '/ready');
  expect([ready.status, ready.body.checks.driverHost]).toEqual([503, 'failed']);
  const { code, text } = await diagnosed();
  expect([code, /driver host away +127\.0\.0\.1:\d+ +away/.test(text)]).toEqual([1, true]);
  const { services } = api.composition;
  const target = { host: '127.0.0.1', port: 1, databaseName: null, username: null, useSsl: false, options: {} };
  expect(await services.checks.check({ dbType: 'postgresql', ...target, credential: null })).toBeNull();
  // What was read before is still there.
  const tables = await api.ask('GET', `/api/connections/${id}/tables`, { token });
  expect(tables.status).toBe(200);
  expect(api.log.some((line) => line.includes('driver-host-trouble'))).toBe(true);
});
