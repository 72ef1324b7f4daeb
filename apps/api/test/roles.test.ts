import { randomUUID } from 'node:crypto';
import { PERMISSION_CATALOGUE, type Permission } from '@portolan/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Harness, type Member, startHarness } from './harness.ts';

let api: Harness;
let tenant: string;
let admin: Member;
/** May edit and hand out roles, and holds little else. */
let editor: Member;
const EDITOR: Permission[] = [
  ...(['role:read', 'role:create', 'role:update', 'role:delete', 'role:assign_users', 'user:read'] as const),
  ...(['invitation:create', 'invitation:read', 'api_key:create', 'connections:read'] as const),
];

beforeAll(async () => {
  api = await startHarness();
  tenant = await api.createTenant(await api.token(), 'roles');
  admin = await api.member(tenant, 'admin');
  editor = await api.member(tenant, EDITOR);
});
afterAll(() => api.close());

const ask = (method: string, path: string, body?: unknown, token = admin.token) =>
  api.ask(method, `/api/v1${path}`, { token, body });
const create = (body: object, token = admin.token) => ask('POST', '/roles', body, token);
const fresh = async (permission_ids: Permission[] = ['connections:read'], token = admin.token) =>
  (await create({ name: `Role ${randomUUID()}`, description: null, permission_ids }, token)).body.id as string;

describe('the roles of a tenant', () => {
  it('are listed bare, system roles first, with counts, total and links', async () => {
    const answer = await ask('GET', '/roles?limit=2');
    expect(answer.body.map((role: { name: string }) => role.name)).toEqual(['Tenant Admin', 'Contributor']);
    expect(answer.body[0]).toEqual({
      id: await api.roleId(tenant, 'admin'),
      name: 'Tenant Admin',
      description: expect.any(String),
      is_system_role: true,
      user_count: 2,
    });
    expect(Number(answer.headers.get('x-total-count'))).toBeGreaterThanOrEqual(4);
    expect(answer.headers.get('link')).toContain('rel="next"');
  });

  it('show their permissions one by one; the catalogue is whole', async () => {
    const role = await ask('GET', `/roles/${await api.roleId(tenant, 'viewer')}`);
    expect(role.body).toMatchObject({ name: 'Viewer', is_system_role: true });
    expect(role.body.permissions).toEqual([
      { id: 'user:read', name: 'View users', module: 'Users' },
      { id: 'role:read', name: 'View roles and permissions', module: 'Roles' },
      { id: 'vm:read', name: 'View machines', module: 'VMs' },
    ]);
    const catalogue = await ask('GET', '/permissions');
    expect(catalogue.body).toEqual(PERMISSION_CATALOGUE);
    expect((await ask('GET', '/permissions?limit=3&page=2')).body).toEqual(PERMISSION_CATALOGUE.slice(3, 6));
  });

  it('are made, changed and deleted, each with its event', async () => {
    const made = await create({
      name: '  Data stewards ',
      description: 'Keep order',
      permission_ids: ['connections:test', 'connections:read', 'connections:read'],
    });
    expect(made.status).toBe(201);
    expect(made.headers.get('location')).toBe(`/api/v1/roles/${made.body.id}`);
    expect(made.body).toMatchObject({ name: 'Data stewards', is_system_role: false, user_count: 0 });
    expect(made.body.permissions.map(({ id }: { id: string }) => id)).toEqual(['connections:read', 'connections:test']);

    const renamed = await ask('PATCH', `/roles/${made.body.id}`, { description: null });
    expect(renamed.body).toEqual({ ...made.body, description: null });
    const changed = await ask('PATCH', `/roles/${made.body.id}`, { permission_ids: ['user:read'] });
    expect(changed.body.permissions.map(({ id }: { id: string }) => id)).toEqual(['user:read']);
    expect(await api.events(changed)).toMatchObject([
      {
        action: 'roles:update',
        details: {
          before: { permissionIds: ['connections:read', 'connections:test'] },
          after: { permissionIds: ['user:read'] },
        },
      },
    ]);
    expect((await ask('DELETE', `/roles/${made.body.id}`)).status).toBe(204);
    expect((await ask('GET', `/roles/${made.body.id}`)).status).toBe(404);
  });

  it('have names of their own within the tenant, without regard to case', async () => {
    const name = `Unique ${randomUUID()}`;
    const id = (await create({ name, permission_ids: [] })).body.id;
    for (const taken of [name, name.toUpperCase(), 'tenant admin']) {
      const answer = await create({ name: taken, permission_ids: [] });
      expect(answer.status).toBe(409);
      expect(answer.body.error.details).toMatchObject([{ path: 'name' }]);
    }
    const other = await fresh();
    expect((await ask('PATCH', `/roles/${other}`, { name })).status).toBe(409);
    expect((await ask('PATCH', `/roles/${id}`, { name: name.toUpperCase() })).status).toBe(200);
    const elsewhere = await api.createTenant(await api.token(), 'same-names');
    const { token } = await api.member(elsewhere, 'admin');
    expect((await create({ name, permission_ids: [] }, token)).status).toBe(201);
    const at = await Promise.all(Array.from({ length: 10 }, () => create({ name: 'At once', permission_ids: [] })));
    expect(at.map(({ status }) => status).sort()).toEqual([201, ...Array(9).fill(409)]);
  });

  it('of the system do not change', async () => {
    for (const key of ['admin', 'contributor', 'viewer'] as const) {
      const id = await api.roleId(tenant, key);
      const answers = [
        await ask('PATCH', `/roles/${id}`, { name: 'Mine' }),
        await ask('PATCH', `/roles/${id}`, { permission_ids: [] }),
        await ask('DELETE', `/roles/${id}`),
      ];
      for (const answer of answers) {
        expect(answer.status).toBe(403);
        expect(answer.body.error.code).toBe('SYSTEM_ROLE');
        expect(await api.events(answer)).toMatchObject([{ outcome: 'denied', details: { code: 'SYSTEM_ROLE' } }]);
      }
    }
  });

  it('are not deleted while somebody holds them or is invited into them', async () => {
    const id = await fresh();
    await ask('PUT', `/roles/${id}/users`, { user_ids: [admin.id, editor.id] });
    const answer = await ask('DELETE', `/roles/${id}`);
    expect(answer.status).toBe(409);
    expect(answer.body.error).toMatchObject({
      code: 'ROLE_IN_USE',
      message: expect.stringContaining('2 users'),
      details: [{ path: 'users', code: 'in_use', message: '2' }],
    });
    await ask('PUT', `/roles/${id}/users`, { user_ids: [] });
    const invited = await ask('POST', '/invitations', { email: 'later@example.com', role_id: id });
    expect((await ask('DELETE', `/roles/${id}`)).body.error.details).toMatchObject([{ path: 'invitations' }]);
    await ask('DELETE', `/invitations/${invited.body.id}`);
    expect((await ask('DELETE', `/roles/${id}`)).status).toBe(204);
  });

  it('refuse ids of other tenants, nowhere and no ids', async () => {
    const elsewhere = await api.createTenant(await api.token(), 'foreign-roles');
    const foreign = await api.roleId(elsewhere, 'viewer');
    for (const [id, status] of [
      [foreign, 403],
      [randomUUID(), 404],
      ['x', 400],
    ] as const) {
      expect((await ask('GET', `/roles/${id}`)).status).toBe(status);
      expect((await ask('PATCH', `/roles/${id}`, { name: 'x' })).status).toBe(status);
      expect((await ask('DELETE', `/roles/${id}`)).status).toBe(status);
      expect((await ask('GET', `/roles/${id}/users`)).status).toBe(status);
      expect((await ask('PUT', `/roles/${id}/users`, { user_ids: [] })).status).toBe(status);
    }
  });

  it.each([
    ['an unknown permission', { name: 'x', permission_ids: ['vm:launch'] }],
    ['a key that is not the caller`s to set', { name: 'x', permission_ids: [], is_system_role: true }],
    ['a tenant', { name: 'x', permission_ids: [], tenant_id: randomUUID() }],
    ['no permissions at all', { name: 'x' }],
    ['a blank name', { name: '   ', permission_ids: [] }],
    ['a long name', { name: 'x'.repeat(101), permission_ids: [] }],
    ['a NUL', { name: 'a\u0000b', permission_ids: [] }],
  ])('are refused with %s', async (_, body) => {
    expect((await create(body)).status).toBe(400);
  });
});

describe('the users of a role', () => {
  it('are replaced as a whole', async () => {
    const id = await fresh();
    const [a, b, c] = await Promise.all([0, 1, 2].map(() => api.member(tenant, null)));
    const set = (...ids: (string | undefined)[]) => ask('PUT', `/roles/${id}/users`, { user_ids: ids });
    expect((await set(a?.id, b?.id, b?.id)).body.user_ids.sort()).toEqual([a?.id, b?.id].sort());
    const changed = await set(b?.id, c?.id);
    expect(changed.body.user_ids.sort()).toEqual([b?.id, c?.id].sort());
    expect(await api.events(changed)).toMatchObject([
      { action: 'roles:setUsers', details: { added: [c?.id], removed: [a?.id] } },
    ]);
    expect((await ask('GET', `/roles/${id}/users`)).body).toEqual(changed.body);
    expect((await ask('GET', `/roles/${id}`)).body.user_count).toBe(2);
  });

  it('must be members, and nothing changes when one is not', async () => {
    const id = await fresh();
    await ask('PUT', `/roles/${id}/users`, { user_ids: [editor.id] });
    const stranger = randomUUID();
    const answer = await ask('PUT', `/roles/${id}/users`, { user_ids: [admin.id, stranger] });
    expect(answer.status).toBe(400);
    expect(answer.body.error.details).toEqual([{ path: 'user_ids', code: 'not_a_member', message: stranger }]);
    expect((await ask('GET', `/roles/${id}/users`)).body.user_ids).toEqual([editor.id]);
  });

  it('take effect with the next request', async () => {
    const member = await api.member(tenant, null);
    const id = await fresh(['role:read']);
    const reads = async () => (await ask('GET', '/roles', undefined, member.token)).status;
    expect(await reads()).toBe(403);
    await ask('PUT', `/roles/${id}/users`, { user_ids: [member.id] });
    expect(await reads()).toBe(200);
    await ask('PATCH', `/roles/${id}`, { permission_ids: [] });
    expect(await reads()).toBe(403);
  });

  it('of Tenant Admin never run out', async () => {
    const id = await api.roleId(tenant, 'admin');
    const answer = await ask('PUT', `/roles/${id}/users`, { user_ids: [] });
    expect(answer.status).toBe(409);
    expect(answer.body.error.code).toBe('LAST_ADMIN');
    expect((await ask('GET', `/roles/${id}/users`)).body.user_ids).toHaveLength(2);
  });

  it('are seen only with both user:read and role:read', async () => {
    const id = await api.roleId(tenant, 'viewer');
    for (const [held, status] of [
      [['user:read'], 403],
      [['role:read'], 403],
      [['user:read', 'role:read'], 200],
    ] as [Permission[], number][]) {
      const { token } = await api.member(tenant, held);
      expect((await ask('GET', `/roles/${id}/users`, undefined, token)).status).toBe(status);
    }
  });
});

describe('a role editor', () => {
  const lacked: Permission = 'audit:read';

  it('works with what they hold', async () => {
    const id = await fresh(['connections:read', 'user:read'], editor.token);
    expect((await ask('PATCH', `/roles/${id}`, { permission_ids: ['user:read'] }, editor.token)).status).toBe(200);
    const body = { user_ids: [editor.id] };
    expect((await ask('PUT', `/roles/${id}/users`, body, editor.token)).status).toBe(200);
  });

  it('cannot escalate: not by making, editing or assigning a role, by an invitation or by an API key', async () => {
    const own = await fresh(['user:read'], editor.token);
    const above = await fresh([lacked]);
    const adminRole = await api.roleId(tenant, 'admin');
    const attempts: [string, string, object][] = [
      ['POST', '/roles', { name: 'Above', permission_ids: ['user:read', lacked] }],
      ['PATCH', `/roles/${own}`, { permission_ids: ['user:read', lacked] }],
      ['PATCH', `/roles/${above}`, { name: 'Renamed' }],
      ['PATCH', `/roles/${above}`, { permission_ids: ['user:read'] }],
      ['PUT', `/roles/${above}/users`, { user_ids: [editor.id] }],
      ['PUT', `/roles/${adminRole}/users`, { user_ids: [editor.id] }],
      ['PUT', `/roles/${adminRole}/users`, { user_ids: [admin.id, editor.id] }],
      ['POST', '/invitations', { email: 'friend@example.com', role_id: above }],
      ['POST', '/invitations', { email: 'friend@example.com', role_id: adminRole }],
      ['POST', '/api-keys', { name: 'Above', permission_ids: [lacked] }],
    ];
    for (const [method, path, body] of attempts) {
      const answer = await ask(method, path, body, editor.token);
      expect(answer.status, `${method} ${path}`).toBe(403);
      expect((await api.events(answer)).map(({ outcome }) => outcome)).toEqual(['denied']);
    }
    expect((await ask('GET', '/users/me', undefined, editor.token)).body.permissions).not.toContain(lacked);
    expect((await ask('GET', `/roles/${above}`)).body.permissions.map(({ id }: { id: string }) => id)).toEqual([
      lacked,
    ]);
  });

  it('cannot grow a role they hold through another editor', async () => {
    const second = await api.member(tenant, EDITOR);
    const id = await fresh(['user:read'], editor.token);
    await ask('PUT', `/roles/${id}/users`, { user_ids: [editor.id, second.id] }, editor.token);
    const answer = await ask('PATCH', `/roles/${id}`, { permission_ids: [lacked] }, second.token);
    expect(answer.status).toBe(403);
  });
});
