import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Harness, type Member, startHarness } from './harness.ts';

let api: Harness;
let tenant: string;
let ada: Member;
let bob: Member;

beforeAll(async () => {
  api = await startHarness();
  api.secrets.add('for-the-first-host');
  tenant = await api.createTenant(await api.token(), 'versions');
  [ada, bob] = await Promise.all([api.member(tenant, 'admin'), api.member(tenant, 'admin')]);
});
afterAll(() => api.close());

const rest = (method: string, path: string, more: { body?: object; ifMatch?: string; as?: Member } = {}) =>
  api.ask(method, path, {
    token: (more.as ?? ada).token,
    ...(more.body ? { body: more.body } : {}),
    headers: more.ifMatch === undefined ? {} : { 'if-match': more.ifMatch },
  });
const etag = (answer: { headers: Headers }) => answer.headers.get('etag') ?? '';
const base = { name: 'Orders', dbType: 'postgresql', host: 'h1', port: 5432, password: 'for-the-first-host' } as const;
const connection = async (surface = '/api/connections') => {
  const body = surface.endsWith('datasources') ? { ...base, dbType: undefined, type: 'postgresql' } : base;
  const made = await rest('POST', surface, { body });
  return { path: made.headers.get('location') ?? '', tag: etag(made) };
};
const role = async () => {
  const made = await rest('POST', '/api/v1/roles', {
    body: { name: `Role ${crypto.randomUUID()}`, permission_ids: ['user:read', 'role:read'] },
  });
  return { id: made.body.id as string, path: `/api/v1/roles/${made.body.id}`, tag: etag(made) };
};

/** Somebody new takes an invitation into a role. */
async function join(roleId: string) {
  const email = `${crypto.randomUUID()}@example.com`;
  const link = (await rest('POST', '/api/v1/invitations', { body: { email, role_id: roleId } })).body.accept_url;
  const token = new URL(link).hash.replace(/^#(?:token=)?/, '');
  const acceptance = { token, password: 'a-password-of-mine', first_name: 'C', last_name: 'D' };
  const accepted = await api.ask('POST', '/api/v1/invitations/accept', { body: acceptance });
  expect(accepted.status, accepted.text).toBe(200);
  return { email, joined: accepted.body.user.id as string };
}

describe('an ETag', () => {
  it.each(['/api/connections', '/api/v1/connections', '/api/datasources'])(
    'comes with each answer of %s',
    async (at) => {
      const { path, tag } = await connection(at);
      expect(tag).toMatch(/^"[\x21\x23-\x7e]+"$/);
      expect(etag(await rest('GET', path))).toBe(tag);
      const changed = await rest('PATCH', path, { body: { name: 'Bills' } });
      expect(etag(changed)).not.toBe(tag);
      expect(etag(await rest('GET', path))).toBe(etag(changed));
    },
  );

  it('of a connection does not move with its tests', async () => {
    const { path, tag } = await connection();
    await rest('POST', `${path}/test`);
    expect(etag(await rest('GET', path))).toBe(tag);
  });

  it('of a role moves with its name, its permissions and its users, whoever brings them', async () => {
    const { id, path, tag } = await role();
    expect(etag(await rest('GET', path))).toBe(tag);
    expect(etag(await rest('GET', `${path}/users`))).toBe(tag);
    const named = etag(await rest('PATCH', path, { body: { name: `Other ${id}` } }));
    const given = etag(await rest('PUT', `${path}/users`, { body: { user_ids: [bob.id] } }));
    const added = etag(await rest('PATCH', `${path}/users`, { body: { add: [ada.id] } }));
    const same = etag(await rest('PATCH', `${path}/users`, { body: { add: [ada.id] } }));
    await join(id);
    const joined = etag(await rest('GET', path));
    expect(new Set([tag, named, given, added, joined]).size).toBe(5);
    expect(same).toBe(added);
    expect([tag, named, given, added, joined]).toEqual([tag, named, given, added, joined].sort());
  });
});

describe('If-Match', () => {
  it.each(['/api/connections', '/api/v1/connections', '/api/datasources'])(
    'that no longer holds is 412 at %s',
    async (at) => {
      const { path, tag } = await connection(at);
      await rest('PATCH', path, { body: { host: 'h2' }, ifMatch: tag, as: bob });
      const stale = await rest('PATCH', path, { body: { host: 'h3', password: 'for-the-first-host' }, ifMatch: tag });
      expect(stale.status).toBe(412);
      expect(stale.body.error).toMatchObject({
        code: 'PRECONDITION_FAILED',
        message: expect.stringContaining(bob.email),
      });
      expect(stale.body.error.details).toEqual([
        { path: 'host', code: 'changed', message: expect.stringContaining(`Changed by ${bob.email} at `) },
      ]);
      expect((await rest('GET', path)).text).toContain('"h2"');
      expect((await rest('DELETE', path, { ifMatch: tag })).status).toBe(412);
      expect((await rest('DELETE', path, { ifMatch: etag(await rest('GET', path)) })).status).toBe(204);
    },
  );

  it.each([
    ['*', () => '*', 200],
    ['its own', (tag: string) => tag, 200],
    ['a list with its own', (tag: string) => `"x", W/"y" ,, ${tag},"z,z"`, 200],
    ['a list without', () => '"x", "y"', 412],
    ['its own, weak', (tag: string) => `W/${tag}`, 412],
    ['no quotes', (tag: string) => tag.slice(1, -1), 400],
    ['a quote that is open', () => '"x', 400],
    ['nothing', () => '', 400],
    ['* in a list', (tag: string) => `*, ${tag}`, 400],
  ] as const)('of %s', async (_, header, status) => {
    const { path, tag } = await connection();
    const answer = await rest('PATCH', path, { body: { name: 'n' }, ifMatch: header(tag) });
    expect(answer.status, answer.text).toBe(status);
  });

  it('comes after what the caller may not do, and what is not there', async () => {
    const { path } = await role();
    const viewer = await api.member(tenant, 'viewer');
    expect((await rest('PATCH', path, { body: { name: 'x' }, ifMatch: '"x"', as: viewer })).status).toBe(403);
    const nowhere = `/api/connections/${crypto.randomUUID()}`;
    expect((await rest('PATCH', nowhere, { body: { name: 'x' }, ifMatch: '*' })).status).toBe(404);
    expect((await rest('PATCH', path, { body: { name: '' }, ifMatch: '"x"' })).status).toBe(400);
  });

  it('counts for what is only read', async () => {
    const { path, tag } = await connection();
    expect((await rest('GET', path, { ifMatch: `"x", ${tag}` })).status).toBe(200);
    await rest('PATCH', path, { body: { port: 1 } });
    const stale = await rest('GET', path, { ifMatch: tag });
    expect([stale.status, stale.body.error.code]).toEqual([412, 'PRECONDITION_FAILED']);
  });

  it('says nothing about what was before, where it never was a version', async () => {
    const { path } = await connection();
    await rest('PATCH', path, { body: { port: 1 }, as: bob });
    const stale = await rest('PATCH', path, { body: { port: 2 }, ifMatch: '"1"' });
    expect([stale.status, stale.text.includes(bob.email)]).toEqual([412, false]);
  });

  it('of the users of a role names who joined with it, and who removed whom', async () => {
    const { id, path, tag } = await role();
    const { email, joined } = await join(id);
    const change = (ifMatch: string) => rest('PUT', `${path}/users`, { body: { user_ids: [] }, ifMatch });
    const named = (who: string) => [{ path: 'user_ids', message: expect.stringContaining(`Changed by ${who} at `) }];
    expect((await change(tag)).body.error).toMatchObject({ code: 'PRECONDITION_FAILED', details: named(email) });
    const now = await rest('GET', `${path}/users`);
    expect(now.body).toEqual({ user_ids: [joined] });
    await rest('DELETE', `/api/v1/users/${joined}`, { as: bob });
    expect((await change(etag(now))).body.error).toMatchObject({ details: named(bob.email) });
  });

  it('of a role names who changed what', async () => {
    const { path, tag } = await role();
    await rest('PATCH', path, { body: { description: 'new', permission_ids: ['user:read'] }, ifMatch: tag, as: bob });
    await rest('PUT', `${path}/users`, { body: { user_ids: [bob.id] }, as: bob });
    const stale = await rest('PATCH', path, { body: { name: 'mine' }, ifMatch: tag });
    expect(stale.status).toBe(412);
    const paths = stale.body.error.details.map((detail: { path: string }) => detail.path);
    expect(paths.sort()).toEqual(['description', 'permission_ids', 'user_ids']);
    const users = await rest('PUT', `${path}/users`, { body: { user_ids: [] }, ifMatch: tag });
    expect(users.status).toBe(412);
    expect((await rest('GET', `${path}/users`)).body).toEqual({ user_ids: [bob.id] });
  });
});

describe('over tRPC', () => {
  const client = (as: Member = ada) => api.client(as.token);
  const failed = (by: string) => ({
    message: expect.stringContaining(by),
    data: { code: 'PRECONDITION_FAILED', httpStatus: 412, appCode: 'PRECONDITION_FAILED' },
  });

  it('expectedUpdatedAt keeps a stale change of a connection out', async () => {
    const { id, updatedAt } = await client().connections.create.mutate(base);
    await client(bob).connections.update.mutate({ id, host: 'h2', expectedUpdatedAt: updatedAt });
    const stale = client().connections.update.mutate({ id, name: 'mine', expectedUpdatedAt: updatedAt });
    await expect(stale).rejects.toMatchObject(failed(bob.email));
    const now = await client().connections.get.query({ id });
    expect(now).toMatchObject({ name: 'Orders', host: 'h2' });
    const fresh = { id, name: 'mine', expectedUpdatedAt: now.updatedAt };
    expect(await client().connections.update.mutate(fresh)).toMatchObject({ name: 'mine', host: 'h2' });
    expect(await client().connections.update.mutate({ id, name: 'last' })).toMatchObject({ name: 'last' });
  });

  it('a stale change of a role does not grant again what was withdrawn, nor take from who was just added', async () => {
    const { id } = await role();
    const { updatedAt } = await client().roles.get.query({ id });
    await client(bob).roles.update.mutate({ id, permissionIds: ['user:read'], expectedUpdatedAt: updatedAt });
    await client(bob).roles.setUsers.mutate({ id, userIds: [bob.id] });
    const again = { id, permissionIds: ['user:read', 'role:read'], expectedUpdatedAt: updatedAt } as const;
    await expect(
      client().roles.update.mutate({ ...again, permissionIds: [...again.permissionIds] }),
    ).rejects.toMatchObject(failed(bob.email));
    const set = client().roles.setUsers.mutate({ id, userIds: [ada.id], expectedUpdatedAt: updatedAt });
    await expect(set).rejects.toMatchObject(failed(bob.email));
    const changed = await client().roles.changeUsers.mutate({ id, add: [ada.id], remove: [crypto.randomUUID()] });
    expect(changed.userIds.sort()).toEqual([ada.id, bob.id].sort());
    const { userIds } = await client().roles.changeUsers.mutate({ id, remove: [ada.id.toUpperCase()] });
    expect(userIds).toEqual([bob.id]);
  });

  it('an If-Match that a browser sends along plays no part', async () => {
    const { id } = await client().connections.create.mutate(base);
    const headers = { 'if-match': '"x"' };
    const body = { id, name: 'n' };
    const answer = await api.raw('POST', '/trpc/connections.update', { token: ada.token, body, headers });
    expect(answer.status).toBe(200);
  });
});

describe('of many at once', () => {
  it('who go by one version, exactly one changes the connection', async () => {
    const { path, tag } = await connection();
    const hosts = Array.from({ length: 12 }, (_, index) => `host-${index}`);
    const answers = await Promise.all(
      hosts.map((host, index) => rest('PATCH', path, { body: { host }, ifMatch: tag, as: index % 2 ? ada : bob })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array(11).fill(412)]);
  });

  it('who add one each to a role, all are added', async () => {
    const { id } = await role();
    const members = await Promise.all(Array.from({ length: 6 }, () => api.member(tenant, 'viewer')));
    await Promise.all(members.map((one) => api.client(ada.token).roles.changeUsers.mutate({ id, add: [one.id] })));
    const { userIds } = await api.client(ada.token).roles.users.query({ id });
    expect(userIds.sort()).toEqual(members.map((one) => one.id).sort());
  });

  it('each change of a role is a version of its own', async () => {
    const { id, path } = await role();
    const names = Array.from({ length: 8 }, (_, index) => `Name ${index} ${id}`);
    const answers = await Promise.all(names.map((name) => rest('PATCH', path, { body: { name } })));
    expect(new Set(answers.map(etag)).size).toBe(8);
  });
});
