import { randomUUID } from 'node:crypto';
import { type Explanation, PERMISSIONS, type Permission } from '@portolan/contract';
import { explain, resolvePrincipal, type TenantContext } from '@portolan/core';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Harness, type Member, startHarness } from './harness.ts';

let api: Harness;
beforeAll(async () => {
  api = await startHarness();
});
afterAll(() => api.close());

const ask = (token: string, query: string) => api.ask('GET', `/api/v1/iam/explain?${query}`, { token });

/** How a person may stand to a tenant: roles by index, and what of the chain above them is broken. */
interface Stand {
  roles: number[];
  member: boolean;
  memberActive: boolean;
  accountActive: boolean;
}

/** Tenants of so many people: with each permission of each they make the thousands that are compared. */
const [TENANTS, PEOPLE] = [4, 45];

const permissionSet = fc.subarray([...PERMISSIONS]);
const mostly = fc.integer({ min: 0, max: 5 }).map((value) => value > 0);
const stand: fc.Arbitrary<Stand> = fc.record({
  roles: fc.uniqueArray(fc.integer({ min: 0, max: 9 }), { maxLength: 3 }),
  member: mostly,
  memberActive: mostly,
  accountActive: mostly,
});
const world = fc.record({
  roles: fc.array(permissionSet, { minLength: 10, maxLength: 10 }),
  people: fc.array(stand, { minLength: PEOPLE, maxLength: PEOPLE }),
});

/** Writes a tenant as the state says, and answers its people with sessions that were opened before anything changed. */
async function build(state: { roles: Permission[][]; people: Stand[] }) {
  const tenantId = await api.createTenant(await api.token(), `w${randomUUID().slice(0, 12)}`);
  const roleIds = await Promise.all(state.roles.map((permissions) => api.customRole(tenantId, permissions)));
  const people = state.people.map((person) => ({ ...person, id: randomUUID(), sessionId: randomUUID() }));
  for (const { id, sessionId, member, memberActive, accountActive, roles } of people) {
    await api.database.query('insert into users (id, email, is_active) values ($1, $2, $3)', [
      id,
      `${id}@example.com`,
      accountActive,
    ]);
    await api.database.query(
      "insert into sessions (id, user_id, secret_hash, expires_at) values ($1, $2, 'x', now() + interval '1 hour')",
      [sessionId, id],
    );
    if (!member) continue;
    await api.database.query('insert into memberships (tenant_id, user_id, is_active) values ($1, $2, $3)', [
      tenantId,
      id,
      memberActive,
    ]);
    await api.database.query(
      'insert into membership_roles (tenant_id, user_id, role_id) select $1, $2, unnest($3::uuid[])',
      [tenantId, id, roles.map((index) => roleIds[index])],
    );
  }
  return { tenantId, people };
}

/** What the product itself would decide on a request of that session. */
async function verdicts(tenantId: string, userId: string, sessionId: string): Promise<ReadonlySet<Permission>> {
  const { services } = api.composition;
  const bearer = await services.tokens.issue(sessionId, userId);
  const resolution = await resolvePrincipal(services, { bearer, cookie: null, tenantRef: tenantId, address: '' });
  return resolution.principal?.permissions ?? new Set();
}

describe('the explanation and the real verdict', () => {
  it('agree on thousands of random states', async () => {
    const { services } = api.composition;
    const operator = await resolvePrincipal(services, {
      bearer: await api.token(),
      cookie: null,
      tenantRef: null,
      address: '',
    });
    if (!operator.principal) throw new Error('the operator is not signed in');
    let compared = 0;
    const property = fc.asyncProperty(world, async (state) => {
      const { tenantId, people } = await build(state);
      const tenant = { id: tenantId, slug: 'any', name: 'Any' };
      const principal = { ...operator.principal, tenant, permissions: new Set(PERMISSIONS) };
      const request = { id: 'explain', address: 'test', userAgent: null };
      const right = { access: 'tenant' } as const;
      const ctx: TenantContext = { services, request, principal, right, tenant };
      for (const person of people) {
        const real = await verdicts(tenantId, person.id, person.sessionId);
        const about = async (permission: Permission) => {
          const told = await explain(ctx, { userId: person.id, permission });
          expect({ ...person, permission, allowed: told.allowed }).toEqual({
            ...person,
            permission,
            allowed: real.has(permission),
          });
          expect(told.missing === null).toBe(told.allowed);
          compared++;
        };
        await Promise.all(PERMISSIONS.map(about));
      }
    });
    await fc.assert(property, { numRuns: TENANTS, endOnFailure: true });
    expect(compared).toBeGreaterThan(3_500);
  }, 120_000);
});

describe('an explanation', () => {
  let tenant: string;
  let admin: Member;
  let viewer: Member;
  beforeAll(async () => {
    tenant = await api.createTenant(await api.token(), 'explaining');
    admin = await api.member(tenant, 'admin');
    viewer = await api.member(tenant, 'viewer');
  });

  it('gives the proof of what is allowed', async () => {
    const { body } = await ask(admin.token, 'permission=audit:read');
    expect(body).toEqual({
      user_id: admin.id,
      permission: 'audit:read',
      permission_name: 'Read the audit log',
      allowed: true,
      reason: 'Allowed by Tenant Admin',
      held_through: [{ id: await api.roleId(tenant, 'admin'), name: 'Tenant Admin' }],
      missing: null,
      granted_by: [],
      grantors: [],
    });
  });

  it('names the missing role, the roles that would do and who can give them', async () => {
    const { body } = await ask(viewer.token, 'permission=connections:write');
    expect(body).toMatchObject({ allowed: false, missing: 'role', user_id: viewer.id });
    expect(body.reason).toBe('Needs connections:write, which these roles hold: Contributor, Tenant Admin');
    expect(body.grantors.map(({ email }: { email: string }) => email)).toContain(admin.email);
    expect(body.grantors.map(({ email }: { email: string }) => email)).not.toContain(viewer.email);
  });

  it('names only people who really can: each of them grants it, and nobody else who may assign roles does', async () => {
    const able = await api.member(tenant, ['role:assign_users', 'user:read', 'role:read', 'connections:read']);
    const unable = await api.member(tenant, ['role:assign_users', 'user:read', 'role:read']);
    const reader = await api.customRole(tenant, ['connections:read']);
    const { grantors } = (await ask(viewer.token, 'permission=connections:read')).body as Explanation;
    const named = grantors.map(({ id }) => id);
    expect(named).toContain(able.id);
    expect(named).not.toContain(unable.id);
    for (const [person, status] of [
      [able, 200],
      [unable, 403],
    ] as const) {
      const body = { user_ids: [viewer.id] };
      const answer = await api.ask('PUT', `/api/v1/roles/${reader}/users`, { token: person.token, body });
      expect(answer.status).toBe(status);
    }
    expect((await ask(viewer.token, 'permission=connections:read')).body.allowed).toBe(true);
  });

  it('tells of deactivated members, strangers and API keys', async () => {
    const member = await api.member(tenant, 'contributor');
    const setActive = (is_active: boolean) =>
      api.ask('PATCH', `/api/v1/users/${member.id}`, { token: admin.token, body: { is_active } });
    await setActive(false);
    const inactive = (await ask(admin.token, `permission=connections:read&user_id=${member.id}`)).body;
    expect(inactive).toMatchObject({ allowed: false, missing: 'inactive', held_through: [{ name: 'Contributor' }] });
    const elsewhere = await api.createTenant(await api.token(), 'explaining-elsewhere');
    const stranger = await api.member(elsewhere, 'viewer');
    expect((await ask(admin.token, `permission=connections:read&user_id=${stranger.id}`)).status).toBe(403);
    expect((await ask(admin.token, `permission=connections:read&user_id=${randomUUID()}`)).status).toBe(404);
    const nobody = await api.member(elsewhere, 'viewer');
    await api.database.query('delete from memberships where user_id = $1', [nobody.id]);
    const outside = await ask(admin.token, `permission=connections:read&user_id=${nobody.id}`);
    expect(outside.body).toMatchObject({ allowed: false, missing: 'membership' });
    const key = await api.ask('POST', '/api/v1/api-keys', {
      token: admin.token,
      body: { name: 'narrow', permission_ids: ['user:read'] },
    });
    expect((await ask(key.body.key, 'permission=audit:read')).body).toMatchObject({ allowed: false, missing: 'key' });
  });

  it('about others needs user:read and role:read; about oneself nothing', async () => {
    const lonely = await api.member(tenant, []);
    expect((await ask(lonely.token, 'permission=audit:read')).status).toBe(200);
    expect((await ask(lonely.token, `permission=audit:read&user_id=${admin.id}`)).status).toBe(403);
    expect((await ask(viewer.token, `permission=audit:read&user_id=${admin.id}`)).status).toBe(200);
    expect((await ask(viewer.token, 'permission=everything')).status).toBe(400);
  });
});
