import { randomUUID } from 'node:crypto';
import type { Permission } from '@portolan/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Harness, type Member, startHarness } from './harness.ts';

let api: Harness;
let tenant: string;
let admin: Member;
beforeAll(async () => {
  api = await startHarness();
  tenant = await api.createTenant(await api.token(), 'services');
  admin = await api.member(tenant, 'admin');
});
afterAll(() => api.close());

let count = 0;
const ask = (method: string, path: string, body?: unknown, token = admin.token) =>
  api.ask(method, path, { token, body, tenant: token.startsWith('ptl_') ? undefined : tenant });
const accounts = (method: string, path = '', body?: unknown, token = admin.token) =>
  ask(method, `/api/v1/service-accounts${path}`, body, token);
const create = async (permissions: Permission[] = ['connections:read'], more: object = {}) => {
  const role = await api.customRole(tenant, permissions);
  const answer = await accounts('POST', '', { name: `Robot ${count++}`, role_ids: [role], ...more });
  expect(answer.status).toBe(201);
  return { id: answer.body.id as string, role, answer };
};
const keyOf = async (id: string, permission_ids: Permission[] = ['connections:read'], token = admin.token) => {
  const { body, status } = await accounts('POST', `/${id}/keys`, { name: 'Robot key', permission_ids }, token);
  expect(status).toBe(201);
  api.secrets.add(body.key);
  return { id: body.id as string, key: body.key as string };
};
const connections = (token: string) => ask('GET', '/api/connections', undefined, token);

describe('a service account', () => {
  it('is a member without a person, with an owner, roles and keys', async () => {
    const { id, role, answer } = await create(['connections:read'], { description: 'Deploys' });
    expect(answer.headers.get('location')).toBe(`/api/v1/service-accounts/${id}`);
    const shown = {
      id,
      name: expect.any(String),
      description: 'Deploys',
      is_active: true,
      owner: { id: admin.id, email: admin.email, name: null, is_active: true },
      roles: [expect.any(String)],
      role_ids: [role],
      key_count: 0,
      last_used_at: null,
      created_at: expect.any(String),
      updated_at: expect.any(String),
    };
    expect(answer.body).toEqual(shown);
    expect((await accounts('GET', `/${id}`)).body).toEqual(shown);
    const { body } = await accounts('GET', `?search=${encodeURIComponent(answer.body.name)}`);
    expect(body).toMatchObject({ total: 1, items: [shown] });
    expect(await api.events(answer)).toMatchObject([
      { action: 'serviceAccounts:create', actor_user_id: admin.id, details: { ownerId: admin.id, roleIds: [role] } },
    ]);
    const [row] = await api.database.query('select email, password_hash, is_operator from users where id = $1', [id]);
    expect(row).toEqual({ email: null, password_hash: null, is_operator: false });
  });

  it('is no user: it is in no list of people, and is not managed as one', async () => {
    const { id, role } = await create();
    const users = (await ask('GET', '/api/v1/users?limit=100')).body as { items: { id: string }[]; total: number };
    expect(users.items.map((user) => user.id)).not.toContain(id);
    expect(users.total).toBe(users.items.length);
    expect((await ask('GET', `/api/v1/roles/${role}/users`)).body.user_ids).toEqual([id]);
    expect((await ask('PATCH', `/api/v1/users/${id}`, { is_active: false })).body.error.code).toBe('CONFLICT');
    expect((await ask('DELETE', `/api/v1/users/${id}`)).body.error.code).toBe('CONFLICT');
    const body = { name: 'Owned', dbType: 'postgresql', host: 'db.example', port: 5432, ownerId: id };
    expect((await ask('POST', '/api/connections', body)).status).toBe(400);
  });

  it('can neither sign in, nor be made an operator, nor stand for the last admin', async () => {
    const { id } = await create();
    const { database } = api;
    for (const change of ["password_hash = 'x'", 'is_operator = true', 'first_name = null']) {
      await expect(database.query(`update users set ${change} where id = $1`, [id])).rejects.toThrow(
        'without_a_person',
      );
    }
    const slug = 'services-last';
    const other = await api.createTenant(await api.token(), slug);
    const last = await api.member(other, 'admin');
    await database.query('delete from memberships where tenant_id = $1 and user_id <> $2', [other, last.id]);
    const adminRole = await api.roleId(other, 'admin');
    const asLast = (method: string, path: string, body?: unknown) =>
      api.ask(method, path, { token: last.token, tenant: other, body });
    const robot = await asLast('POST', '/api/v1/service-accounts', { name: 'Admin robot', role_ids: [adminRole] });
    expect(robot.body.roles).toEqual(['Tenant Admin']);
    const alone = await asLast('PUT', `/api/v1/roles/${adminRole}/users`, { user_ids: [robot.body.id] });
    expect(alone.body.error.code).toBe('LAST_ADMIN');
    expect((await asLast('DELETE', `/api/v1/service-accounts/${robot.body.id}`)).status).toBe(204);
  });

  it('goes with its tenant, account and all', async () => {
    const id = randomUUID();
    const doomed = randomUUID();
    const { database } = api;
    await database.query("insert into tenants (id, slug, name, status) values ($1, 'gone', 'Gone', 'deleted')", [
      doomed,
    ]);
    await database.query("insert into users (id, first_name) values ($1, 'Robot')", [id]);
    await database.query('insert into memberships (tenant_id, user_id) values ($1, $2)', [doomed, id]);
    await database.query("insert into service_accounts (user_id, tenant_id, name) values ($1, $2, 'Robot')", [
      id,
      doomed,
    ]);
    await database.query('delete from tenants where id = $1', [doomed]);
    expect(await database.query('select from users where id = $1', [id])).toEqual([]);
  });
});

describe('a key of a service account', () => {
  it('works as the account, cut by its own permissions, and the log has both', async () => {
    const { id, answer } = await create(['connections:read', 'connections:write', 'user:read']);
    const { id: keyId, key } = await keyOf(id, ['connections:read', 'connections:write']);
    expect((await connections(key)).status).toBe(200);
    expect((await ask('GET', '/api/v1/users', undefined, key)).status).toBe(403);
    const self = await ask('GET', '/api/v1/keys/self', undefined, key);
    const { name } = answer.body;
    expect(self.body).toMatchObject({
      id: keyId,
      owner: { type: 'service_account', id, name, email: null },
      allowed: ['connections:read', 'connections:write'],
    });
    expect((await ask('GET', '/api/v1/users/me', undefined, key)).body).toMatchObject({
      id,
      email: name,
      first_name: name,
    });
    const target = { name: 'By a robot', dbType: 'postgresql', host: 'db.example', port: 5432 };
    const made = await ask('POST', '/api/connections', target, key);
    expect(await api.events(made)).toMatchObject([{ actor_user_id: id }]);
    const log = await ask('GET', `/api/v1/audit-events?actor=${id}`);
    expect(log.body.items).toMatchObject([
      { action: 'connections:create', actor_email: name, actor_api_key_id: keyId },
      { action: 'users:list', outcome: 'denied' },
    ]);
    const [listed] = (await accounts('GET', `/${id}/keys`)).body.items;
    expect(listed).toMatchObject({
      id: keyId,
      created_by: { id: admin.id, email: admin.email },
      owner: { type: 'service_account', id, name },
    });
    const everyone = (await ask('GET', '/api/v1/api-keys?limit=100')).body.items as { id: string }[];
    expect(everyone.map((item) => item.id)).toContain(keyId);
    expect((await accounts('GET', `/${id}`)).body.key_count).toBe(1);
  });

  it('outlives its maker and the owner of the account, who gets another', async () => {
    const maker = await api.member(tenant, 'admin');
    const { id } = await create(['connections:read'], { owner_id: maker.id });
    const { key } = await keyOf(id, ['connections:read'], maker.token);
    expect((await ask('PATCH', `/api/v1/users/${maker.id}`, { is_active: false })).status).toBe(200);
    expect((await connections(key)).status).toBe(200);
    expect((await accounts('GET', `/${id}`)).body.owner).toMatchObject({ id: maker.id, is_active: false });
    expect((await ask('DELETE', `/api/v1/users/${maker.id}`)).status).toBe(204);
    expect((await connections(key)).status).toBe(200);
    expect((await accounts('GET', `/${id}`)).body.owner).toBeNull();
    const [orphan] = (await accounts('GET', `/${id}/keys`)).body.items;
    expect(orphan.created_by).toBeNull();
    const adopted = await accounts('PATCH', `/${id}`, { owner_id: admin.id });
    expect(adopted.body.owner).toMatchObject({ id: admin.id });
    expect(await api.events(adopted)).toMatchObject([
      { action: 'serviceAccounts:update', details: { before: { ownerId: null }, after: { ownerId: admin.id } } },
    ]);
  });

  it('dies with the next request once the account is deactivated, lives again with it, and shrinks with its roles', async () => {
    const { id } = await create();
    const { key } = await keyOf(id);
    expect((await connections(key)).status).toBe(200);
    expect((await accounts('PATCH', `/${id}`, { is_active: false })).body.is_active).toBe(false);
    const dead = await connections(key);
    expect([dead.status, dead.body.error.code]).toEqual([401, 'UNAUTHORIZED']);
    expect((await accounts('POST', `/${id}/keys`, { name: 'x', permission_ids: ['connections:read'] })).status).toBe(
      409,
    );
    await accounts('PATCH', `/${id}`, { is_active: true });
    expect((await connections(key)).status).toBe(200);
    await accounts('PATCH', `/${id}`, { role_ids: [] });
    expect((await connections(key)).status).toBe(403);
  });

  it('dies with the account, whose name stays in the log', async () => {
    const { id, answer } = await create();
    const { key } = await keyOf(id);
    const gone = await accounts('DELETE', `/${id}`);
    expect(gone.status).toBe(204);
    expect(await api.events(gone)).toMatchObject([{ action: 'serviceAccounts:delete', entity_id: id }]);
    expect((await connections(key)).status).toBe(401);
    for (const [method, path, body] of [
      ['GET', ''],
      ['PATCH', '', { description: 'x' }],
      ['DELETE', ''],
      ['GET', '/keys'],
      ['POST', '/keys', { name: 'x', permission_ids: ['user:read'] }],
    ] as const) {
      expect((await accounts(method, `/${id}${path}`, body)).body.error.code, `${method} ${path}`).toBe('NOT_FOUND');
    }
    const again = await accounts('POST', '', { name: answer.body.name });
    expect(again.status).toBe(201);
    const log = await api.client(admin.token, tenant).audit.list.query({ limit: 5 });
    expect(Object.values(log.names)).toContain(answer.body.name);
  });

  it('is rotated by whoever manages the account, and cannot make, rotate or manage keys beyond itself', async () => {
    const { id } = await create([
      'service_account:update',
      'service_account:read',
      'api_key:create',
      'connections:read',
    ]);
    const { id: keyId, key } = await keyOf(id, ['service_account:update', 'api_key:create']);
    expect((await accounts('POST', `/${id}/keys`, { name: 'x', permission_ids: ['api_key:create'] }, key)).status).toBe(
      403,
    );
    expect((await ask('POST', `/api/v1/api-keys/${keyId}/rotate`, {}, key)).status).toBe(403);
    const rotated = await ask('POST', `/api/v1/api-keys/${keyId}/rotate`, { overlap_hours: 0 });
    expect(rotated.status).toBe(200);
    expect((await connections(key)).status).toBe(401);
    expect((await connections(rotated.body.key)).status).toBe(403);
    expect((await ask('DELETE', `/api/v1/api-keys/${keyId}`)).status).toBe(204);
    expect((await connections(rotated.body.key)).status).toBe(401);
  });
});

describe('nobody gives a service account, or takes from it, what they lack', () => {
  const MANAGER: Permission[] = [
    'service_account:read',
    'service_account:create',
    'service_account:update',
    'connections:read',
    'role:read',
  ];

  it('neither by roles, nor by keys, nor by its owner', async () => {
    const manager = await api.member(tenant, MANAGER);
    const assigner = await api.member(tenant, [...MANAGER, 'role:assign_users']);
    const { id, role } = await create(['connections:read', 'audit:read']);
    const small = await api.customRole(tenant, ['connections:read']);
    const refused = async (method: string, path: string, body: object, token: string) => {
      const answer = await accounts(method, path, body, token);
      expect(answer.body.error?.code, JSON.stringify(body)).toBe('FORBIDDEN');
    };
    await refused('POST', '', { name: 'Strong', role_ids: [role] }, assigner.token);
    await refused('POST', '', { name: 'Weak', role_ids: [small] }, manager.token);
    expect((await accounts('POST', '', { name: 'Weak', role_ids: [small] }, assigner.token)).status).toBe(201);
    await refused('PATCH', `/${id}`, { role_ids: [role, small] }, assigner.token);
    await refused('PATCH', `/${id}`, { role_ids: [] }, assigner.token);
    await refused('PATCH', `/${id}`, { owner_id: assigner.id }, assigner.token);
    await refused('POST', `/${id}/keys`, { name: 'x', permission_ids: ['audit:read'] }, manager.token);
    const { id: keyId } = await keyOf(id, ['audit:read']);
    const rotated = await ask('POST', `/api/v1/api-keys/${keyId}/rotate`, {}, manager.token);
    expect(rotated.body.error.code).toBe('FORBIDDEN');
    expect((await keyOf(id, ['connections:read'], manager.token)).key).toMatch(/^ptl_/);
    // Off is what anybody who manages them may do, as with people; on again is not.
    expect((await accounts('PATCH', `/${id}`, { is_active: false }, manager.token)).status).toBe(200);
    await refused('PATCH', `/${id}`, { is_active: true }, manager.token);
  });

  it('and a key of it is not made for what it does not hold itself', async () => {
    const { id } = await create();
    const answer = await accounts('POST', `/${id}/keys`, { name: 'x', permission_ids: ['audit:read'] });
    expect(answer.body.error).toMatchObject({ code: 'VALIDATION_ERROR', details: [{ path: 'permission_ids' }] });
  });

  it('explains it as any member, and sends to people who can mend it', async () => {
    const { id } = await create(['connections:read']);
    const iam = api.client(admin.token, tenant).iam;
    expect(await iam.explain.query({ userId: id, permission: 'connections:read' })).toMatchObject({ allowed: true });
    const lacking = await iam.explain.query({ userId: id, permission: 'audit:read' });
    expect(lacking).toMatchObject({ allowed: false, missing: 'role' });
    expect(lacking.grantors.map(({ id: who }) => who)).toContain(admin.id);
    await accounts('PATCH', `/${id}`, { is_active: false });
    const off = await iam.explain.query({ userId: id, permission: 'connections:read' });
    expect(off.missing).toBe('inactive');
  });
});

describe('bad input', () => {
  it('is told apart by its code', async () => {
    const { id, answer } = await create();
    const elsewhere = await api.createTenant(await api.token(), 'services-elsewhere');
    const stranger = await api.member(elsewhere, 'admin');
    const foreign = await api.ask('POST', '/api/v1/service-accounts', {
      token: stranger.token,
      tenant: elsewhere,
      body: { name: 'Foreign' },
    });
    const code = async (method: string, path: string, body?: object) =>
      (await accounts(method, path, body)).body.error?.code;
    expect(await code('GET', `/${foreign.body.id}`)).toBe('FORBIDDEN');
    expect(await code('PATCH', `/${foreign.body.id}`, { name: 'Mine' })).toBe('FORBIDDEN');
    expect(await code('POST', `/${foreign.body.id}/keys`, { name: 'x', permission_ids: ['user:read'] })).toBe(
      'FORBIDDEN',
    );
    expect(await code('GET', `/${randomUUID()}`)).toBe('NOT_FOUND');
    expect(await code('GET', '/nothing')).toBe('VALIDATION_ERROR');
    expect(await code('GET', `/${admin.id}`)).toBe('NOT_FOUND');
    expect(await code('POST', '', { name: answer.body.name.toUpperCase() })).toBe('CONFLICT');
    expect(await code('POST', '', { name: 'x', owner_id: stranger.id })).toBe('VALIDATION_ERROR');
    expect(await code('POST', '', { name: 'x', owner_id: id })).toBe('VALIDATION_ERROR');
    expect(await code('POST', '', { name: 'x', role_ids: [await api.roleId(elsewhere, 'viewer')] })).toBe('FORBIDDEN');
    expect(await code('POST', '', { name: 'x', email: 'a@example.com' })).toBe('VALIDATION_ERROR');
    expect(await code('POST', '', { name: '' })).toBe('VALIDATION_ERROR');
    for (const name of [admin.email, 'ada＠example.com']) {
      expect(await code('POST', '', { name })).toBe('VALIDATION_ERROR');
      expect(await code('PATCH', `/${id}`, { name })).toBe('VALIDATION_ERROR');
    }
    const stale = await api.ask('PATCH', `/api/v1/service-accounts/${id}`, {
      token: admin.token,
      tenant,
      body: { description: 'x' },
      headers: { 'if-match': '"2001-01-01T00:00:00.000Z"' },
    });
    expect(stale.body.error.code).toBe('PRECONDITION_FAILED');
  });
});
