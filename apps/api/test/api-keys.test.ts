import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import { createClient } from '@portolan/client';
import type { Permission } from '@portolan/contract';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
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
    expect(key).toMatch(/^ptl_[0-9a-f]{32}_[A-Za-z0-9_-]{43}[0-9A-Za-z]{6}$/);
    api.secrets.add(key).add(key.split('_').slice(2).join('_'));
    const [row] = await api.database.query('select * from api_keys where id = $1', [rest.id]);
    expect(JSON.stringify(row)).not.toContain(key.slice(37, 80));
    const listed = await keys('GET');
    expect(listed.body.items).toEqual([
      {
        ...rest,
        created_by: { id: admin.id, email: admin.email, is_active: true },
        owner: { type: 'user', id: admin.id, name: expect.any(String), is_active: true },
        last_used_from: null,
        rotated_at: null,
        former_until: null,
        former_last_used_at: null,
      },
    ]);
    expect(await api.events(answer)).toMatchObject([{ action: 'apiKeys:create', entity_type: 'api_key' }]);
  });

  it('works whatever the database knows of its tables: a small one it would read before the tenant is set', async () => {
    const { id, key } = await make(['connections:read']);
    await api.database.query(
      `insert into api_keys (id, tenant_id, user_id, name, secret_hash, permission_ids, created_at)
       select gen_random_uuid(), tenant_id, user_id, name, secret_hash, permission_ids, created_at
       from api_keys, generate_series(1, 80) where id = $1`,
      [id],
    );
    for (const table of ['api_keys', 'tenants', 'users', 'memberships', 'membership_roles', 'role_permissions'])
      await api.database.query(`analyze ${table}`);
    expect((await keys('GET', '', undefined, key)).status).toBe(403);
    expect((await connections(key)).status).toBe(200);
    expect((await api.ask('GET', '/api/v1/keys/self', { token: key })).body).toMatchObject({
      id,
      allowed: ['connections:read'],
    });
    await api.database.query(
      'delete from api_keys where created_at = (select created_at from api_keys where id = $1) and id <> $1',
      [id],
    );
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

  it('says when and from where it was last used, and writes that at most once a minute', async () => {
    const { id, key } = await make(['connections:read']);
    const uses = () =>
      api.database.query<{ address: string; version: string }>(
        'select address, generation, xmin::text as version from api_key_uses where api_key_id = $1',
        [id],
      );
    expect(await uses()).toEqual([]);
    await Promise.all(Array.from({ length: 20 }, () => connections(key)));
    await vi.waitUntil(async () => (await uses()).length > 0);
    const first = await uses();
    expect(first).toMatchObject([{ generation: 1 }]);
    await Promise.all(Array.from({ length: 20 }, () => connections(key)));
    expect(await uses()).toEqual(first);
    const today = new Date().toISOString().slice(0, 10);
    const answer = await keys('GET', `/${id}/uses`);
    expect(answer.body.items).toEqual([
      {
        day: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
        address: first[0]?.address,
        secret: 'current',
        first_at: expect.any(String),
        last_at: expect.any(String),
      },
    ]);
    expect([today, answer.body.items[0].first_at.slice(0, 10)]).toContain(answer.body.items[0].day);
    const [listed] = (await keys('GET', '?limit=1')).body.items;
    expect(listed).toMatchObject({ id, last_used_at: expect.any(String), last_used_from: first[0]?.address });
  });

  it('tells twenty addresses of a day apart, and keeps the others as one, for ninety days', async () => {
    const { id, key } = await make(['connections:read']);
    const { services } = api.composition;
    const { forgetKeyUses, resolveApiKey } = await import('@portolan/core');
    const count = async () => {
      const sql = 'select count(*)::int as n from api_key_uses where api_key_id = $1';
      const [row] = await api.database.query<{ n: number }>(sql, [id]);
      return row?.n ?? 0;
    };
    for (let at = 1; at <= 23; at++) {
      await resolveApiKey(services, key, `192.0.2.${at}`);
      await vi.waitUntil(async () => (await count()) === Math.min(at, 21));
    }
    const { body } = await keys('GET', `/${id}/uses?limit=100`);
    expect(body.total).toBe(21);
    expect(body.items.filter((item: { address: string | null }) => item.address === null)).toHaveLength(1);
    await api.database.query('update api_key_uses set day = day - 91 where api_key_id = $1', [id]);
    await forgetKeyUses(services);
    expect(await count()).toBe(0);
  });

  it('that is altered in any way is nobody', async () => {
    const { key } = await make(['connections:read']);
    const other = await make(['connections:read']);
    const flipped = key.slice(0, -1) + (key.at(-1) === 'A' ? 'B' : 'A');
    const mixed = `${key.slice(0, 37)}${other.key.slice(37)}`;
    const { key: next } = await make(['connections:read']);
    const cut = next.slice(0, -6);
    expect((await connections(cut)).status, 'a key of a version that had no checksum').toBe(200);
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

const rotate = (id: string, body: object = {}, token = admin.token) => keys('POST', `/${id}/rotate`, body, token);

describe('rotation', () => {
  it('gives a new secret at once, while the former one works on for a day', async () => {
    const { id, key } = await make(['connections:read']);
    const answer = await rotate(id);
    expect(answer.status).toBe(200);
    const { key: next, ...rest } = answer.body;
    api.secrets.add(next);
    const day = Date.parse(rest.former_until) - Date.parse(rest.rotated_at);
    expect(day).toBe(86_400_000);
    expect(next.slice(0, 37)).toBe(key.slice(0, 37));
    for (const either of [key, next]) expect((await connections(either)).status).toBe(200);
    const self = async (token: string) => (await api.ask('GET', '/api/v1/keys/self', { token })).body;
    expect(await self(key)).toMatchObject({ id, secret: 'former', works_until: rest.former_until, expires_at: null });
    expect(await self(next)).toMatchObject({ id, secret: 'current', works_until: null });
    await vi.waitUntil(async () => (await keys('GET', `/${id}/uses`)).body.total === 2);
    const uses = (await keys('GET', `/${id}/uses`)).body.items as { secret: string }[];
    expect(uses.map(({ secret }) => secret).sort()).toEqual(['current', 'former']);
    const [listed] = (await keys('GET', '?limit=1')).body.items;
    expect(listed).toMatchObject({ id, rotated_at: rest.rotated_at, former_until: rest.former_until });
    expect(listed.former_last_used_at).toEqual(expect.any(String));
    expect(await api.events(answer)).toMatchObject([
      { action: 'apiKeys:rotate', details: { formerUntil: rest.former_until } },
    ]);
  });

  it('is refused while a former secret works, and goes on once that is ended', async () => {
    const { id, key } = await make(['connections:read']);
    const { key: second } = (await rotate(id, { overlap_hours: 720 })).body;
    const again = await rotate(id);
    expect(again.status).toBe(409);
    expect(again.body.error).toMatchObject({ code: 'CONFLICT', details: [{ code: 'overlap_running' }] });
    expect((await connections(key)).status).toBe(200);
    const ended = await keys('POST', `/${id}/end-overlap`);
    expect(ended.status).toBe(204);
    expect(await api.events(ended)).toMatchObject([{ action: 'apiKeys:endOverlap' }]);
    expect((await connections(key)).status).toBe(401);
    expect((await connections(second)).status).toBe(200);
    const none = await keys('POST', `/${id}/end-overlap`);
    expect(none.body.error).toMatchObject({ code: 'CONFLICT', details: [{ code: 'no_overlap' }] });
    const { key: third, former_until } = (await rotate(id, { overlap_hours: 0 })).body;
    expect(former_until).toBeNull();
    expect((await connections(second)).status).toBe(401);
    expect((await connections(third)).status).toBe(200);
  });

  it('leaves the former secret dead once its overlap is over, for what goes on with it as well', async () => {
    const { id, key } = await make(['connections:read', 'connections:write']);
    const { services } = api.composition;
    const { askAgain, resolveApiKey } = await import('@portolan/core');
    const principal = await resolveApiKey(services, key, '192.0.2.1');
    if (!principal) throw new Error('the key is one');
    const right = { access: 'tenant', rule: { all: ['connections:read'] } } as const;
    const { key: next } = (await rotate(id)).body;
    await askAgain({ services, principal, right });
    const over = "update api_keys set former_until = now() - interval '1 second' where id = $1";
    await api.database.query(over, [id]);
    await expect(askAgain({ services, principal, right })).rejects.toMatchObject({ code: 'UNAUTHORIZED' });
    expect((await connections(key)).status).toBe(401);
    expect((await connections(next)).status).toBe(200);
    const { holdCaller } = await import('@portolan/core');
    const holding = services.db.transaction({ tenantId: tenant }, (em) =>
      holdCaller(em, { principal, right }, { tenantTurn: false }),
    );
    await expect(holding).rejects.toMatchObject({ code: 'UNAUTHORIZED' });
  });

  it('keeps within the life of the key, which it may prolong; an expired one stays dead', async () => {
    const soon = new Date(Date.now() + 3_600_000).toISOString();
    const later = new Date(Date.now() + 86_400_000 * 30).toISOString();
    const { id } = await make(['connections:read'], admin.token, { expires_at: soon });
    const answer = await rotate(id, { expires_at: later });
    expect(answer.body).toMatchObject({ former_until: soon, expires_at: later });
    await api.database.query("update api_keys set expires_at = now() - interval '1 second' where id = $1", [id]);
    const dead = await rotate(id, { overlap_hours: 0 });
    expect(dead.body.error).toMatchObject({ code: 'CONFLICT', details: [{ code: 'expired' }] });
  });

  it.each([
    ['an overlap beyond thirty days', { overlap_hours: 721 }],
    ['one before now', { overlap_hours: -1 }],
    ['a part of an hour', { overlap_hours: 0.5 }],
    ['a past expiry', { expires_at: '2001-01-01T00:00:00.000Z' }],
    ['a permission', { permission_ids: ['audit:read'] }],
  ])('takes no %s', async (_, body) => {
    const { id } = await make(['connections:read']);
    expect((await rotate(id, body)).status).toBe(400);
  });

  it('is for whom the key works as: no admin rotates that of somebody else, nor does a key itself', async () => {
    const other = await api.member(tenant, ['api_key:create', 'connections:read']);
    const { id, key } = await make(['api_key:create', 'connections:read'], other.token);
    expect((await rotate(id)).body.error.code).toBe('FORBIDDEN');
    expect((await rotate(id, {}, key)).body.error.code).toBe('FORBIDDEN');
    expect((await rotate(id, {}, other.token)).status).toBe(200);
  });
});

describe('a member with api_key:create alone', () => {
  it('makes, sees, rotates and revokes keys of their own, within their own rights', async () => {
    const member = await api.member(tenant, 'contributor');
    const roleId = await api.customRole(tenant, ['api_key:create']);
    const assign = 'insert into membership_roles (tenant_id, user_id, role_id) values ($1, $2, $3)';
    await api.database.query(assign, [tenant, member.id, roleId]);
    const foreign = await make(['connections:read']);
    const beyond = await keys('POST', '', { name: 'Beyond', permission_ids: ['audit:read'] }, member.token);
    expect(beyond.body.error).toMatchObject({ code: 'FORBIDDEN' });
    const own = await make(['connections:read', 'connections:write'], member.token);
    const list = await keys('GET', '', undefined, member.token);
    expect(list.body).toMatchObject({ total: 1, items: [{ id: own.id }] });
    expect((await keys('GET', `/${own.id}/uses`, undefined, member.token)).status).toBe(200);
    expect((await rotate(own.id, {}, member.token)).status).toBe(200);
    for (const [method, path] of [
      ['GET', '/uses'],
      ['POST', '/rotate'],
      ['POST', '/end-overlap'],
      ['DELETE', ''],
    ] as const) {
      const body = path === '/rotate' ? {} : undefined;
      const answer = await keys(method, `/${foreign.id}${path}`, body, member.token);
      expect(answer.body.error.code, `${method} ${path}`).toBe('FORBIDDEN');
    }
    await api.database.query('delete from membership_roles where user_id = $1 and role_id <> $2', [member.id, roleId]);
    expect((await connections(own.key)).status).toBe(403);
    expect((await keys('DELETE', `/${own.id}`, undefined, member.token)).status).toBe(204);
    expect((await connections(own.key)).status).toBe(401);
  });
});

describe('GET /api/v1/keys/self', () => {
  it('tells a key what it is, what it may do, whose it is, where and until when', async () => {
    const until = new Date(Date.now() + 86_400_000).toISOString();
    const { id, key } = await make(['connections:read', 'audit:read'], admin.token, { expires_at: until });
    const answer = await api.ask('GET', '/api/v1/keys/self', { token: key });
    expect(answer.body).toEqual({
      id,
      name: 'Nightly job',
      prefix: key.slice(0, 12),
      permission_ids: ['audit:read', 'connections:read'],
      allowed: ['connections:read', 'audit:read'],
      owner: { type: 'user', id: admin.id, name: expect.any(String), email: admin.email, is_active: true },
      tenant: { id: tenant, slug: 'keys', name: expect.any(String) },
      secret: 'current',
      expires_at: until,
      works_until: until,
      created_at: expect.any(String),
    });
    const mine = await createClient('http://localhost', {
      apiKey: key,
      fetch: ((input: string, init: RequestInit) => api.app.request(input, init)) as never,
    }).apiKeys.self.query();
    expect(mine).toMatchObject({ id, owner: { type: 'user' } });
  });

  it('is for keys: a session is told so, anybody else to sign in, and another tenant is none of theirs', async () => {
    const session = await api.ask('GET', '/api/v1/keys/self', { token: admin.token });
    expect(session.body.error).toMatchObject({ code: 'FORBIDDEN', message: expect.stringContaining('/users/me') });
    expect((await api.ask('GET', '/api/v1/keys/self')).body.error.code).toBe('UNAUTHORIZED');
    const { key } = await make(['connections:read']);
    const elsewhere = await api.createTenant(await api.token(), 'keys-self');
    const answer = await api.ask('GET', '/api/v1/keys/self', { token: key, tenant: elsewhere });
    expect(answer.body.error.code).toBe('FORBIDDEN');
  });
});

it('is recognised as the documentation tells scanners to', async () => {
  const text = await readFile(new URL('../../../docs/operations.md', import.meta.url), 'utf8');
  const expression = /^ptl_\[.*$/m.exec(text)?.[0] ?? '';
  const { key } = await make(['connections:read']);
  expect(`export KEY=${key} # of the job`.match(new RegExp(expression, 'g'))).toEqual([key]);
  const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
  const numberOf = (digits: string) => [...digits].reduce((sum, digit) => sum * 62 + DIGITS.indexOf(digit), 0);
  expect(numberOf(key.slice(-6))).toBe(crc32(key.slice(0, -6)));
  const [, example = '', digits = ''] = /`(ptl_0{32}_A{43})` has\n`(\w{6})`/.exec(text) ?? [];
  expect(numberOf(digits)).toBe(crc32(example));
});
