import { randomUUID } from 'node:crypto';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import type { Permission } from '@portolan/contract';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Harness, MEMBER_PASSWORD, type Member, startHarness } from './harness.ts';

const IN_FLIGHT = 40;
const EDITOR: Permission[] = ['role:read', 'role:create', 'connections:read', 'api_key:create'];

let api: Harness;
let operator: string;
let tenant: { id: string; slug: string };
let admin: Member;
let editor: Member & { roleId: string };

beforeAll(async () => {
  api = await startHarness();
  operator = await api.token();
});
afterAll(() => api.close());

beforeEach(async () => {
  const slug = `held-${randomUUID().slice(0, 8)}`;
  tenant = { id: await api.createTenant(operator, slug), slug };
  admin = await api.member(tenant.id, 'admin');
  const member = await api.member(tenant.id, EDITOR);
  const [held] = await api.database.query<{ id: string }>(
    'select role_id as id from membership_roles where tenant_id = $1 and user_id = $2',
    [tenant.id, member.id],
  );
  editor = { ...member, roleId: held?.id as string };
});

const asAdmin = async (method: string, path: string, body?: unknown) => {
  const answer = await api.ask(method, `/api/v1${path}`, { token: admin.token, body });
  expect(answer.status).toBeLessThan(300);
};
const roleBody = () => ({ name: `Role ${randomUUID()}`, description: null, permission_ids: ['connections:read'] });
const createOnRest = async (token: string) =>
  (await api.ask('POST', '/api/v1/roles', { token, body: roleBody() })).status;
const createOnTrpc = async (token: string) => {
  const { permission_ids: permissionIds, ...body } = roleBody();
  return (await api.raw('POST', '/trpc/roles.create', { token, body: { ...body, permissionIds } })).status;
};
const faces = [
  ['REST', createOnRest],
  ['tRPC', createOnTrpc],
] as const;
const rolesMade = async () => {
  const [row] = await api.database.query<{ count: number }>(
    'select count(*)::int as count from roles where tenant_id = $1 and not is_system',
    [tenant.id],
  );
  return row?.count as number;
};

/** Keeps many changes in flight until the right has been taken away; answers how the refused ones were refused. */
async function race(change: () => Promise<number>, revoke: () => Promise<unknown>, count: () => Promise<number>) {
  const before = await count();
  const statuses: number[] = [];
  let revoked = false;
  const changes = Array.from({ length: IN_FLIGHT }, async () => {
    while (!revoked) statuses.push(await change());
  });
  await revoke();
  const afterRevocation = await count();
  revoked = true;
  await Promise.all(changes);
  expect(await count()).toBe(afterRevocation);
  expect(statuses.filter((status) => status < 300)).toHaveLength(afterRevocation - before);
  return [...new Set(statuses.filter((status) => status >= 300))].sort();
}

/** What commits after the event of the revocation, in the order of the tenant's chain. */
async function successesAfter(action: string): Promise<string[]> {
  const rows = await api.database.query<{ action: string }>(
    `select action from audit_events
     where tenant_id = $1 and actor_user_id = $2 and outcome = 'success'
       and seq > (select max(seq) from audit_events where tenant_id = $1 and action = $3)`,
    [tenant.id, editor.id, action],
  );
  return rows.map((row) => row.action);
}

describe.each(faces)('changes in flight over %s end with the right to make them', (_, create) => {
  const changing = () => create(editor.token);

  it('when the role is taken away', async () => {
    const revoke = () => asAdmin('PUT', `/roles/${editor.roleId}/users`, { user_ids: [] });
    expect(await race(changing, revoke, rolesMade)).toEqual([403]);
    expect(await successesAfter('roles:setUsers')).toEqual([]);
  });

  it('when the permission is taken out of the role', async () => {
    const revoke = () => asAdmin('PATCH', `/roles/${editor.roleId}`, { permission_ids: ['connections:read'] });
    expect(await race(changing, revoke, rolesMade)).toEqual([403]);
    expect(await successesAfter('roles:update')).toEqual([]);
  });

  it('when what is granted is no longer held', async () => {
    const revoke = () => asAdmin('PATCH', `/roles/${editor.roleId}`, { permission_ids: ['role:create'] });
    expect(await race(changing, revoke, rolesMade)).toEqual([403]);
    expect(await successesAfter('roles:update')).toEqual([]);
  });

  it('when the membership ends', async () => {
    const revoke = () => asAdmin('DELETE', `/users/${editor.id}`);
    expect(await race(changing, revoke, rolesMade)).toContain(401);
    expect(await successesAfter('users:remove')).toEqual([]);
  });

  it('when the member is deactivated', async () => {
    const revoke = () => asAdmin('PATCH', `/users/${editor.id}`, { is_active: false });
    expect(await race(changing, revoke, rolesMade)).toContain(401);
    expect(await successesAfter('users:setActive')).toEqual([]);
  });

  it('when the session is revoked, or signed out', async () => {
    const elsewhere = await api.token(editor.email, MEMBER_PASSWORD);
    const [session] = (await api.ask('GET', '/api/v1/auth/sessions', { token: editor.token })).body.filter(
      (row: { is_current: boolean }) => row.is_current,
    );
    const path = `/api/v1/auth/sessions/${session.id}`;
    const revoke = () => api.ask('DELETE', path, { token: elsewhere });
    expect(await race(changing, revoke, rolesMade)).toEqual([401]);
    const signOut = () => api.ask('POST', '/api/v1/auth/logout', { token: elsewhere });
    expect(await race(() => create(elsewhere), signOut, rolesMade)).toEqual([401]);
  });

  it('when the password is changed or reset elsewhere', async () => {
    const elsewhere = await api.token(editor.email, MEMBER_PASSWORD);
    const body = { current_password: MEMBER_PASSWORD, new_password: 'another-password-2' };
    const revoke = () => api.ask('POST', '/api/v1/auth/password', { token: elsewhere, body });
    expect(await race(changing, revoke, rolesMade)).toEqual([401]);
  });

  it('when the tenant is deleted', async () => {
    const revoke = () => api.ask('DELETE', `/api/tenants/${tenant.slug}`, { token: operator });
    expect(await race(changing, revoke, rolesMade)).toSatisfy(
      (refusals: number[]) => refusals.length > 0 && refusals.every((status) => status === 400 || status === 403),
    );
    expect(await successesAfter('tenants:delete')).toEqual([]);
  });

  it('when the API key is revoked', async () => {
    const body = { name: 'Script', permission_ids: ['role:create', 'connections:read'] };
    const { key, id } = (await api.ask('POST', '/api/v1/api-keys', { token: editor.token, body })).body;
    const revoke = () => asAdmin('DELETE', `/api-keys/${id}`);
    expect(await race(() => create(key), revoke, rolesMade)).toEqual([401]);
    expect(await successesAfter('apiKeys:revoke')).toEqual([]);
  });

  it.each([
    ['delete from role_permissions where role_id = $1 and $2::uuid is not null and $3::uuid is not null'],
    ['delete from membership_roles where role_id = $1 and user_id = $2 and $3::uuid is not null'],
    ['delete from memberships where $1::uuid is not null and user_id = $2 and tenant_id = $3'],
    ['delete from sessions where $1::uuid is not null and user_id = $2 and $3::uuid is not null'],
    ['update users set is_active = false where $1::uuid is not null and id = $2 and $3::uuid is not null'],
    ["update tenants set status = 'failed' where $1::uuid is not null and $2::uuid is not null and id = $3"],
  ])('by whatever statement: %s', async (sql) => {
    const revoke = () => api.database.query(sql, [editor.roleId, editor.id, tenant.id]);
    const refusals = await race(changing, revoke, rolesMade);
    expect(refusals.length).toBeGreaterThan(0);
    // Who is no member of any tenant any more is told to name one.
    expect([400, 401, 403]).toEqual(expect.arrayContaining(refusals));
  });
});

describe('changes of an operator in flight', () => {
  const made = async () => {
    const rows = await api.database.query('select from invitations where tenant_id = $1', [tenant.id]);
    return rows.length;
  };
  afterEach(() => api.database.query("update users set is_operator = true where email = 'operator@portolan.local'"));

  it.each(['REST', 'tRPC'])('end with the flag, on %s', async (face) => {
    await api.database.query('update memberships set is_active = false where tenant_id = $1', [tenant.id]);
    const invite = async () => {
      const email = `${randomUUID()}@example.com`;
      const path = `/api/tenants/${tenant.slug}/admin-invitations`;
      const answer =
        face === 'REST'
          ? await api.ask('POST', path, { token: operator, body: { email } })
          : await api.raw('POST', '/trpc/tenants.inviteAdmin', { token: operator, body: { slug: tenant.slug, email } });
      return answer.status;
    };
    const revoke = () =>
      api.database.query("update users set is_operator = false where email = 'operator@portolan.local'");
    expect(await race(invite, revoke, made)).toEqual([403]);
  });
});

describe('the changes of one request', () => {
  const batch = (calls: [string, object?][]) => {
    const path = `/trpc/${calls.map(([name]) => name).join(',')}?batch=1`;
    const body = Object.fromEntries(calls.map(([, input], index) => [index, input ?? {}]));
    return api.raw('POST', path, { token: editor.token, body });
  };
  const role = () => ({ name: `Role ${randomUUID()}`, description: null, permissionIds: ['connections:read'] });

  it('come one after the other: after a logout nothing is done any more', async () => {
    const answer = await batch([['auth.logout'], ['roles.create', role()], ['roles.create', role()]]);
    const codes = answer.body.map((entry: { error?: { data: { appCode: string } } }) => entry.error?.data.appCode);
    expect(codes).toEqual([undefined, 'UNAUTHORIZED', 'UNAUTHORIZED']);
    expect(await rolesMade()).toBe(1);
  });

  it('so too where the answers are streamed', async () => {
    const calls: [string, object?][] = [['roles.create', role()], ['auth.logout'], ['roles.create', role()]];
    const path = `/trpc/${calls.map(([name]) => name).join(',')}?batch=1`;
    const headers = {
      authorization: `Bearer ${editor.token}`,
      'content-type': 'application/json',
      'trpc-accept': 'application/jsonl',
    };
    const body = JSON.stringify(Object.fromEntries(calls.map(([, input], index) => [index, input ?? {}])));
    const text = await (await api.app.request(path, { method: 'POST', headers, body })).text();
    expect(text.match(/"UNAUTHORIZED"/g)?.length).toBeGreaterThan(0);
    expect(await rolesMade()).toBe(2);
  });

  it('go side by side where they only look at databases', async () => {
    // Says nothing to one alone, and lets go of two.
    const open: Socket[] = [];
    const patient = createServer((socket) => {
      if (open.push(socket) === 2) for (const each of open) each.destroy();
    });
    await new Promise<void>((resolve) => patient.listen(0, '127.0.0.1', resolve));
    const { port } = patient.address() as AddressInfo;
    const contributor = await api.member(tenant.id, 'contributor');
    const input = { dbType: 'postgresql', host: '127.0.0.1', port, username: 'u' };
    const body = { 0: input, 1: input };
    const answer = await api.raw('POST', '/trpc/connections.test,connections.test?batch=1', {
      token: contributor.token,
      body,
    });
    const codes = answer.body.map((entry: { result: { data: { code: string } } }) => entry.result.data.code);
    expect(codes).toHaveLength(2);
    // What had been said to it before it let go decides which; one alone would have waited in vain.
    for (const code of codes) expect(['TCP_RESET', 'WRONG_SERVICE']).toContain(code);
    patient.close();
  });

  it('dial nobody after a logout', async () => {
    let dialled = 0;
    const server = createServer((socket) => {
      dialled++;
      socket.destroy();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const contributor = await api.member(tenant.id, 'contributor');
    const input = { dbType: 'postgresql', host: '127.0.0.1', port, username: 'u', password: 'p' };
    const made = await api.ask('POST', '/api/connections', { token: contributor.token, body: { name: 'x', ...input } });
    const { id } = made.body.data;
    const calls = ['auth.logout', 'connections.test', 'connections.testSaved', 'introspection.refresh'];
    const body = { 0: {}, 1: input, 2: { id }, 3: { id } };
    const answer = await api.raw('POST', `/trpc/${calls.join(',')}?batch=1`, { token: contributor.token, body });
    const codes = answer.body.map((entry: { error?: { data: { appCode: string } } }) => entry.error?.data.appCode);
    expect(codes).toEqual([undefined, 'UNAUTHORIZED', 'UNAUTHORIZED', 'UNAUTHORIZED']);
    expect(dialled).toBe(0);
    server.close();
  });

  it('see what the ones before them made', async () => {
    const first = role();
    const answer = await batch([
      ['roles.create', first],
      ['roles.create', role()],
      ['roles.create', first],
    ]);
    const codes = answer.body.map((entry: { error?: { data: { appCode: string } } }) => entry.error?.data.appCode);
    expect(codes).toEqual([undefined, undefined, 'CONFLICT']);
  });
});

describe('a change', () => {
  it('is refused its event where the right of its caller was not asked in the transaction', async () => {
    const { services } = api.composition;
    const { recordEvent, resolvePrincipal } = await import('@portolan/core');
    const { principal } = await resolvePrincipal(services, {
      bearer: editor.token,
      cookie: null,
      tenantRef: null,
      address: '',
    });
    const ctx = { services, request: { id: 'x', address: 'test', userAgent: null }, principal };
    const write = (entry: { action: 'roles:create'; outcome?: 'denied' }) =>
      services.db.transaction({}, (em) => recordEvent(em, ctx, entry));
    await expect(write({ action: 'roles:create' })).rejects.toThrow('goes through mutate');
    await write({ action: 'roles:create', outcome: 'denied' });
  });

  it('is made again where two of them waited for each other', async () => {
    const { services } = api.composition;
    const { mutate } = await import('@portolan/core');
    const ctx = { services, request: { id: 'x', address: 'test', userAgent: null } };
    const both = Promise.withResolvers<void>();
    let begun = 0;
    const lock = (first: string, second: string) =>
      mutate(ctx, async (em) => {
        await em.execute('select pg_advisory_xact_lock(hashtext(?))', [first]);
        if (++begun === 2) both.resolve();
        await both.promise;
        await em.execute('select pg_advisory_xact_lock(hashtext(?))', [second]);
      });
    await Promise.all([lock('left', 'right'), lock('right', 'left')]);
    expect(begun).toBe(3);
  });

  it('deadlocks in no test but the one that means to', async () => {
    const [row] = await api.database.query<{ deadlocks: number }>(
      'select deadlocks::int from pg_stat_database where datname = current_database()',
    );
    expect(row?.deadlocks).toBeLessThanOrEqual(1);
  });
});
