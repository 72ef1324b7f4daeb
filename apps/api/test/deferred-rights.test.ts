import { randomUUID } from 'node:crypto';
import type { Permission } from '@portolan/contract';
import { createResetLink } from '@portolan/core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Harness, MEMBER_PASSWORD, type Member, startHarness } from './harness.ts';

const INVITER: Permission[] = ['invitation:create', 'connections:read', 'role:read', 'api_key:create'];

let api: Harness;
let operator: string;
let tenant: { id: string; slug: string };
let admin: Member;
let inviter: Member & { roleId: string };
/** A role that the inviter may give. */
let target: string;

beforeAll(async () => {
  api = await startHarness();
  operator = await api.token();
});
afterAll(() => api.close());

beforeEach(async () => {
  const slug = `deferred-${randomUUID().slice(0, 8)}`;
  tenant = { id: await api.createTenant(operator, slug), slug };
  admin = await api.member(tenant.id, 'admin');
  const member = await api.member(tenant.id, INVITER);
  const [held] = await api.database.query<{ id: string }>(
    'select role_id as id from membership_roles where tenant_id = $1 and user_id = $2',
    [tenant.id, member.id],
  );
  inviter = { ...member, roleId: held?.id as string };
  target = await api.customRole(tenant.id, ['connections:read']);
});

const asAdmin = async (method: string, path: string, body?: unknown) => {
  const answer = await api.ask(method, `/api/v1${path}`, { token: admin.token, body });
  expect(answer.status).toBeLessThan(300);
  return answer;
};
const invite = async (token = inviter.token, role = target) => {
  const body = { email: `${randomUUID()}@example.com`, role_id: role };
  const answer = await api.ask('POST', '/api/v1/invitations', { token, body });
  expect(answer.status).toBe(201);
  return { id: answer.body.id as string, token: tokenOf(answer.body.accept_url) };
};
const tokenOf = (url: string) => url.split('#token=')[1] as string;
const acceptance = (token: string) => ({ token, password: MEMBER_PASSWORD, first_name: null, last_name: null });
const onRest = (token: string) => api.ask('POST', '/api/v1/invitations/accept', { body: acceptance(token) });
const onTrpc = (token: string) => {
  const body = { token, password: MEMBER_PASSWORD, firstName: null, lastName: null };
  return api.raw('POST', '/trpc/invitations.accept', { body });
};
const statusOf = async (id: string) => {
  const [row] = await api.database.query<{ status: string }>('select status from invitations where id = $1', [id]);
  return row?.status;
};
const eventsOf = (id: string, outcome: string) =>
  api.database.query<{ action: string; details: Record<string, unknown> }>(
    "select action, details from audit_events where entity_id = $1 and outcome = $2 and action <> 'invitations:create' order by seq",
    [id, outcome],
  );
const dead = async (token: string) => {
  const nobody = await onRest('A'.repeat(43));
  const answer = await onRest(token);
  expect([answer.status, answer.body.detail]).toEqual([404, nobody.body.detail]);
  expect((await onTrpc(token)).status).toBe(404);
  expect((await api.ask('POST', '/api/v1/invitations/lookup', { body: { token } })).status).toBe(404);
};

describe('what somebody has pending is revoked', () => {
  const ways: [string, string, () => Promise<unknown>][] = [
    ['who is removed', 'inviter_not_member', () => asAdmin('DELETE', `/users/${inviter.id}`)],
    ['who is deactivated', 'inviter_not_member', () => asAdmin('PATCH', `/users/${inviter.id}`, { is_active: false })],
    [
      'who loses a role',
      'inviter_lacks_permissions',
      () => asAdmin('PUT', `/roles/${inviter.roleId}/users`, { user_ids: [] }),
    ],
    [
      'whose role may no longer invite',
      'inviter_lacks_permissions',
      () => asAdmin('PATCH', `/roles/${inviter.roleId}`, { permission_ids: ['connections:read'] }),
    ],
    [
      'whose role lost what is given',
      'inviter_lacks_permissions',
      () => asAdmin('PATCH', `/roles/${inviter.roleId}`, { permission_ids: ['invitation:create'] }),
    ],
    [
      'where the role that is given grows above them',
      'inviter_lacks_permissions',
      () => asAdmin('PATCH', `/roles/${target}`, { permission_ids: ['connections:read', 'user:delete'] }),
    ],
  ];
  it.each(ways)('of one %s', async (_, reason, takeAway) => {
    const pending = await invite();
    const others = await invite(admin.token);
    await takeAway();
    expect(await statusOf(pending.id)).toBe('revoked');
    const details = expect.objectContaining({ reason, invitedByUserId: inviter.id });
    expect(await eventsOf(pending.id, 'success')).toEqual([{ action: 'invitations:revoke', details }]);
    await dead(pending.token);
    expect(await statusOf(others.id)).toBe('pending');
    expect((await onRest(others.token)).status).toBe(200);
  });

  it('with the API key that it was made with', async () => {
    const body = { name: 'Script', permission_ids: ['invitation:create', 'connections:read'] };
    const { key, id } = (await api.ask('POST', '/api/v1/api-keys', { token: inviter.token, body })).body;
    const [withKey, without] = [await invite(key), await invite()];
    await asAdmin('DELETE', `/api-keys/${id}`);
    expect([await statusOf(withKey.id), await statusOf(without.id)]).toEqual(['revoked', 'pending']);
    await dead(withKey.token);
  });

  it('with the API key that it was made with, when the key runs out', async () => {
    const body = { name: 'Brief', permission_ids: ['invitation:create', 'connections:read'] };
    const { key, id } = (await api.ask('POST', '/api/v1/api-keys', { token: inviter.token, body })).body;
    const { token } = await invite(key);
    await api.database.query("update api_keys set expires_at = now() - interval '1 second' where id = $1", [id]);
    await dead(token);
  });

  it('where its role was raised above what the key may give, though not above the member', async () => {
    const body = { name: 'Narrow', permission_ids: ['invitation:create', 'connections:read'] };
    const { key } = (await api.ask('POST', '/api/v1/api-keys', { token: inviter.token, body })).body;
    const [withKey, without] = [await invite(key), await invite()];
    const raised = { permission_ids: ['connections:read', 'role:read'] };
    expect((await asAdmin('PATCH', `/roles/${target}`, raised)).status).toBe(200);
    await dead(withKey.token);
    expect((await onRest(without.token)).status).toBe(200);
  });

  it('and stays so when the member is back', async () => {
    const { token } = await invite();
    await asAdmin('PATCH', `/users/${inviter.id}`, { is_active: false });
    await asAdmin('PATCH', `/users/${inviter.id}`, { is_active: true });
    await dead(token);
  });

  it('but not where somebody else has sent it again', async () => {
    const { id } = await invite();
    const sent = await asAdmin('POST', `/invitations/${id}/resend`);
    await asAdmin('DELETE', `/users/${inviter.id}`);
    expect((await onRest(tokenOf(sent.body.accept_url))).status).toBe(200);
  });
});

describe.each([
  ['REST', onRest],
  ['tRPC', onTrpc],
] as const)('accepting on %s', (_, accept) => {
  it('asks whether the inviter could still give it, whoever took that away, and tells the tenant once', async () => {
    const { id, token } = await invite();
    await api.database.query('delete from memberships where user_id = $1', [inviter.id]);
    expect((await accept(token)).status).toBe(404);
    expect(await statusOf(id)).toBe('revoked');
    const details = expect.objectContaining({ reason: 'inviter_not_member' });
    expect(await eventsOf(id, 'denied')).toEqual([{ action: 'invitations:accept', details }]);
    await dead(token);
    expect(await eventsOf(id, 'denied')).toHaveLength(1);
  });

  it('is over with the account of the inviter', async () => {
    const { id, token } = await invite();
    await api.database.query('delete from users where id = $1', [inviter.id]);
    expect((await accept(token)).status).toBe(404);
    expect(await statusOf(id)).toBe('revoked');
  });

  it('is over when the removal of the inviter has been answered', async () => {
    const invitations = await Promise.all(Array.from({ length: 12 }, () => invite()));
    const accepted = async () =>
      (await api.database.query("select from invitations where tenant_id = $1 and status = 'accepted'", [tenant.id]))
        .length;
    const answers = invitations.map(({ token }) => accept(token));
    await Promise.race(answers);
    await asAdmin('DELETE', `/users/${inviter.id}`);
    const then = await accepted();
    const statuses = (await Promise.all(answers)).map(({ status }) => status);
    expect(await accepted()).toBe(then);
    expect(statuses.filter((status) => status === 200)).toHaveLength(then);
    expect(statuses.filter((status) => status !== 200 && status !== 404)).toEqual([]);
  });

  it('of what an operator made needs an operator still', async () => {
    const slug = `founded-${randomUUID().slice(0, 8)}`;
    const body = { name: 'Founded', slug, admin_email: `${randomUUID()}@example.com` };
    const made = await api.ask('POST', '/api/tenants', { token: operator, body });
    const token = tokenOf(made.body.admin_invitation.accept_url);
    const flag = (on: boolean) =>
      api.database.query("update users set is_operator = $1 where email = 'operator@portolan.local'", [on]);
    await flag(false);
    const refused = await accept(token);
    await flag(true);
    expect(refused.status).toBe(404);
    const email = `${randomUUID()}@example.com`;
    const again = await api.ask('POST', `/api/tenants/${slug}/admin-invitations`, { token: operator, body: { email } });
    expect((await accept(tokenOf(again.body.accept_url))).status).toBe(200);
  });

  it('waits for no tenant that is deleted, and is good again when that is back', async () => {
    const { token, id } = await invite();
    await api.ask('DELETE', `/api/tenants/${tenant.slug}`, { token: operator });
    expect((await accept(token)).status).toBe(404);
    await api.ask('POST', `/api/tenants/${tenant.slug}/restore`, { token: operator });
    expect(await statusOf(id)).toBe('pending');
    expect((await accept(token)).status).toBe(200);
  });
});

describe('a link to a new password', () => {
  const link = async () => {
    const made = await createResetLink(
      { services: api.composition.services, request: { id: 'test', address: 'test', userAgent: null } },
      inviter.email,
      'auth:createResetLink',
    );
    return tokenOf(made?.url ?? '');
  };
  const use = async (token: string) => {
    const body = { token, new_password: 'quite-another-3' };
    const rest = await api.ask('POST', '/api/v1/auth/password-resets/use', { body });
    const trpc = await api.raw('POST', '/trpc/auth.resetPassword', { body: { token, newPassword: body.new_password } });
    return [rest.status, trpc.status];
  };

  it('dies with the account, and is not good again when that is back', async () => {
    const token = await link();
    await asAdmin('PATCH', `/users/${inviter.id}`, { is_active: false });
    expect(await use(token)).toEqual([404, 404]);
    await asAdmin('PATCH', `/users/${inviter.id}`, { is_active: true });
    expect(await use(token)).toEqual([404, 404]);
  });

  it('does not undo a password that was set after it', async () => {
    const token = await link();
    const body = { current_password: MEMBER_PASSWORD, new_password: 'my-own-choice-4' };
    expect((await api.ask('POST', '/api/v1/auth/password', { token: inviter.token, body })).status).toBe(204);
    expect(await use(token)).toEqual([404, 404]);
  });
});

describe('an API key', () => {
  it('holds no more than its maker, on both faces, whatever becomes of them', async () => {
    const body = { name: 'Script', permission_ids: ['connections:read', 'role:read'] };
    const { key } = (await api.ask('POST', '/api/v1/api-keys', { token: inviter.token, body })).body;
    const tries = async () => [
      (await api.ask('GET', '/api/v1/roles', { token: key })).status,
      (await api.raw('GET', '/trpc/roles.list?input=%7B%7D', { token: key })).status,
    ];
    expect(await tries()).toEqual([200, 200]);
    await asAdmin('PATCH', `/roles/${inviter.roleId}`, { permission_ids: ['connections:read'] });
    expect(await tries()).toEqual([403, 403]);
    await asAdmin('PATCH', `/users/${inviter.id}`, { is_active: false });
    expect(await tries()).toEqual([401, 401]);
    await asAdmin('DELETE', `/users/${inviter.id}`);
    expect(await tries()).toEqual([401, 401]);
  });
});
