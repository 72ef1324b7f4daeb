import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Harness, MEMBER_PASSWORD, type Member, startHarness } from './harness.ts';

let api: Harness;
let tenant: string;
let admin: Member;
beforeAll(async () => {
  api = await startHarness();
  tenant = await api.createTenant(await api.token(), 'people');
  admin = await api.member(tenant, 'admin');
});
afterAll(() => api.close());

const users = (query = '', token = admin.token) => api.ask('GET', `/api/v1/users${query}`, { token });
const setActive = (id: string, is_active: boolean, token = admin.token) =>
  api.ask('PATCH', `/api/v1/users/${id}`, { token, body: { is_active } });
const remove = (id: string, token = admin.token) => api.ask('DELETE', `/api/v1/users/${id}`, { token });
const me = (token: string) => api.ask('GET', '/api/v1/users/me', { token });
const login = (email: string) =>
  api.ask('POST', '/api/v1/auth/token', { body: { username: email, password: MEMBER_PASSWORD } });

describe('the members of a tenant', () => {
  it('are listed with their roles by name and id, in the shape of the spec', async () => {
    const viewer = await api.member(tenant, 'viewer');
    await api.database.query("update users set first_name = 'Vera', last_name = 'Watts' where id = $1", [viewer.id]);
    const { body } = await users('?search=watts');
    expect(body).toEqual({
      items: [
        {
          id: viewer.id,
          email: viewer.email,
          first_name: 'Vera',
          last_name: 'Watts',
          is_active: true,
          roles: ['Viewer'],
          role_ids: [await api.roleId(tenant, 'viewer')],
        },
      ],
      total: 1,
      page: 1,
      limit: 20,
    });
    expect((await api.ask('GET', `/api/v1/users/${viewer.id}`, { token: admin.token })).body).toEqual(body.items[0]);
  });

  it('are paged, searched by any part of name or address, and never taken for patterns', async () => {
    const all = (await users('?limit=100')).body;
    const second = (await users('?limit=1&page=2')).body;
    expect(second).toMatchObject({ total: all.total, page: 2, limit: 1 });
    expect(second.items).toEqual([all.items[1]]);
    expect((await users('?search=%25')).body.total).toBe(0);
    expect((await users('?search=_')).body.total).toBe(0);
    expect((await users('?page=99')).body).toMatchObject({ items: [], total: all.total });
    expect((await users('?limit=101')).status).toBe(400);
  });

  it('are the same under the path of the tenant, by id and slug, with and without a trailing slash', async () => {
    const expected = (await users()).body;
    for (const path of [`${tenant}/users`, 'people/users/', `${tenant}/users/`]) {
      expect((await api.ask('GET', `/api/v1/tenants/${path}`, { token: admin.token })).body).toEqual(expected);
    }
  });

  it('are not for members of other tenants, whatever the header says', async () => {
    const otherTenant = await api.createTenant(await api.token(), 'others');
    const stranger = await api.member(otherTenant, 'admin');
    const asked = await api.ask('GET', `/api/v1/tenants/${tenant}/users`, {
      token: stranger.token,
      tenant: otherTenant,
    });
    expect(asked.status).toBe(403);
    const nowhere = await api.ask('GET', '/api/v1/tenants/no-such-tenant/users', { token: stranger.token });
    expect(nowhere.status).toBe(403);
    for (const [id, status] of [
      [stranger.id, 403],
      [randomUUID(), 404],
      ['me-not', 400],
    ] as const) {
      expect((await api.ask('GET', `/api/v1/users/${id}`, { token: admin.token })).status).toBe(status);
      expect((await setActive(id, false)).status).toBe(status);
      expect((await remove(id)).status).toBe(status);
    }
  });
});

describe('deactivating', () => {
  it('ends sessions at once, refuses the login, and is undone by activating', async () => {
    const member = await api.member(tenant, 'contributor');
    const answer = await setActive(member.id, false);
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ id: member.id, is_active: false, roles: ['Contributor'] });
    expect(await api.events(answer)).toMatchObject([
      { action: 'users:setActive', details: { before: { isActive: true }, after: { isActive: false } } },
    ]);
    expect((await me(member.token)).status).toBe(401);
    expect((await login(member.email)).status).toBe(401);
    expect((await setActive(member.id, true)).body.is_active).toBe(true);
    expect((await me(member.token)).status).toBe(401);
    expect((await login(member.email)).status).toBe(200);
  });

  it('never shuts a member out of another tenant', async () => {
    const elsewhere = await api.createTenant(await api.token(), 'elsewhere');
    const member = await api.member(tenant, 'viewer');
    await api.join(elsewhere, member.id, 'admin');
    await setActive(member.id, false);
    expect((await me(member.token)).status).toBe(401);
    const again = await login(member.email);
    expect(again.status).toBe(200);
    const token = again.body.access_token;
    expect((await api.ask('GET', '/api/v1/roles', { token })).status).toBe(200);
    expect((await api.ask('GET', '/api/v1/roles', { token, tenant })).status).toBe(403);
    expect((await api.ask('GET', '/api/v1/tenants', { token })).body).toMatchObject([{ id: elsewhere }]);
  });

  it('never locks an operator out of the installation', async () => {
    const { body } = await users('?search=operator@portolan.local');
    expect((await setActive(body.items[0].id, false)).status).toBe(200);
    expect((await api.ask('GET', '/api/tenants', { token: await api.token() })).status).toBe(200);
    await setActive(body.items[0].id, true);
  });

  it('is refused for oneself and for the last admin', async () => {
    expect((await setActive(admin.id, false)).status).toBe(409);
    expect((await remove(admin.id)).status).toBe(409);
    const alone = await api.createTenant(await api.token(), 'alone');
    const [operator] = await api.database.query<{ id: string }>('select id from users where is_operator');
    const helper = await api.member(alone, ['user:update', 'user:delete']);
    for (const refused of [
      await setActive(operator?.id ?? '', false, helper.token),
      await remove(operator?.id ?? '', helper.token),
    ]) {
      expect(refused.status).toBe(409);
      expect(refused.body.error.code).toBe('LAST_ADMIN');
    }
  });
});

describe('removing', () => {
  it('ends the membership with its roles, and the account that has none left', async () => {
    const member = await api.member(tenant, 'contributor');
    const answer = await remove(member.id);
    expect(answer.status).toBe(204);
    expect((await me(member.token)).status).toBe(401);
    expect((await login(member.email)).status).toBe(401);
    expect((await users(`?search=${member.email}`)).body.total).toBe(0);
    expect((await remove(member.id)).status).toBe(404);
    expect((await api.events(answer)).map(({ action }) => action)).toEqual(['users:remove']);
  });

  it('leaves the account that another tenant has', async () => {
    const elsewhere = await api.createTenant(await api.token(), 'elsewhere-2');
    const member = await api.member(tenant, 'viewer');
    await api.join(elsewhere, member.id, 'viewer');
    await remove(member.id);
    expect((await login(member.email)).status).toBe(200);
  });
});

describe('two admins at once', () => {
  const pair = async (slug: string) => {
    const id = await api.createTenant(await api.token(), slug);
    const [operator] = await api.database.query<{ id: string }>('select id from users where is_operator');
    const [first, second] = [await api.member(id, 'admin'), await api.member(id, 'admin')];
    await api.database.query('delete from memberships where tenant_id = $1 and user_id = $2', [id, operator?.id]);
    const admins = () =>
      api.database.query(
        `select from membership_roles mr join roles r on r.id = mr.role_id and r.key = 'admin'
         join memberships m on m.tenant_id = mr.tenant_id and m.user_id = mr.user_id and m.is_active
         where mr.tenant_id = $1`,
        [id],
      );
    return { id, first, second, admins };
  };

  it.each(['demote', 'deactivate', 'remove'] as const)('who %s each other leave one', async (deed) => {
    for (let round = 0; round < 5; round++) {
      const { id, first, second, admins } = await pair(`duel-${deed}-${round}`);
      const adminRole = await api.roleId(id, 'admin');
      const strike = (by: Member, at: Member) => {
        if (deed === 'remove') return remove(at.id, by.token);
        if (deed === 'deactivate') return setActive(at.id, false, by.token);
        const body = { user_ids: [by.id] };
        return api.ask('PUT', `/api/v1/roles/${adminRole}/users`, { token: by.token, body });
      };
      const answers = await Promise.all([strike(first, second), strike(second, first)]);
      expect(await admins()).toHaveLength(1);
      expect(answers.filter(({ status }) => status < 300)).toHaveLength(1);
      expect(answers.filter(({ status }) => [401, 403, 409].includes(status))).toHaveLength(1);
    }
  });
});
