import { randomUUID } from 'node:crypto';
import { until } from '@portolan/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Harness, MEMBER_PASSWORD, type Member, startHarness } from './harness.ts';

let api: Harness;
let tenant: string;
let admin: Member;
let viewerRole: string;
beforeAll(async () => {
  api = await startHarness();
  tenant = await api.createTenant(await api.token(), 'inviting');
  admin = await api.member(tenant, 'admin');
  viewerRole = await api.roleId(tenant, 'viewer');
});
afterAll(() => api.close());

const PASSWORD = 'a-password-of-my-own';
const address = () => `guest-${randomUUID()}@example.com`;
const ask = (method: string, path: string, body?: unknown, token: string | undefined = admin.token) =>
  api.ask(method, `/api/v1/invitations${path}`, { token, body });
const invite = (email = address(), role_id = viewerRole) => ask('POST', '', { email, role_id });
const open = (path: string, body: object) => api.ask('POST', `/api/v1/invitations/${path}`, { body });
const tokenOf = (url: string) => new URLSearchParams(new URL(url).hash.slice(1)).get('token') as string;
const invited = async (email = address(), role = viewerRole) => {
  const { body } = await invite(email, role);
  return { id: body.id as string, email, token: tokenOf(body.accept_url) };
};
const accept = (token: string, password = PASSWORD) =>
  open('accept', { token, password, first_name: 'Ada', last_name: 'Guest' });

describe('inviting', () => {
  it('answers the link where no mail can be sent, keeps only its hash, and shows it never again', async () => {
    const email = address();
    const answer = await invite(email);
    expect(answer.status).toBe(201);
    expect(answer.body).toEqual({
      id: expect.any(String),
      email,
      role_id: viewerRole,
      status: 'pending',
      expires_at: expect.any(String),
      created_at: expect.any(String),
      accept_url: expect.stringMatching(/^http:\/\/localhost\/accept-invitation#token=[\w-]{43}$/),
    });
    const days = (Date.parse(answer.body.expires_at) - Date.parse(answer.body.created_at)) / 86_400_000;
    expect(days).toBeCloseTo(7, 3);
    api.secrets.add(tokenOf(answer.body.accept_url));
    const [row] = await api.database.query('select * from invitations where id = $1', [answer.body.id]);
    expect(JSON.stringify(row)).not.toContain(tokenOf(answer.body.accept_url));
    const listed = await ask('GET', '');
    expect(listed.body.items[0]).toMatchObject({ id: answer.body.id, role_name: 'Viewer', invited_by: admin.email });
    const events = JSON.stringify(await api.events(answer));
    expect(events).not.toContain(tokenOf(answer.body.accept_url));
  });

  it('is once at a time for each address, by the database itself', async () => {
    const email = address();
    const spelled = (index: number) => (index % 2 ? email.toUpperCase() : email);
    const answers = await Promise.all(Array.from({ length: 20 }, (_, index) => invite(spelled(index))));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array(19).fill(409)]);
    const again = await invite(email);
    expect(again.body.error.details).toMatchObject([{ path: 'email', code: 'pending' }]);
    const insert = `insert into invitations (id, tenant_id, email, role_id, token_hash, status, expires_at)
                    values (gen_random_uuid(), $1, $2, $3, $2, 'pending', now() + interval '1 day')`;
    await expect(api.database.query(insert, [tenant, email, viewerRole])).rejects.toThrow(/invitations_pending/);
  });

  it('is possible again once the last one ran out, was revoked or declined', async () => {
    const first = await invited();
    await api.database.query("update invitations set expires_at = now() - interval '1 second' where id = $1", [
      first.id,
    ]);
    expect((await open('lookup', { token: first.token })).status).toBe(404);
    expect((await accept(first.token)).status).toBe(404);
    const second = await invited(first.email);
    await ask('DELETE', `/${second.id}`);
    const third = await invited(first.email);
    expect((await open('decline', { token: third.token })).status).toBe(204);
    expect((await invite(first.email)).status).toBe(201);
    const mine = (await ask('GET', '?limit=100')).body.items.filter(
      ({ email }: { email: string }) => email === first.email,
    );
    expect(mine.map(({ status }: { status: string }) => status)).toEqual(['pending', 'declined', 'revoked', 'expired']);
    expect((await ask('GET', '?status=declined')).body.items).toHaveLength(1);
  });

  it('refuses members, deactivated ones too, and roles of other tenants', async () => {
    const member = await api.member(tenant, 'viewer');
    expect((await invite(member.email)).body.error.message).toContain('is a member of this tenant already');
    await api.ask('PATCH', `/api/v1/users/${member.id}`, { token: admin.token, body: { is_active: false } });
    expect((await invite(member.email)).body.error.message).toContain('deactivated');
    const elsewhere = await api.createTenant(await api.token(), 'foreign-invitation');
    expect((await invite(address(), await api.roleId(elsewhere, 'viewer'))).status).toBe(403);
    expect((await invite(address(), randomUUID())).status).toBe(404);
  });

  it.each(['', 'nobody', 'a b@example.com', '@example.com', `${'a'.repeat(320)}@example.com`, 'a\u0000@example.com'])(
    'refuses the address %j',
    async (email) => {
      expect((await invite(email)).status).toBe(400);
    },
  );

  it('of another tenant is 403, of nobody 404', async () => {
    const elsewhere = await api.createTenant(await api.token(), 'foreign-inviter');
    const other = await api.member(elsewhere, 'admin');
    const { id } = await invited();
    expect((await ask('DELETE', `/${id}`, undefined, other.token)).status).toBe(403);
    expect((await ask('POST', `/${id}/resend`, undefined, other.token)).status).toBe(403);
    expect((await ask('DELETE', `/${randomUUID()}`)).status).toBe(404);
  });
});

describe('resending', () => {
  it('extends the invitation, makes a new link and kills the old one', async () => {
    const { id, token } = await invited();
    await api.database.query("update invitations set expires_at = now() - interval '1 day' where id = $1", [id]);
    const answer = await ask('POST', `/${id}/resend`);
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ id, status: 'pending' });
    expect(Date.parse(answer.body.expires_at)).toBeGreaterThan(Date.now() + 6 * 86_400_000);
    expect((await open('lookup', { token })).status).toBe(404);
    expect((await accept(token)).status).toBe(404);
    expect((await open('lookup', { token: tokenOf(answer.body.accept_url) })).status).toBe(200);
  });

  it('is over once it was accepted, declined or revoked', async () => {
    const { id, token } = await invited();
    await accept(token);
    expect((await ask('POST', `/${id}/resend`)).status).toBe(409);
    expect((await ask('DELETE', `/${id}`)).status).toBe(409);
  });

  it('asks anew whether the role is not above the sender', async () => {
    const roles = (body: object) => api.ask('POST', '/api/v1/roles', { token: admin.token, body });
    const role = (await roles({ name: 'Grows', permission_ids: ['user:read'] })).body.id;
    const sender = await api.member(tenant, ['invitation:create', 'user:read']);
    const { id } = await invited(address(), role);
    await api.ask('PATCH', `/api/v1/roles/${role}`, { token: admin.token, body: { permission_ids: ['audit:read'] } });
    expect((await ask('POST', `/${id}/resend`, undefined, sender.token)).status).toBe(403);
  });
});

describe('accepting', () => {
  it('makes the account, assigns the role and signs in, in the tenant of the invitation', async () => {
    const { email, token } = await invited(address(), await api.roleId(tenant, 'contributor'));
    const preview = await open('lookup', { token });
    expect(preview.body).toEqual({
      email,
      tenant: { id: tenant, name: 'Tenant inviting' },
      role: { name: 'Contributor' },
      expires_at: expect.any(String),
      account_exists: false,
    });
    const answer = await accept(token);
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({
      token: answer.body.access_token,
      access_token: expect.any(String),
      token_type: 'bearer',
      user: { id: expect.any(String), email, first_name: 'Ada', last_name: 'Guest', is_active: true },
      tenant: { id: tenant, name: 'Tenant inviting', slug: 'inviting' },
    });
    const session = { token: answer.body.token };
    expect((await api.ask('GET', '/api/v1/users/me', session)).body.permissions).toContain('connections:write');
    const found = await api.ask('GET', `/api/v1/users?search=${email}`, { token: admin.token });
    expect(found.body.items).toMatchObject([{ email, roles: ['Contributor'] }]);
    expect(
      (await api.ask('POST', '/api/v1/auth/token', { body: { username: email, password: PASSWORD } })).status,
    ).toBe(200);
    expect(await api.events(answer)).toMatchObject([
      { action: 'invitations:accept', actor_user_id: answer.body.user.id, details: { newAccount: true } },
    ]);
    expect((await accept(token)).status).toBe(404);
  });

  it('is single use under 50 callers at once', async () => {
    const { email, token } = await invited();
    const answers = await Promise.all(Array.from({ length: 50 }, () => accept(token)));
    const counts = Object.groupBy(answers, ({ status }) => String(status));
    expect(counts['200']).toHaveLength(1);
    for (const { status } of answers) expect([200, 401, 404]).toContain(status);
    const rows = await api.database.query(
      'select from users u join memberships m on m.user_id = u.id where u.email = $1',
      [email],
    );
    expect(rows).toHaveLength(1);
  });

  it('lets an existing account prove itself with its password, and keeps that', async () => {
    const elsewhere = await api.createTenant(await api.token(), 'first-home');
    const known = await api.member(elsewhere, 'viewer');
    const { token } = await invited(known.email.toUpperCase());
    expect((await open('lookup', { token })).body.account_exists).toBe(true);
    expect((await accept(token, 'not-the-password')).status).toBe(401);
    const answer = await accept(token, MEMBER_PASSWORD);
    expect(answer.status).toBe(200);
    expect(answer.body.user).toMatchObject({ id: known.id, first_name: null });
    const tenants = await api.ask('GET', '/api/v1/tenants', { token: answer.body.token });
    expect(tenants.body).toHaveLength(2);
    // The session works in the tenant that was just joined, without naming it.
    expect((await api.ask('GET', '/api/v1/invitations', { token: answer.body.token })).status).toBe(403);
    expect((await api.ask('GET', '/api/v1/roles', { token: answer.body.token })).status).toBe(200);
  });

  it('brings back an account that was deactivated with its last membership', async () => {
    const gone = await api.member(tenant, 'viewer');
    await api.ask('DELETE', `/api/v1/users/${gone.id}`, { token: admin.token });
    const { token } = await invited(gone.email);
    expect((await accept(token, 'not-the-password')).status).toBe(401);
    const answer = await accept(token, MEMBER_PASSWORD);
    expect(answer.body.user).toMatchObject({ id: gone.id, is_active: true });
    expect((await api.ask('GET', '/api/v1/users', { token: answer.body.token })).status).toBe(200);
  });

  it('of several invitations at once brings a deactivated account back into all of them', async () => {
    const gone = await api.member(tenant, 'viewer');
    await api.ask('DELETE', `/api/v1/users/${gone.id}`, { token: admin.token });
    const operator = await api.token();
    const tokens = await Promise.all(
      ['many-1', 'many-2', 'many-3'].map(async (slug) => {
        const id = await api.createTenant(operator, slug);
        const body = { email: gone.email, role_id: await api.roleId(id, 'viewer') };
        const sent = await api.ask('POST', '/api/v1/invitations', { token: operator, tenant: slug, body });
        return tokenOf(sent.body.accept_url);
      }),
    );
    const answers = await Promise.all(tokens.map((token) => accept(token, MEMBER_PASSWORD)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    const mine = await api.ask('GET', '/api/v1/tenants', { token: await api.token(gone.email, MEMBER_PASSWORD) });
    expect(mine.body).toHaveLength(3);
  });

  it('is no way around a deactivation', async () => {
    const { email, token } = await invited();
    const user = (await accept(token)).body.user.id;
    await api.database.query(
      `insert into invitations (id, tenant_id, email, role_id, token_hash, status, expires_at)
       values (gen_random_uuid(), $1, $2, $3, encode(sha256(convert_to($4, 'UTF8')), 'hex'), 'pending', now() + interval '1 day')`,
      [tenant, email, viewerRole, 'x'.repeat(43)],
    );
    await api.ask('PATCH', `/api/v1/users/${user}`, { token: admin.token, body: { is_active: false } });
    const answer = await accept('x'.repeat(43));
    const [row] = await api.database.query('select is_active from memberships where user_id = $1', [user]);
    expect(row).toEqual({ is_active: false });
    expect((await api.ask('GET', '/api/v1/users', { token: answer.body.token })).status).toBe(401);
  });

  it.each([
    ['short', 'a7_Bcd!'],
    ['among the commonest', 'Password123'],
    ['too long', 'x'.repeat(201)],
  ])('refuses a password that is %s, and the invitation stays good', async (_, password) => {
    const { token } = await invited();
    const refused = await accept(token, password);
    expect(refused.status).toBe(400);
    expect(refused.body.error.details).toMatchObject([{ path: 'password' }]);
    expect((await accept(token)).status).toBe(200);
  });

  it('refuses tokens that are altered, and dead tenants', async () => {
    const { token } = await invited();
    const altered = (token[0] === 'A' ? 'B' : 'A') + token.slice(1);
    expect((await open('lookup', { token: altered })).status).toBe(404);
    for (const bad of ['', token.slice(1), `${token}A`, `${token.slice(0, -1)}=`]) {
      expect((await open('lookup', { token: bad })).status).toBe(400);
    }
    const operator = await api.token();
    const doomed = await api.createTenant(operator, 'doomed');
    const body = { email: address(), role_id: await api.roleId(doomed, 'viewer') };
    const sent = await api.ask('POST', '/api/v1/invitations', { token: operator, tenant: 'doomed', body });
    await api.ask('DELETE', '/api/tenants/doomed', { token: operator });
    expect((await accept(tokenOf(sent.body.accept_url))).status).toBe(404);
  });

  it('signs a browser in with a cookie, over tRPC', async () => {
    const { token } = await invited();
    const answer = await api.raw('POST', '/trpc/invitations.acceptAndSignIn', { body: { token, password: PASSWORD } });
    expect(answer.status).toBe(200);
    expect(answer.text).not.toContain('ccessToken');
    const cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? '';
    expect((await api.ask('GET', '/api/v1/roles', { headers: { cookie } })).status).toBe(200);
  });
});

describe('a tenant made for somebody else', () => {
  it('invites the admin that was named, who takes it over; the operator is no member', async () => {
    const operator = await api.token();
    const email = address();
    const body = { name: 'Handed over', slug: 'handed-over', admin_email: email };
    const made = await api.ask('POST', '/api/tenants', { token: operator, body });
    expect(made.status).toBe(201);
    expect(made.body.admin_invitation).toMatchObject({ email });
    const mine = await api.ask('GET', '/api/v1/tenants', { token: operator });
    expect(mine.body.map(({ slug }: { slug: string }) => slug)).not.toContain('handed-over');
    const joined = await accept(tokenOf(made.body.admin_invitation.accept_url));
    expect(joined.body.tenant.slug).toBe('handed-over');
    const roles = await api.ask('GET', '/api/v1/users', { token: joined.body.token });
    expect(roles.body.items).toMatchObject([{ email, roles: ['Tenant Admin'] }]);
  });
});

describe('a tenant without an admin', () => {
  it('gets one by an invitation of the operator, and only then', async () => {
    const operator = await api.token();
    const body = { name: 'Orphaned', slug: 'orphaned', admin_email: address() };
    const made = await api.ask('POST', '/api/tenants', { token: operator, body });
    const first = tokenOf(made.body.admin_invitation.accept_url);
    const call = (email: string) =>
      api.ask('POST', '/api/tenants/orphaned/admin-invitations', { token: operator, body: { email } });
    const again = await call(body.admin_email);
    expect(again.status).toBe(201);
    expect(await api.events(again)).toMatchObject([{ action: 'tenants:inviteAdmin' }]);
    expect((await accept(first)).status).toBe(404);
    expect((await accept(tokenOf(again.body.accept_url))).status).toBe(200);
    const late = await call(address());
    expect(late.status).toBe(409);
    expect(late.body.error.message).toContain('has an active admin');
  });
});

describe('guessing links', () => {
  it('is counted for each address, on both faces, and good links give back what they took', async () => {
    const limited = await startHarness({ PORTOLAN_RATE_LIMIT: 'on' });
    const token = 'x'.repeat(43);
    const guess = (path: string, from: string) =>
      limited.raw('POST', path, { body: { token }, headers: { 'x-test-address': from } });
    const rest = await Promise.all(Array.from({ length: 60 }, () => guess('/api/v1/invitations/lookup', 'a')));
    const trpc = await Promise.all(Array.from({ length: 60 }, () => guess('/trpc/invitations.lookup', 'a')));
    const statuses = [...rest, ...trpc].map(({ status }) => status);
    expect(statuses.filter((status) => status === 404)).toHaveLength(100);
    expect(statuses.filter((status) => status === 429)).toHaveLength(20);
    expect((await guess('/api/v1/invitations/lookup', 'b')).status).toBe(404);
    await until(async () => (await limited.database.query('select from rate_limits')).length > 0);
    await limited.close();
  });
});
