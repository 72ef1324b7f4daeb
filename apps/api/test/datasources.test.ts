import { randomUUID } from 'node:crypto';
import { startTestPostgres, type TestPostgres } from '@portolan/testing/postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Harness, startHarness } from './harness.ts';

let api: Harness;
let server: TestPostgres;
let tenantId: string;
let token: string;
let viewer: string;
let stranger: string;
const PASSWORD = 'password of the keeper';

beforeAll(async () => {
  [api, server] = await Promise.all([startHarness(), startTestPostgres({ version: '15' })]);
  api.secrets.add(PASSWORD).add('a wrong password');
  await server.query(`create role keeper login password '${PASSWORD}'`);
  await server.query('create table cargo (id int primary key, name text not null); grant select on cargo to keeper');
  await server.query('create view cargo_names as select name from cargo');
  const operator = await api.token();
  tenantId = await api.createTenant(operator, 'harbour');
  token = (await api.member(tenantId, 'contributor')).token;
  viewer = (await api.member(tenantId, 'viewer')).token;
  stranger = (await api.member(await api.createTenant(operator, 'abroad'), 'contributor')).token;
});
afterAll(async () => {
  await api.close();
  await server.close();
});

const ask = (method: string, path: string, body?: unknown, by = token) =>
  api.ask(method, `/api/datasources${path}`, { token: by, ...(body === undefined ? {} : { body }) });
const target = () => ({ type: 'postgresql', host: '127.0.0.1', port: server.port, database: 'postgres' });
const login = { username: 'keeper', password: PASSWORD };
const create = async (name: string) => (await ask('POST', '', { name, ...target(), ...login })).body;

describe('a datasource', () => {
  it('is created, read, listed, changed and deleted under its own names, without its password', async () => {
    const created = await ask('POST', '', { name: 'Cargo', ...target(), ...login });
    expect(created.status).toBe(201);
    const { id } = created.body;
    expect(created.headers.get('location')).toBe(`/api/datasources/${id}`);
    expect(created.body).toEqual({
      id,
      name: 'Cargo',
      ...target(),
      username: 'keeper',
      tenantId,
      createdAt: expect.stringMatching(/Z$/),
      updatedAt: expect.stringMatching(/Z$/),
    });
    expect((await ask('GET', `/${id}`)).body).toEqual(created.body);
    const list = await ask('GET', '?type=postgresql');
    expect(list.body).toEqual([created.body]);
    expect(list.headers.get('x-total-count')).toBe('1');
    expect((await ask('GET', '?type=mysql')).body).toEqual([]);
    const changed = await ask('PATCH', `/${id}`, { name: 'Freight', database: 'other' });
    expect(changed.status).toBe(200);
    expect(changed.body).toMatchObject({ id, name: 'Freight', database: 'other' });
    expect((await api.ask('GET', `/api/connections/${id}`, { token })).body.data.databaseName).toBe('other');
    expect((await ask('DELETE', `/${id}`)).status).toBe(204);
    expect((await ask('GET', `/${id}`)).status).toBe(404);
    expect((await ask('GET', '')).body).toEqual([]);
  });

  it('is offered to pickers', async () => {
    const { id } = await create('Picked');
    expect((await ask('GET', '/options')).body).toEqual([{ id, name: 'Picked', type: 'postgresql' }]);
    expect((await ask('GET', '/options', undefined, stranger)).body).toEqual([]);
    await ask('DELETE', `/${id}`);
  });

  it('is tested with 200, whatever the database says', async () => {
    const { id } = await create('Tested');
    const good = { success: true, message: 'Connection successful', latencyMs: expect.any(Number) };
    const saved = await ask('POST', `/${id}/test`);
    expect([saved.status, saved.body]).toEqual([200, good]);
    const unsaved = await ask('POST', '/test', { ...target(), ...login });
    expect([unsaved.status, unsaved.body]).toEqual([200, good]);
    const lent = await ask('POST', '/test', { ...target(), username: 'keeper', datasourceId: id });
    expect([lent.status, lent.body]).toEqual([200, good]);
    const wrong = await ask('POST', '/test', { ...target(), username: 'keeper', password: 'a wrong password' });
    expect(wrong.status).toBe(200);
    expect(wrong.body).toMatchObject({ success: false, code: 'AUTH_FAILED', stage: 'auth' });
    expect(Object.keys(wrong.body).sort()).toEqual(['code', 'latencyMs', 'message', 'stage', 'success']);
    await ask('DELETE', `/${id}`);
  });

  it('shows its base tables and their fields', async () => {
    const { id } = await create('Browsed');
    const tables = await ask('GET', `/${id}/tables?schema=public`);
    expect(tables.body).toMatchObject([{ schema: 'public', name: 'cargo', type: 'table' }]);
    expect(tables.headers.get('x-total-count')).toBe('1');
    const fields = await ask('GET', `/${id}/tables/cargo/fields`);
    expect(fields.body).toMatchObject([
      { name: 'id', type: 'integer', nativeType: 'integer', primaryKey: true, nullable: false },
      { name: 'name', type: 'string', nativeType: 'text', primaryKey: false },
    ]);
    expect((await ask('GET', `/${id}/tables/nowhere/fields`)).status).toBe(404);
    await ask('DELETE', `/${id}`);
  });

  it('tells what is wrong in its own names, and knows no other', async () => {
    const answer = await ask('POST', '', { name: '', type: 'oracle', host: 'db', port: 1, database: 1 });
    expect(answer.status).toBe(400);
    expect(answer.body.error.message).toBe('Unsupported database type: oracle');
    expect(answer.body.error.details.map(({ path }: { path: string }) => path)).toEqual(['type', 'name', 'database']);
    for (const key of ['dbType', 'databaseName', 'tenantId', 'encryptedCredential']) {
      const refused = await ask('POST', '', { name: 'x', ...target(), [key]: 'postgresql' });
      expect(refused.status).toBe(400);
      expect(refused.body.error.message).toBe(`Unknown key '${key}'`);
    }
    expect((await ask('GET', '?dbType=mysql')).status).toBe(400);
  });

  it('is for who may see connections, in its tenant alone', async () => {
    const { id } = await create('Guarded');
    const calls: [string, string, object?][] = [
      ['GET', ''] as [string, string],
      ['GET', '/options'] as [string, string],
      ['POST', '', { name: 'x', ...target() }],
      ['POST', '/test', target()],
      ['GET', `/${id}`] as [string, string],
      ['DELETE', `/${id}`] as [string, string],
      ['PATCH', `/${id}`, { name: 'x' }],
      ['POST', `/${id}/test`],
      ['GET', `/${id}/tables`] as [string, string],
      ['GET', `/${id}/tables/t/fields`] as [string, string],
    ];
    for (const [method, path, body] of calls) {
      expect((await api.ask(method, `/api/datasources${path}`, { body })).status).toBe(401);
      expect((await ask(method, path, body, viewer)).status, `${method} ${path}`).toBe(403);
      if (path.includes(id)) expect((await ask(method, path, body, stranger)).status).toBe(403);
    }
    expect((await ask('GET', `/${randomUUID()}`)).status).toBe(404);
    await ask('DELETE', `/${id}`);
  });
});

describe('/api/v1/connections', () => {
  it('answers as /api/connections does, for every route', async () => {
    const { body: document } = await api.raw('GET', '/api/openapi.json');
    const paths = Object.keys(document.paths);
    const own = paths.filter((path) => path.startsWith('/api/connections'));
    const moved = own.map((path) => path.replace('/api/', '/api/v1/'));
    expect(own.length).toBeGreaterThanOrEqual(8);
    expect(paths.filter((path) => path.startsWith('/api/v1/connections')).sort()).toEqual(moved.sort());

    const body = { name: 'Aliased', dbType: 'postgresql', host: 'db.example.com', port: 5432 };
    const created = await api.ask('POST', '/api/v1/connections', { token, body });
    expect(created.status).toBe(201);
    const { id } = created.body.data;
    expect(created.headers.get('location')).toBe(`/api/v1/connections/${id}`);
    for (const path of ['', `/${id}`, `/${id}/snapshots`, `/${randomUUID()}`, '?dbType=oracle']) {
      const [alias, real] = await Promise.all([
        api.ask('GET', `/api/v1/connections${path}`, { token }),
        api.ask('GET', `/api/connections${path}`, { token }),
      ]);
      expect(alias.status).toBe(real.status);
      expect(alias.body.data).toEqual(real.body.data);
      expect(alias.body.error?.details).toEqual(real.body.error?.details);
    }
    expect((await api.ask('DELETE', `/api/v1/connections/${id}`, { token })).status).toBe(204);
    expect((await api.ask('GET', `/api/connections/${id}`, { token })).status).toBe(404);
  });
});
