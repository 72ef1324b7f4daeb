import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Harness, type Member, startHarness } from './harness.ts';

let api: Harness;
let tenantId: string;
let admin: Member;
let worker: Member;
let reader: Member;
const PASSWORD = 'password-of-order';

beforeAll(async () => {
  api = await startHarness();
  api.secrets.add(PASSWORD);
  tenantId = await api.createTenant(await api.token(), 'order');
  admin = await api.member(tenantId, 'admin');
  worker = await api.member(tenantId, 'contributor');
  reader = await api.member(tenantId, ['connections:read']);
});
afterAll(() => api.close());

const base = { name: 'Orders', dbType: 'postgresql', host: 'db.example.com', port: 5432 };
const ask = (method: string, path: string, body?: unknown, token = worker.token) =>
  api.ask(method, `/api/connections${path}`, { token, ...(body === undefined ? {} : { body }) });
const create = async (body: object = {}) => (await ask('POST', '', { ...base, ...body })).body.data;
const listed = async (query: string, token?: string): Promise<string[]> => {
  const answer = await ask('GET', `?pageSize=100&${query}`, undefined, token);
  expect(answer.status).toBe(200);
  expect(answer.body.data.total).toBe(answer.body.data.items.length);
  return answer.body.data.items.map(({ name }: { name: string }) => name);
};
const events = (id: string) =>
  api.database.query<{ action: string; details: Record<string, unknown> }>(
    'select action, details from audit_events where entity_id = $1 order by seq',
    [id],
  );

describe('environment, tags and owner of a connection', () => {
  it('are other, none and nobody where nothing is said', async () => {
    const connection = await create();
    expect(connection).toMatchObject({ environment: 'other', tags: [], ownerId: null });
    expect((await ask('GET', `/${connection.id}`)).body.data).toEqual(connection);
  });

  it('are stored, answered, changed and kept in the audit log', async () => {
    const order = { environment: 'production', tags: ['team:payments', 'eu', 'team:payments'], ownerId: admin.id };
    const connection = await create(order);
    expect(connection).toMatchObject({ ...order, tags: ['team:payments', 'eu'] });
    const changed = await ask('PATCH', `/${connection.id}`, { environment: 'staging', tags: [], ownerId: null });
    expect(changed.status).toBe(200);
    expect(changed.body.data).toMatchObject({ environment: 'staging', tags: [], ownerId: null });
    expect((await ask('GET', `/${connection.id}`)).body.data).toEqual(changed.body.data);
    const [made, edited] = await events(connection.id);
    expect(made?.details.after).toMatchObject({
      environment: 'production',
      tags: ['team:payments', 'eu'],
      ownerId: admin.id,
    });
    expect(edited?.details).toMatchObject({
      changed: ['environment', 'tags', 'ownerId'],
      before: { environment: 'production', tags: ['team:payments', 'eu'], ownerId: admin.id },
      after: { environment: 'staging', tags: [], ownerId: null },
    });
  });

  it('stay as they are where a change does not name them', async () => {
    const order = { environment: 'development', tags: ['a'], ownerId: worker.id };
    const { id } = await create(order);
    expect((await ask('PATCH', `/${id}`, { name: 'Renamed' })).body.data).toMatchObject({ ...order, name: 'Renamed' });
  });

  it('leave credential and last test alone', async () => {
    const { id } = await create({ password: PASSWORD });
    const changed = await ask('PATCH', `/${id}`, { environment: 'production', tags: ['x'], ownerId: worker.id });
    expect(changed.body.data).toMatchObject({ hasCredential: true, credentialState: 'ready' });
  });

  it.each([
    { environment: 'prod' },
    { environment: null },
    { tags: ['Upper'] },
    { tags: ['two words'] },
    { tags: [''] },
    { tags: ['x'.repeat(65)] },
    { tags: ['ä'] },
    { tags: 'one' },
    { tags: null },
    { tags: Array.from({ length: 21 }, (_, n) => `t${n}`) },
    { ownerId: 'nobody' },
    { ownerId: '0199a000-0000-7000-8000-00000000dead' },
  ])('refuses %j', async (order) => {
    expect((await ask('POST', '', { ...base, ...order })).status).toBe(400);
    const { id } = await create();
    expect((await ask('PATCH', `/${id}`, order)).status).toBe(400);
  });

  it('takes twenty tags, and more where some are the same', async () => {
    const tags = Array.from({ length: 20 }, (_, n) => `t${n}:${'v'.repeat(50)}`);
    expect((await create({ tags: [...tags, ...tags] })).tags).toEqual(tags);
  });

  it('has no owner from another tenant', async () => {
    const elsewhere = await api.member(await api.createTenant(await api.token(), 'elsewhere'), 'admin');
    const refused = await ask('POST', '', { ...base, ownerId: elsewhere.id });
    expect(refused.status).toBe(400);
    expect(refused.body.error.details).toEqual([
      { path: 'ownerId', code: 'invalid', message: 'The owner must be a member of this tenant' },
    ]);
  });

  it('has nobody for an owner who leaves, deleted or not, in a version of its own', async () => {
    const leaver = await api.member(tenantId, 'contributor');
    const { id, updatedAt } = await create({ ownerId: leaver.id });
    const gone = await create({ ownerId: leaver.id.toUpperCase() });
    await ask('DELETE', `/${gone.id}`);
    const removed = await api.ask('DELETE', `/api/v1/users/${leaver.id}`, { token: admin.token });
    expect(removed.status).toBe(204);
    const left = (await ask('GET', `/${id}`)).body.data;
    expect(left.ownerId).toBeNull();
    expect(left.updatedAt > updatedAt).toBe(true);
    const stale = await ask('PATCH', `/${id}`, { name: 'x', expectedUpdatedAt: updatedAt });
    expect(stale.status).toBe(412);
    expect((await ask('POST', `/${gone.id}/restore`)).body.data.ownerId).toBeNull();
  });

  it('are taken by the surface of datasources, whose answers are what they were', async () => {
    const body = {
      name: 'D',
      type: 'mysql',
      host: 'h',
      port: 1,
      environment: 'staging',
      tags: ['via'],
      ownerId: worker.id,
    };
    const made = await api.ask('POST', '/api/datasources', { token: worker.token, body });
    expect(made.status).toBe(201);
    expect(made.body).not.toHaveProperty('environment');
    const { id } = made.body;
    expect((await ask('GET', `/${id}`)).body.data).toMatchObject({ environment: 'staging', tags: ['via'] });
    const found = await api.ask('GET', '/api/datasources?tag=via&environment=staging', { token: worker.token });
    expect(found.body.map((row: { id: string }) => row.id)).toEqual([id]);
    const aliased = await api.ask('GET', `/api/v1/connections?tag=via&ownerId=${worker.id}`, { token: worker.token });
    expect(aliased.body.data.items.map((row: { id: string }) => row.id)).toEqual([id]);
  });
});

describe('a list in order', () => {
  const rows = [
    { name: 'Alpha', environment: 'production', tags: ['team:a', 'eu'], host: 'c.example.com', databaseName: 'ledger' },
    { name: 'Beta', environment: 'staging', tags: ['team:a'], host: 'b.example.com', username: 'reporting_user' },
    { name: 'Gamma', environment: 'development', tags: ['team:b', 'eu'], host: 'a.example.com', port: 2 },
    { name: 'Delta', environment: 'other', tags: [], host: 'a.example.com', port: 1, dbType: 'mysql' },
    {
      name: 'Epsilon',
      environment: 'production',
      tags: ['eu'],
      host: 'd10.example.com',
      description: 'ÄRGER of a kind',
    },
    { name: 'Zeta', environment: 'production', tags: ['100%'.replace('%', 'x')], host: 'd9.example.com' },
  ];
  let owner: Member;
  let token: string;
  let ids: Record<string, string>;

  beforeAll(async () => {
    const tenant = await api.createTenant(await api.token(), 'listed');
    owner = await api.member(tenant, 'admin');
    token = owner.token;
    ids = {};
    for (const row of rows) {
      const ownerId = row.name === 'Beta' ? owner.id : null;
      const credential = row.name === 'Gamma' ? {} : { password: PASSWORD };
      const made = await ask('POST', '', { ...base, ...row, ...credential, ownerId }, token);
      ids[row.name] = made.body.data.id;
    }
    // Sealed: its password was entered for another host.
    await ask('PATCH', `/${ids.Zeta}`, { port: 7777 }, token);
    const set = (name: string, result: boolean) =>
      api.database.query('update data_connections set last_test_result = $2, last_tested_at = now() where id = $1', [
        ids[name],
        result,
      ]);
    await set('Alpha', true);
    await set('Delta', false);
    await set('Gamma', false);
  });

  it.each([
    ['environment=production', ['Alpha', 'Epsilon', 'Zeta']],
    ['tag=eu', ['Alpha', 'Epsilon', 'Gamma']],
    ['tag=eu&tag=team:a', ['Alpha']],
    ['tag=eu&tag=eu', ['Alpha', 'Epsilon', 'Gamma']],
    ['tag=nothing', []],
    ['ownerId=none', ['Alpha', 'Delta', 'Epsilon', 'Gamma', 'Zeta']],
    ['credentialState=none', ['Gamma']],
    ['credentialState=ready', ['Alpha', 'Beta', 'Delta', 'Epsilon']],
    ['credentialState=sealed', ['Zeta']],
    ['credentialState=unreadable', []],
    ['status=failed', ['Delta', 'Gamma']],
    ['status=untested&environment=production', ['Epsilon', 'Zeta']],
    ['dbType=mysql&status=failed&environment=other&ownerId=none&credentialState=ready', ['Delta']],
    ['credentialState=sealed&environment=production', ['Zeta']],
    ['credentialState=unreadable&environment=production', []],
    ['credentialState=none&tag=eu&search=gam', ['Gamma']],
    ['search=LEDGER', ['Alpha']],
    ['search=reporting_', ['Beta']],
    ['search=b.example', ['Beta']],
    ['search=team:b', ['Gamma']],
    ['search=%C3%A4rger', ['Epsilon']],
    ['search=%25', []],
    ['search=_', ['Beta']],
    ['search=alphac', []],
  ])('%s', async (query, names) => {
    expect((await listed(`sortBy=name&sortOrder=asc&${query}`, token)).toSorted()).toEqual(names);
  });

  it('by an owner', async () => {
    expect(await listed(`ownerId=${owner.id}`, token)).toEqual(['Beta']);
    expect(await listed(`ownerId=${owner.id}&tag=team:b`, token)).toEqual([]);
  });

  it.each([
    ['sortBy=status', ['Delta', 'Gamma', 'Beta', 'Epsilon', 'Zeta', 'Alpha']],
    ['sortBy=status&sortOrder=desc', ['Alpha', 'Zeta', 'Epsilon', 'Beta', 'Gamma', 'Delta']],
    ['sortBy=environment', ['Alpha', 'Epsilon', 'Zeta', 'Beta', 'Gamma', 'Delta']],
    ['sortBy=environment&sortOrder=desc', ['Delta', 'Gamma', 'Beta', 'Zeta', 'Epsilon', 'Alpha']],
    ['sortBy=host', ['Delta', 'Gamma', 'Beta', 'Alpha', 'Zeta', 'Epsilon']],
    ['sortBy=host&tag=eu&environment=production&sortOrder=desc', ['Epsilon', 'Alpha']],
  ])('%s', async (query, names) => {
    expect(await listed(query, token)).toEqual(names);
  });

  it.each([
    'environment=prod',
    'tag=UPPER',
    'ownerId=me',
    'credentialState=open',
    'sortBy=tags',
    'environment=other&environment=staging',
  ])('refuses %s', async (query) => {
    expect((await ask('GET', `?${query}`, undefined, token)).status).toBe(400);
  });

  it('is counted by each facet under all filters but its own', async () => {
    const { connections } = api.client(token);
    const all = await connections.facets.query({});
    expect(all).toEqual({
      total: 6,
      environment: [
        { value: 'production', count: 3 },
        { value: 'staging', count: 1 },
        { value: 'development', count: 1 },
        { value: 'other', count: 1 },
      ],
      tag: [
        { value: 'eu', count: 3 },
        { value: 'team:a', count: 2 },
        { value: '100x', count: 1 },
        { value: 'team:b', count: 1 },
      ],
      dbType: [
        { value: 'mysql', count: 1 },
        { value: 'postgresql', count: 5 },
      ],
      status: [
        { value: 'failed', count: 2 },
        { value: 'untested', count: 3 },
        { value: 'connected', count: 1 },
      ],
      owner: [
        { value: owner.id, name: owner.email, count: 1 },
        { value: null, name: null, count: 5 },
      ],
    });
    const some = await connections.facets.query({ environment: 'production', tag: ['eu'] });
    expect(some).toMatchObject({
      total: 2,
      environment: [
        { value: 'production', count: 2 },
        { value: 'development', count: 1 },
      ],
      tag: [
        { value: 'eu', count: 2 },
        { value: 'team:a', count: 1 },
      ],
    });
    expect(await connections.facets.query({ search: 'zeta', credentialState: 'sealed' })).toMatchObject({ total: 1 });
    expect(await connections.facets.query({ search: 'no such thing' })).toEqual({
      total: 0,
      environment: [],
      tag: [],
      dbType: [],
      status: [],
      owner: [],
    });
    expect(await connections.counts.query({ environment: 'production', credentialState: 'ready' })).toEqual({
      all: 2,
      untested: 1,
      connected: 1,
      failed: 0,
    });
  });

  it('shows facets of deleted connections to who may restore them', async () => {
    const { id } = await create({ tags: ['gone'] });
    await ask('DELETE', `/${id}`);
    const facets = await api.client(worker.token).connections.facets.query({ deleted: true, tag: ['gone'] });
    expect(facets).toMatchObject({ total: 1, tag: [{ value: 'gone', count: 1 }] });
    await expect(api.client(reader.token).connections.facets.query({ deleted: true })).rejects.toThrow(
      'connections:delete',
    );
    expect(await listed('deleted=true&tag=gone')).toEqual(['Orders']);
  });
});
