import { rotateKeys } from '@portolan/core';
import { DataConnectionEntity } from '@portolan/db';
import { createAuthority, startTestPostgres, type TestPostgres } from '@portolan/testing/postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Harness, startBeside, startHarness } from './harness.ts';

const PASSWORD = 'planted-for-one-authority';
const OPEN = { PORTOLAN_EGRESS_ALLOW: '127.0.0.0/8,::1' };
const authority = createAuthority('Ours');
const stranger = createAuthority('Theirs');
let api: Harness;
let server: TestPostgres;
let admin: string;

beforeAll(async () => {
  api = await startHarness(OPEN);
  api.secrets.add(PASSWORD);
  admin = (await api.member(await api.createTenant(await api.token(), 'harbour'), 'contributor')).token;
  server = await startTestPostgres({
    version: '15',
    tls: authority.issue({ commonName: 'db', names: ['localhost'] }),
  });
  await server.query(`create role app login password '${PASSWORD}'`);
});
afterAll(() => Promise.all([api.close(), server.close()]));

const ask = (method: string, path: string, body?: unknown) =>
  api.ask(method, `/api/connections${path}`, { token: admin, ...(body === undefined ? {} : { body }) });
const trusting = (sslCa: string) => ({ options: { sslMode: 'verify-full' as const, sslCa } });
const base = () => ({
  name: 'Orders',
  dbType: 'postgresql' as const,
  host: 'localhost',
  port: server.port,
  username: 'app',
  databaseName: 'postgres',
});
const create = async (sslCa = authority.ca) =>
  (await ask('POST', '', { ...base(), ...trusting(sslCa), password: PASSWORD })).body.data;
const test = async (id: string) => (await ask('POST', `/${id}/test`)).body.data;
const find = (id: string) =>
  api.composition.services.db.ownerTransaction((em) => em.findOneOrFail(DataConnectionEntity, { id }));

/** As it would stand in the database if it had been stored before trust anchors belonged to what is bound. */
async function makeEarlier(id: string): Promise<void> {
  const row = await find(id);
  const place = (JSON.parse(row.credentialDestination ?? '') as unknown[]).slice(0, 7);
  const destination = JSON.stringify(place);
  const binding = `portolan:credential:1:${row.tenantId}:${row.id}:${destination}`;
  const text = await sealWith(JSON.stringify({ type: 'password', password: PASSWORD }), binding);
  const change = [text, destination, id];
  await api.database.query(
    'update data_connections set encrypted_credential = $1, credential_destination = $2 where id = $3',
    change,
  );
}

/** AES-256-GCM under the current key, written here anew. */
async function sealWith(plaintext: string, binding: string): Promise<string> {
  const { encryption: key } = api.composition.services.keyring.current;
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const algorithm = { name: 'AES-GCM', iv, additionalData: new TextEncoder().encode(binding) };
  const bytes = Buffer.from(await crypto.subtle.encrypt(algorithm, key, new TextEncoder().encode(plaintext)));
  return [Buffer.from(iv), bytes.subarray(-16), bytes.subarray(0, -16)]
    .map((part) => part.toString('base64'))
    .join(':');
}

describe.each([
  ['now', async () => {}],
  ['earlier', makeEarlier],
] as const)('a credential that was stored %s', (_, before) => {
  it('opens for whom it was entered to trust, and is sealed when that changes', async () => {
    const made = await create();
    await before(made.id);
    expect(await test(made.id)).toMatchObject({ success: true });
    const changed = await ask('PATCH', `/${made.id}`, trusting(stranger.ca));
    expect(changed.body.data).toMatchObject({ credentialState: 'sealed', hasCredential: true });
    expect(await test(made.id)).toMatchObject({ code: 'CREDENTIAL_REENTRY_REQUIRED', stage: 'config' });
    const listed = await ask('GET', `?search=Orders&sortBy=createdAt&sortOrder=desc`);
    expect(listed.body.data.items[0]).toMatchObject({ id: made.id, credentialState: 'sealed' });
    expect((await ask('PATCH', `/${made.id}`, trusting(authority.ca))).body.data.credentialState).toBe('ready');
    expect(await test(made.id)).toMatchObject({ success: true });
  });

  it('is lent to the unchanged trust anchor alone, on both faces', async () => {
    const made = await create();
    await before(made.id);
    const lent = async (sslCa: string) =>
      (await ask('POST', '/test', { ...base(), ...trusting(sslCa), connectionId: made.id })).body.data;
    expect(await lent(authority.ca)).toMatchObject({ success: true });
    expect(await lent(`ours:\r\n${authority.ca}`)).toMatchObject({ success: true });
    for (const other of [stranger.ca, authority.ca + stranger.ca]) {
      expect(await lent(other)).toMatchObject({ code: 'CREDENTIAL_REENTRY_REQUIRED', stage: 'config' });
    }
    const { connections } = api.client(admin);
    const overTrpc = await connections.test.mutate({ ...base(), ...trusting(stranger.ca), connectionId: made.id });
    expect(overTrpc).toMatchObject({ code: 'CREDENTIAL_REENTRY_REQUIRED' });
    const updated = await connections.update.mutate({ id: made.id, options: { sslMode: 'verify-full' } });
    expect(updated.credentialState).toBe('sealed');
  });
});

it('both stay what they are through a rotation of keys', async () => {
  const ids: string[] = [];
  for (const before of [async () => {}, makeEarlier]) {
    for (const sslCa of [authority.ca, stranger.ca]) {
      const made = await create();
      await before(made.id);
      await ask('PATCH', `/${made.id}`, trusting(sslCa));
      ids.push(made.id);
    }
  }
  const never = await create();
  await makeEarlier(never.id);
  const fresh = Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString('base64');
  const both = await startBeside(api, { ...OPEN, ENCRYPTION_KEY: fresh, ENCRYPTION_KEYS_PREVIOUS: api.key });
  const request = { id: crypto.randomUUID(), address: 'cli', userAgent: null };
  await rotateKeys({ services: both.composition.services, request } as never, {
    credentials: () => {},
    events: () => {},
  });
  await both.close();

  const after = await startBeside(api, { ...OPEN, ENCRYPTION_KEY: fresh });
  const there = { token: await after.token(), tenant: 'harbour' };
  const tested = async (id: string) => (await after.ask('POST', `/api/connections/${id}/test`, there)).body.data;
  const change = (id: string, sslCa: string) =>
    after.ask('PATCH', `/api/connections/${id}`, { ...there, body: trusting(sslCa) });
  for (const [at, id] of ids.entries()) {
    if (at % 2 === 0) expect(await tested(id)).toMatchObject({ success: true });
    else expect(await tested(id)).toMatchObject({ code: 'CREDENTIAL_REENTRY_REQUIRED' });
    await change(id, authority.ca);
    expect(await tested(id)).toMatchObject({ success: true });
  }
  expect(await tested(never.id)).toMatchObject({ success: true });
  expect((await change(never.id, stranger.ca)).body.data.credentialState).toBe('sealed');
  expect((await change(never.id, authority.ca)).body.data.credentialState).toBe('ready');
  expect(await tested(never.id)).toMatchObject({ success: true });
  await after.close();
});
