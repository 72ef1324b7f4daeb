import { randomUUID } from 'node:crypto';
import { createClient } from '@portolan/client';
import type { Permission } from '@portolan/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Harness, type Member, startHarness } from './harness.ts';

let api: Harness;
let tenant: string;
let admin: Member;
beforeAll(async () => {
  api = await startHarness();
  tenant = await api.createTenant(await api.token(), 'keys');
  admin = await api.member(tenant, 'admin');
});
afterAll(() => api.close());

const keys = (method: string, path = '', body?: unknown, token = admin.token) =>
  api.ask(method, `/api/v1/api-keys${path}`, { token, body, tenant: token === admin.token ? tenant : undefined });
const make = async (permission_ids: Permission[], token = admin.token, more: object = {}) => {
  const { body } = await keys('POST', '', { name: 'Nightly job', permission_ids, ...more }, token);
  return { id: body.id as string, key: body.key as string };
};
const connections = (token: string, tenantRef?: string) =>
  api.ask('GET', '/api/connections', { token, tenant: tenantRef });

describe('an API key', () => {
  it('is shown once, and kept as a hash', async () => {
    const answer = await keys('POST', '', { name: 'ETL', permission_ids: ['connections:test', 'connections:read'] });
    expect(answer.status).toBe(201);
    const { key, ...rest } = answer.body;
    expect(rest).toEqual({
      id: expect.any(String),
      name: 'ETL',
      prefix: key.slice(0, 12),
      permission_ids: ['connections:read', 'connections:test'],
      expires_at: null,
      last_used_at: null,
      created_at: expect.any(String),
    });
    expect(key).toMatch(/^ptl_[0-9a-f]{32}_[\w-]{43}$/);
    api.secrets.add(key).add(key.split('_').slice(2).join('_'));
    const [row] = await api.database.query('select * from api_keys where id = $1', [rest.id]);
    expect(JSON.stringify(row)).not.toContain(key.slice(-43));
    const listed = await keys('GET');
    expect(listed.body.items).toEqual([{ ...rest, created_by: { id: admin.id, email: admin.email, is_active: true } }]);
    expect(await api.events(answer)).toMatchObject([{ action: 'apiKeys:create', entity_type: 'api_key' }]);
  });

  it('works on REST and tRPC, in its tenant alone, with its permissions alone', async () => {
    const { id, key } = await make(['connections:read', 'connections:write']);
    expect((await connections(key)).status).toBe(200);
    expect((await connections(key, 'keys')).status).toBe(200);
    expect((await connections(key, tenant)).status).toBe(200);
    const elsewhere = await api.createTenant(await api.token(), 'keys-elsewhere');
    await api.join(elsewhere, admin.id, 'admin');
    expect((await connections(key, elsewhere)).status).toBe(403);
    expect((await keys('GET', '', undefined, key)).status).toBe(403);
    expect((await api.ask('GET', '/api/v1/users/me', { token: key })).body).toMatchObject({
      email: admin.email,
      permissions: ['connections:read', 'connections:write'],
      is_operator: false,
    });
    expect((await api.ask('GET', '/api/v1/tenants', { token: key })).body).toMatchObject([{ id: tenant }]);
    const fetch = ((input: string, init: RequestInit) => api.app.request(input, init)) as never;
    const client = createClient('http://localhost', { apiKey: key, fetch });
    expect((await client.connections.list.query({})).total).toBe(0);
    await expect(client.roles.list.query({})).rejects.toMatchObject({ data: { appCode: 'FORBIDDEN' } });
    const target = { name: 'Made by a key', dbType: 'postgresql', host: 'db.example', port: 5432 };
    const made = await api.ask('POST', '/api/connections', { token: key, body: target });
    const [event] = await api.database.query(
      'select actor_user_id, actor_api_key_id from audit_events where entity_id = $1',
      [made.body.data.id],
    );
    expect(event).toEqual({ actor_user_id: admin.id, actor_api_key_id: id });
  });

  it('cannot do what belongs to a person, nor make another key', async () => {
    const { key } = await make(['api_key:create', 'api_key:read']);
    for (const [method, path] of [
      ['POST', '/api/v1/auth/logout'],
      ['GET', '/api/v1/auth/sessions'],
      ['DELETE', '/api/v1/auth/sessions'],
      ['GET', '/api/tenants'],
    ] as const) {
      expect((await api.ask(method, path, { token: key })).status, path).toBe(403);
    }
    const password = { current_password: 'member-password-1', new_password: 'another-password-1' };
    expect((await api.ask('POST', '/api/v1/auth/password', { token: key, body: password })).status).toBe(403);
    expect((await keys('POST', '', { name: 'child', permission_ids: ['api_key:read'] }, key)).status).toBe(403);
  });

  it('of an operator has none of their power over the installation', async () => {
    const body = { name: 'Operator key', permission_ids: ['connections:read'] };
    const made = await api.ask('POST', '/api/v1/api-keys', { token: await api.token(), tenant, body });
    expect((await api.ask('GET', '/api/tenants', { token: made.body.key })).status).toBe(403);
  });

  it.each([
    ['revoked', async (id: string) => void (await keys('DELETE', `/${id}`))],
    ['expired', (id: string) => api.database.query('update api_keys set expires_at = now() where id = $1', [id])],
  ])('is dead with the next request once it is %s', async (_, end) => {
    const { id, key } = await make(['connections:read']);
    expect((await connections(key)).status).toBe(200);
    await end(id);
    expect((await connections(key)).status).toBe(401);
  });

  it('is revoked once, in its tenant', async () => {
    const { id } = await make(['connections:read']);
    const elsewhere = await api.createTenant(await api.token(), 'keys-foreign');
    const other = await api.member(elsewhere, 'admin');
    expect((await keys('DELETE', `/${id}`, undefined, other.token)).status).toBe(403);
    expect((await keys('DELETE', `/${id}`)).status).toBe(204);
    expect((await keys('DELETE', `/${id}`)).status).toBe(404);
    expect((await keys('DELETE', `/${randomUUID()}`)).status).toBe(404);
    expect((await keys('GET', '?limit=100')).body.items.map((item: { id: string }) => item.id)).not.toContain(id);
  });

  it('dies with its creator`s rights, and lives again with them', async () => {
    const creator = await api.member(tenant, 'contributor');
    const made = await api.database.query<{ id: string }>('select id from api_keys');
    expect(made.length).toBeGreaterThan(0);
    const roleId = await api.customRole(tenant, ['api_key:create', 'connections:read', 'connections:test']);
    await api.database.query('insert into membership_roles (tenant_id, user_id, role_id) values ($1, $2, $3)', [
      tenant,
      creator.id,
      roleId,
    ]);
    const { key } = await make(['connections:read'], creator.token);
    const setActive = (is_active: boolean) =>
      api.ask('PATCH', `/api/v1/users/${creator.id}`, { token: admin.token, tenant, body: { is_active } });
    await setActive(false);
    expect((await connections(key)).status).toBe(401);
    await setActive(true);
    expect((await connections(key)).status).toBe(200);
    await api.database.query('delete from membership_roles where user_id = $1', [creator.id]);
    expect((await connections(key)).status).toBe(403);
    await api.ask('DELETE', `/api/v1/users/${creator.id}`, { token: admin.token, tenant });
    expect((await connections(key)).status).toBe(401);
  });

  it('is dead while its tenant is deleted', async () => {
    const operator = await api.token();
    const doomed = await api.createTenant(operator, 'keys-doomed');
    const other = await api.member(doomed, 'admin');
    const { key } = await make(['connections:read'], other.token);
    await api.ask('DELETE', '/api/tenants/keys-doomed', { token: operator });
    expect((await connections(key)).status).toBe(401);
    await api.ask('POST', '/api/tenants/keys-doomed/restore', { token: operator });
    expect((await connections(key)).status).toBe(200);
  });

  it('says when it was last used, and writes that at most once a minute', async () => {
    const { id, key } = await make(['connections:read']);
    const lastUsed = async () => {
      const [row] = await api.database.query<{ last_used_at: Date; version: string }>(
        'select last_used_at, xmin::text as version from api_keys where id = $1',
        [id],
      );
      return row;
    };
    expect((await lastUsed())?.last_used_at).toBeNull();
    await Promise.all(Array.from({ length: 20 }, () => connections(key)));
    const first = await lastUsed();
    expect(first?.last_used_at).toBeInstanceOf(Date);
    await Promise.all(Array.from({ length: 20 }, () => connections(key)));
    expect(await lastUsed()).toEqual(first);
    await api.database.query(
      "update api_keys set last_used_at = now() - interval '61 seconds', expires_at = now() + interval '1 day' where id = $1",
      [id],
    );
    await connections(key);
    expect((await lastUsed())?.last_used_at.getTime()).toBeGreaterThanOrEqual(first?.last_used_at.getTime() ?? 0);
  });

  it('that is altered in any way is nobody', async () => {
    const { key } = await make(['connections:read']);
    const other = await make(['connections:read']);
    const flipped = key.slice(0, -1) + (key.at(-1) === 'A' ? 'B' : 'A');
    const mixed = `${key.slice(0, 37)}${other.key.slice(37)}`;
    for (const bad of [
      flipped,
      mixed,
      key.slice(0, -1),
      `${key}A`,
      key.toUpperCase(),
      key.slice(4),
      'ptl_',
      'ptl_x_y',
    ]) {
      expect((await connections(bad)).status, bad).toBe(401);
    }
    expect((await api.ask('GET', `/api/connections?api_key=${key}`)).status).toBe(401);
    expect((await api.raw('GET', '/api/v1/users/me', { headers: { cookie: `portolan_session=${key}` } })).status).toBe(
      401,
    );
  });

  it.each([
    ['no permissions', { name: 'x', permission_ids: [] }],
    ['a past expiry', { name: 'x', permission_ids: ['user:read'], expires_at: '2001-01-01T00:00:00.000Z' }],
    ['an expiry that is none', { name: 'x', permission_ids: ['user:read'], expires_at: 'tomorrow' }],
    ['an unknown permission', { name: 'x', permission_ids: ['everything'] }],
    ['a tenant', { name: 'x', permission_ids: ['user:read'], tenant_id: randomUUID() }],
    ['no name', { permission_ids: ['user:read'] }],
  ])('is not made with %s', async (_, body) => {
    expect((await keys('POST', '', body)).status).toBe(400);
  });
});
