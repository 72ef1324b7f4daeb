import { randomUUID } from 'node:crypto';
import { createAuthority } from '@portolan/testing/postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Harness, startHarness } from './harness.ts';

const CA = createAuthority().ca;
let api: Harness;
let admin: string;
let viewer: string;
let tenantId: string;
let userId: string;
const PASSWORD = 'pä$$ "wörd" \\ %41 🚢';

beforeAll(async () => {
  api = await startHarness();
  api.secrets.add(PASSWORD).add('replaced-password').add('token-of-databricks').add('pem-of-a-key');
  const operator = await api.token();
  tenantId = await api.createTenant(operator, 'harbour');
  const member = await api.member(tenantId, 'contributor');
  admin = member.token;
  userId = member.id;
  viewer = (await api.member(tenantId, 'viewer')).token;
});
afterAll(() => api.close());

const base = { name: 'Orders', dbType: 'postgresql', host: 'db.example.com', port: 5432 };
const ask = (method: string, path: string, body?: unknown, token = admin) =>
  api.ask(method, `/api/connections${path}`, { token, ...(body === undefined ? {} : { body }) });
const create = async (body: object = {}) => (await ask('POST', '', { ...base, ...body })).body.data;
const row = async (id: string) =>
  (await api.database.query('select * from data_connections where id = $1', [id]))[0] as never;
const events = (action: string, id: string) =>
  api.database.query<{
    details: Record<string, unknown>;
    actor_user_id: string;
    tenant_id: string;
    request_id: string;
  }>('select * from audit_events where action = $1 and entity_id = $2 order by created_at', [action, id]);

describe('who may', () => {
  const operations: [string, string, object?][] = [
    ['GET', ''],
    ['GET', `/${randomUUID()}`],
    ['POST', '', base],
    ['PATCH', `/${randomUUID()}`, { name: 'x' }],
    ['DELETE', `/${randomUUID()}`],
    ['POST', `/${randomUUID()}/restore`],
    ['POST', '/test', base],
    ['POST', `/${randomUUID()}/test`],
    ['GET', `/${randomUUID()}/schemas`],
    ['GET', `/${randomUUID()}/tables`],
    ['GET', `/${randomUUID()}/tables/t/fields`],
  ];
  it.each(operations)('%s %s: 401 for strangers, 403 for viewers', async (method, path, body) => {
    expect((await api.ask(method, `/api/connections${path}`, { body })).status).toBe(401);
    const refused = await ask(method, path, body, viewer);
    expect(refused.status).toBe(403);
    expect(refused.body.error.code).toBe('FORBIDDEN');
  });
});

describe('POST and GET', () => {
  it('is an empty list at first', async () => {
    expect((await ask('GET', '')).body.data).toEqual({ items: [], total: 0, page: 1, pageSize: 20, totalPages: 0 });
  });

  it('stores what was sent, answers no password, and records the event', async () => {
    const sent = {
      ...base,
      description: 'Main',
      databaseName: 'app',
      username: 'app',
      password: PASSWORD,
      useSsl: true,
      options: { schema: 'public' },
    };
    const answer = await ask('POST', '', sent);
    expect(answer.status).toBe(201);
    const { data } = answer.body;
    expect(answer.headers.get('location')).toBe(`/api/connections/${data.id}`);
    const { password: _, ...shown } = sent;
    expect(data).toMatchObject({
      ...shown,
      hasCredential: true,
      credentialState: 'ready',
      tenantId,
      createdByUserId: userId,
    });
    expect(data).toMatchObject({ lastTestedAt: null, lastTestResult: null, lastTestMessage: null });
    expect((await ask('GET', `/${data.id}`)).body.data).toEqual(data);
    expect((await ask('GET', '')).body.data.items).toEqual([data]);

    const stored = (await row(data.id)) as { encrypted_credential: string; credential_key_id: string };
    expect(stored.encrypted_credential).toMatch(/^[A-Za-z0-9+/]{16}:[A-Za-z0-9+/]{22}==:[A-Za-z0-9+/=]+$/);
    expect(stored.credential_key_id).toMatch(/^[0-9a-f]{16}$/);
    const [event] = await events('connections:create', data.id);
    expect(event).toMatchObject({
      details: { name: 'Orders', dbType: 'postgresql' },
      actor_user_id: userId,
      tenant_id: tenantId,
    });
    expect(event?.request_id).toBe(answer.headers.get('x-request-id'));
  });

  it('takes the five kinds, each with options of its own, and every form of credential', async () => {
    const kinds = [
      { dbType: 'mysql', port: 3306, options: { schema: 'app', sslMode: 'verify-full' } },
      {
        dbType: 'sqlserver',
        port: 1433,
        options: { instanceName: 'SQLEXPRESS', encrypt: true, trustServerCertificate: false },
      },
      {
        dbType: 'databricks',
        port: 443,
        options: { httpPath: '/sql/1.0/warehouses/abc' },
        credential: { type: 'token', token: 'token-of-databricks' },
      },
      {
        dbType: 'snowflake',
        port: 443,
        options: { account: 'xy1.eu', warehouse: 'W', role: 'R', schema: 'S' },
        credential: { type: 'keyPair', privateKey: 'pem-of-a-key' },
      },
      {
        dbType: 'snowflake',
        port: 443,
        credential: { type: 'oauthClient', clientId: 'id', clientSecret: 'token-of-databricks' },
      },
    ];
    for (const kind of kinds) {
      const answer = await ask('POST', '', { ...base, ...kind });
      expect(answer.status, answer.text).toBe(201);
      expect(answer.body.data).toMatchObject({ dbType: kind.dbType, options: kind.options ?? null });
    }
  });

  it.each([
    ['no name', { name: undefined }],
    ['an empty name', { name: '  ' }],
    ['a long name', { name: 'n'.repeat(101) }],
    ['a long description', { description: 'd'.repeat(501) }],
    ['an unknown kind', { dbType: 'oracle' }],
    ['no kind', { dbType: undefined }],
    ['no host', { host: '' }],
    ['a long host', { host: 'h'.repeat(256) }],
    ['a socket for a host', { host: '/var/run/postgresql' }],
    ['a URL for a host', { host: 'postgres://db' }],
    ['port 0', { port: 0 }],
    ['port 65536', { port: 65_536 }],
    ['a broken port', { port: 54.3 }],
    ['a text for a port', { port: '5432' }],
    ['a long database name', { databaseName: 'd'.repeat(256) }],
    ['a long user name', { username: 'u'.repeat(256) }],
    ['a long password', { password: 'p'.repeat(1001) }],
    ['a text for useSsl', { useSsl: 'yes' }],
    ['an unknown option', { options: { host: '/tmp' } }],
    ["another kind's option", { options: { httpPath: '/x' } }],
    ['a secret among the options', { options: { password: 'x' } }],
    [
      'a private key among the options',
      { options: { sslCert: '-----BEGIN PRIVATE KEY-----\nx\n-----END PRIVATE KEY-----' } },
    ],
    ['a CA that is no PEM', { options: { sslCa: 'nonsense' } }],
    ['an unknown TLS mode', { options: { sslMode: 'prefer' } }],
    ['a tenant', { tenantId: randomUUID() }],
    ['a ciphertext', { encryptedCredential: 'a:b:c' }],
    ['a creator', { createdByUserId: randomUUID() }],
    ['a NUL in a text', { name: 'a\u0000b' }],
    ['a lone surrogate', { description: '\ud800' }],
    [
      'password and credential',
      { password: 'replaced-password', credential: { type: 'token', token: 'token-of-databricks' } },
    ],
    ['an unknown credential', { credential: { type: 'kerberos' } }],
    ['a credential over 16 KiB', { credential: { type: 'token', token: 't'.repeat(16_385) } }],
  ])('refuses %s with 400', async (_, change) => {
    const answer = await ask('POST', '', { ...base, ...change });
    expect(answer.status).toBe(400);
    expect(answer.body.error.code).toBe('VALIDATION_ERROR');
    expect(answer.body.error.details.length).toBeGreaterThan(0);
  });

  it('answers 400 for a malformed id, 404 for one that is nowhere, 405 with the methods there are', async () => {
    expect((await ask('GET', '/nonsense')).status).toBe(400);
    expect((await ask('GET', `/${randomUUID()}`)).status).toBe(404);
    expect((await ask('GET', '/00000000-0000-0000-0000-000000000000')).status).toBe(404);
    const answer = await api.raw('PUT', `/api/connections/${randomUUID()}`, { token: admin, body: {} });
    expect(answer.status).toBe(405);
    expect(answer.headers.get('allow')).toBe('GET, PATCH, DELETE, HEAD, OPTIONS');
  });
});

describe('the list', () => {
  let other: string;
  beforeAll(async () => {
    const operator = await api.token();
    const id = await api.createTenant(operator, 'listing');
    other = (await api.member(id, 'contributor')).token;
    const kinds = ['mysql', 'postgresql', 'snowflake'];
    for (let at = 0; at < 25; at++) {
      const body = {
        ...base,
        name: `List ${String(at).padStart(2, '0')}`,
        dbType: kinds[at % 3],
        description: at === 7 ? '100%_special\\' : null,
      };
      await ask('POST', '', body, other);
    }
  });
  const list = async (query: string) => (await ask('GET', `?${query}`, undefined, other)).body.data;
  const names = async (query: string) => (await list(query)).items.map((item: { name: string }) => item.name);

  it('is paged, newest first, under both names of the page size', async () => {
    expect(await list('page=2&pageSize=10')).toMatchObject({ total: 25, page: 2, pageSize: 10, totalPages: 3 });
    expect(await names('limit=2')).toEqual(['List 24', 'List 23']);
    expect(await names('page=4&pageSize=10')).toEqual([]);
    expect(await list('page=4&pageSize=10')).toMatchObject({ total: 25 });
  });

  it('searches name and description, taking what was typed literally', async () => {
    expect(await names('search=list%2007')).toEqual(['List 07']);
    for (const text of ['100%', '%_s', '_special', '\\'])
      expect(await names(`search=${encodeURIComponent(text)}`)).toEqual(['List 07']);
    expect(await names(`search=${encodeURIComponent("' or 1=1 --")}`)).toEqual([]);
    expect(await names('search=')).toHaveLength(20);
  });

  it('filters by kind and status, and sorts', async () => {
    expect((await list('dbType=mysql')).total).toBe(9);
    expect((await list('status=untested')).total).toBe(25);
    expect((await list('status=failed')).total).toBe(0);
    expect(await names('sortBy=name&sortOrder=asc&limit=1')).toEqual(['List 00']);
    expect((await list('sortBy=dbType&sortOrder=desc&limit=1')).items[0].dbType).toBe('snowflake');
    const client = api.client(other);
    expect(await client.connections.counts.query({})).toEqual({ all: 25, untested: 25, connected: 0, failed: 0 });
    expect(await client.connections.counts.query({ search: 'List 0', dbType: 'mysql' })).toMatchObject({ all: 4 });
    expect(await client.connections.options.query()).toHaveLength(25);
  });

  it.each([
    'page=0',
    'page=-1',
    'page=x',
    'page=1.5',
    'page=99999999999',
    'pageSize=0',
    'pageSize=101',
    'sortBy=password',
    'sortOrder=up',
    'dbType=oracle',
    'unknown=1',
  ])('refuses %s', async (query) => {
    expect((await ask('GET', `?${query}`)).status).toBe(400);
  });
});

describe('PATCH', () => {
  it('keeps what it does not name, clears with null, and records which fields changed', async () => {
    const made = await create({
      description: 'before',
      databaseName: 'app',
      username: 'u',
      password: PASSWORD,
      options: { schema: 's' },
    });
    const answer = await ask('PATCH', `/${made.id}`, { name: 'After', description: null, options: null });
    expect(answer.status).toBe(200);
    expect(answer.body.data).toMatchObject({
      name: 'After',
      description: null,
      options: null,
      databaseName: 'app',
      credentialState: 'ready',
    });
    const [event] = await events('connections:update', made.id);
    expect(event?.details).toEqual({
      name: 'After',
      changed: ['name', 'description', 'options'],
      version: { from: expect.any(String), to: expect.any(String) },
      before: { name: 'Orders', description: 'before', options: { schema: 's' } },
      after: { name: 'After', description: null, options: null },
    });
    expect(new Date(answer.body.data.updatedAt).getTime()).toBeGreaterThan(new Date(made.updatedAt).getTime());
  });

  it('keeps the password when absent, removes it for "" and null, replaces it for a value', async () => {
    const made = await create({ password: PASSWORD });
    const before = (await row(made.id)) as { encrypted_credential: string };
    await ask('PATCH', `/${made.id}`, { name: 'Renamed' });
    expect(await row(made.id)).toMatchObject({ encrypted_credential: before.encrypted_credential });
    const replaced = await ask('PATCH', `/${made.id}`, { password: 'replaced-password' });
    expect(replaced.body.data.hasCredential).toBe(true);
    expect(((await row(made.id)) as { encrypted_credential: string }).encrypted_credential).not.toBe(
      before.encrypted_credential,
    );
    expect((await ask('PATCH', `/${made.id}`, { password: '' })).body.data).toMatchObject({
      hasCredential: false,
      credentialState: 'none',
    });
    await ask('PATCH', `/${made.id}`, { password: PASSWORD });
    expect((await ask('PATCH', `/${made.id}`, { password: null })).body.data.hasCredential).toBe(false);
  });

  it.each([
    ['host', { host: 'evil.example' }],
    ['port', { port: 5433 }],
    ['kind', { dbType: 'mysql' }],
    ['TLS', { useSsl: true }],
    ['TLS mode', { options: { sslMode: 'require' } }],
    ['trust anchor', { options: { sslCa: CA } }],
  ])(
    'seals the credential when the %s changes, and frees it when that is undone or it is entered again',
    async (_, change) => {
      const made = await create({ password: PASSWORD });
      const sealed = await ask('PATCH', `/${made.id}`, change);
      expect(sealed.body.data).toMatchObject({ hasCredential: true, credentialState: 'sealed' });
      const test = await ask('POST', `/${made.id}/test`);
      expect(test.status).toBe(201);
      expect(test.body.data).toMatchObject({ success: false, code: 'CREDENTIAL_REENTRY_REQUIRED', stage: 'config' });
      const chart = await ask('GET', `/${made.id}/schemas`);
      expect(chart.status).toBe(502);
      expect(chart.body.error).toMatchObject({ code: 'CREDENTIAL_REENTRY_REQUIRED' });

      const back = {
        dbType: made.dbType,
        host: made.host,
        port: made.port,
        useSsl: made.useSsl,
        options: made.options,
      };
      expect((await ask('PATCH', `/${made.id}`, back)).body.data.credentialState).toBe('ready');
      const entered = await ask('PATCH', `/${made.id}`, { ...change, password: 'replaced-password' });
      expect(entered.body.data.credentialState).toBe('ready');
    },
  );

  it('refuses what a create would refuse, options of another kind included', async () => {
    const made = await create();
    for (const change of [
      { port: 0 },
      { name: '' },
      { host: '/tmp' },
      { unknown: 1 },
      { id: randomUUID() },
      { options: { account: 'x' } },
      { dbType: null },
    ]) {
      expect((await ask('PATCH', `/${made.id}`, change)).status, JSON.stringify(change)).toBe(400);
    }
    expect((await ask('PATCH', `/${randomUUID()}`, { name: 'x' })).status).toBe(404);
    expect((await ask('PATCH', `/${made.id}`, {})).status).toBe(200);
  });
});

describe('DELETE and restore', () => {
  it('is soft: gone from everywhere, and back with one call', async () => {
    const made = await create({ password: PASSWORD });
    expect((await ask('DELETE', `/${made.id}`)).status).toBe(204);
    for (const [method, path] of [
      ['GET', ''],
      ['DELETE', ''],
      ['POST', '/test'],
      ['GET', '/schemas'],
    ] as const) {
      expect((await ask(method, `/${made.id}${path}`)).status).toBe(404);
    }
    expect((await ask('PATCH', `/${made.id}`, { name: 'x' })).status).toBe(404);
    const restored = await ask('POST', `/${made.id}/restore`);
    expect(restored.body.data).toMatchObject({ id: made.id, credentialState: 'ready' });
    expect((await ask('POST', `/${made.id}/restore`)).status).toBe(404);
    expect(await events('connections:delete', made.id)).toHaveLength(1);
    expect(await events('connections:restore', made.id)).toHaveLength(1);
  });
});

describe('over tRPC', () => {
  it('the same verbs answer bare and in camelCase, with typed errors', async () => {
    const client = api.client(admin);
    const made = await client.connections.create.mutate({
      ...base,
      dbType: 'mysql',
      options: { schema: 'x' },
      password: PASSWORD,
    });
    expect((await client.connections.get.query({ id: made.id })).name).toBe('Orders');
    const updated = await client.connections.update.mutate({ id: made.id, host: 'moved.example' });
    expect(updated.credentialState).toBe('sealed');
    expect((await client.connections.testSaved.mutate({ id: made.id })).code).toBe('CREDENTIAL_REENTRY_REQUIRED');
    await client.connections.delete.mutate({ id: made.id });
    await expect(client.connections.get.query({ id: made.id })).rejects.toMatchObject({
      data: { appCode: 'NOT_FOUND', httpStatus: 404 },
    });
    await expect(client.connections.create.mutate({ ...base, dbType: 'mysql', port: 0 })).rejects.toMatchObject({
      data: { appCode: 'VALIDATION_ERROR', issues: [{ path: 'port', message: 'Must be at least 1' }] },
    });
  });
});
