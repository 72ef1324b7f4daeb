import { randomUUID } from 'node:crypto';
import { withDatabase } from '@portolan/testing';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Harness, startHarness } from './harness.ts';

let api: Harness;
let token: string;
beforeAll(async () => {
  api = await startHarness();
  token = await api.token();
});
afterAll(() => api.close());

const create = (body: unknown, as = token) => api.ask('POST', '/api/tenants', { token: as, body });
const databases = async (slug: string) =>
  (await api.database.query('select from pg_database where datname = $1', [api.database.tenantPrefix + slug])).length;

describe('POST /api/tenants', () => {
  it('answers 201 and makes a database with the base tables, exactly', async () => {
    const answer = await create({ name: 'Acme Corp', slug: 'acme' });
    expect(answer.status).toBe(201);
    expect(answer.body).toMatchObject({ name: 'Acme Corp', slug: 'acme', status: 'active' });
    expect(answer.headers.get('location')).toBe('/api/tenants/acme');
    expect(await databases('acme')).toBe(1);

    const client = new pg.Client({
      connectionString: withDatabase(api.database.url, `${api.database.tenantPrefix}acme`),
    });
    await client.connect();
    const { rows } = await client.query(
      `select table_name, column_name, data_type, character_maximum_length as length, is_nullable, column_default
       from information_schema.columns where table_schema = 'public' and table_name in ('settings', 'activity_log')
       order by table_name, ordinal_position`,
    );
    await client.end();
    const columns = rows.map((row) =>
      [row.table_name, row.column_name, row.data_type, row.length, row.is_nullable, row.column_default].join(' '),
    );
    expect(columns).toEqual([
      'activity_log id uuid  NO gen_random_uuid()',
      'activity_log action character varying 100 NO ',
      'activity_log entity_type character varying 50 YES ',
      'activity_log entity_id uuid  YES ',
      'activity_log details jsonb  YES ',
      'activity_log created_at timestamp without time zone  YES now()',
      'settings key character varying 100 NO ',
      'settings value jsonb  NO ',
      'settings updated_at timestamp without time zone  YES now()',
    ]);
  });

  it('refuses a slug that exists, with the words of the story', async () => {
    const answer = await create({ name: 'Other', slug: 'acme' });
    expect(answer.status).toBe(409);
    expect(answer.body.error).toMatchObject({
      code: 'CONFLICT',
      message: "Tenant with slug 'acme' already exists",
      details: [{ path: 'slug', code: 'taken' }],
    });
  });

  it.each([
    '',
    'A',
    'a b',
    '-a',
    'a-',
    '_',
    'ünï',
    'x'.repeat(49),
    'a;drop',
    "a'b",
    'api',
    'postgres',
    'template1',
    '0b4f2c4e-5a0e-4a53-9a35-2f1a3c9d1b77',
    7,
    null,
  ])('refuses the slug %j', async (slug) => {
    const answer = await create({ name: 'X', slug });
    expect(answer.status).toBe(400);
    expect(answer.body.error.code).toBe('VALIDATION_ERROR');
    expect(answer.body.error.message).toMatch(/^Invalid slug format/);
    expect(answer.body.error.details[0].path).toBe('slug');
  });

  it.each([
    ['an empty name', { name: ' ', slug: 'ok' }],
    ['a name beyond 255 characters', { name: 'n'.repeat(256), slug: 'ok' }],
    ['an unknown key', { name: 'X', slug: 'ok', status: 'active' }],
    ['a key of another spelling', { name: 'X', slug: 'ok', createdAt: 'now' }],
  ])('refuses %s', async (_, body) => {
    expect((await create(body)).status).toBe(400);
  });

  it.each(['a', 'x'.repeat(48), 'with-dash_and_underscore', '0'])('takes the slug %j', async (slug) => {
    expect((await create({ name: slug, slug })).status).toBe(201);
    expect(await databases(slug)).toBe(1);
  });

  it('makes one tenant and one database of 50 requests at once', async () => {
    const answers = await Promise.all(Array.from({ length: 50 }, () => create({ name: 'Race', slug: 'race' })));
    const statuses = answers.map(({ status }) => status).sort();
    expect(statuses).toEqual([201, ...Array.from({ length: 49 }, () => 409)]);
    expect(await databases('race')).toBe(1);
    expect(await api.database.query("select from tenants where slug = 'race'")).toHaveLength(1);
  });

  it('takes everything back when a step fails, and can be tried again', async () => {
    const making = api.processes.map(({ tenantDatabases }) => {
      const make = tenantDatabases.create.bind(tenantDatabases);
      return vi.spyOn(tenantDatabases, 'create').mockImplementation(async (slug) => {
        await make(slug);
        throw new Error('a migration that fails');
      });
    });
    const failed = await create({ name: 'Broken', slug: 'broken' });
    for (const one of making) one.mockRestore();
    expect(failed.status).toBe(500);
    expect(failed.body.error).toMatchObject({ code: 'INTERNAL' });
    expect(failed.text).not.toContain('a migration that fails');
    expect(await databases('broken')).toBe(0);
    expect(await api.database.query("select from tenants where slug = 'broken'")).toHaveLength(0);
    expect((await create({ name: 'Broken', slug: 'broken' })).status).toBe(201);
  });

  it('leaves a database alone that it did not make', async () => {
    await api.database.query(`create database ${api.database.tenantPrefix}squatter`);
    const answer = await create({ name: 'Squatter', slug: 'squatter' });
    expect(answer.status).toBe(409);
    expect(answer.body.error.message).toContain('exists already and belongs to no tenant');
    expect(await databases('squatter')).toBe(1);
    expect(await api.database.query("select from tenants where slug = 'squatter'")).toHaveLength(0);
  });

  it('is for operators', async () => {
    const [tenant] = await api.database.query<{ id: string }>("select id from tenants where slug = 'acme'");
    const admin = await api.member(tenant?.id ?? '', 'admin');
    expect((await create({ name: 'X', slug: 'mine' }, admin.token)).status).toBe(403);
    expect((await api.ask('GET', '/api/tenants', { token: admin.token })).status).toBe(403);
    expect((await api.ask('POST', '/api/tenants', { body: {} })).status).toBe(401);
  });
});

describe('reading, deleting and restoring', () => {
  it('lists all tenants with their status, a page at a time', async () => {
    const answer = await api.ask('GET', '/api/tenants?limit=2&page=2', { token });
    expect(answer.body).toHaveLength(2);
    expect(Number(answer.headers.get('x-total-count'))).toBeGreaterThan(4);
    expect(answer.headers.get('link')).toContain('rel="prev"');
    for (const query of ['page=0', 'limit=101', 'limit=', 'page=1e3', 'page=1&page=2', 'nonsense=1']) {
      expect((await api.ask('GET', `/api/tenants?${query}`, { token })).status, query).toBe(400);
    }
  });

  it('finds one by slug or id, a trailing slash tolerated', async () => {
    const bySlug = await api.ask('GET', '/api/tenants/acme', { token });
    const byId = await api.ask('GET', `/api/tenants/${bySlug.body.id}/`, { token });
    expect(byId.body).toEqual(bySlug.body);
    expect((await api.ask('GET', '/api/tenants/nowhere', { token })).status).toBe(404);
    expect((await api.ask('DELETE', '/api/tenants/nowhere', { token })).status).toBe(404);
  });

  it('takes access away at once, keeps slug and database, and gives all back', async () => {
    const id = await api.createTenant(token, 'gone');
    const member = await api.member(id, 'contributor');
    const list = () => api.ask('GET', '/api/connections', { token: member.token });
    expect((await list()).status).toBe(200);

    expect((await api.ask('DELETE', '/api/tenants/gone', { token })).status).toBe(204);
    expect((await list()).status).toBe(400);
    expect((await api.ask('GET', '/api/connections', { token: member.token, tenant: 'gone' })).status).toBe(403);
    expect((await api.ask('GET', '/api/tenants/gone', { token })).body.status).toBe('deleted');
    expect((await api.ask('GET', '/api/v1/tenants', { token: member.token })).body).toEqual([]);
    const again = await create({ name: 'Gone', slug: 'gone' });
    expect(again.status).toBe(409);
    expect(again.body.error).toMatchObject({
      message: "Tenant with slug 'gone' already exists",
      details: [{ path: 'slug', code: 'deleted_not_purged' }],
    });
    const overTrpc = await api.raw('POST', '/trpc/tenants.create', { token, body: { name: 'Gone', slug: 'gone' } });
    expect(overTrpc.body.error.data.issues).toMatchObject([{ code: 'deleted_not_purged' }]);
    expect(await databases('gone')).toBe(1);
    expect((await api.ask('DELETE', '/api/tenants/gone', { token })).status).toBe(404);

    expect((await api.ask('POST', '/api/tenants/gone/restore', { token })).body.status).toBe('active');
    expect((await list()).status).toBe(200);
    expect((await api.ask('POST', '/api/tenants/gone/restore', { token })).status).toBe(409);
  });

  it('shows each caller the tenants they belong to', async () => {
    const [tenant] = await api.database.query<{ id: string }>("select id from tenants where slug = 'acme'");
    const viewer = await api.member(tenant?.id ?? '', 'viewer');
    const answer = await api.ask('GET', '/api/v1/tenants', { token: viewer.token });
    expect(answer.body).toEqual([{ id: tenant?.id, name: 'Acme Corp', slug: 'acme' }]);
  });

  it('tells each caller which of their tenants has a connection, and nothing of those of others', async () => {
    const [own, other] = [await api.createTenant(token, 'holder-own'), await api.createTenant(token, 'holder-other')];
    const someone = await api.member(own, 'viewer');
    const idIn = async (tenant: string) => {
      const body = { name: 'shop', dbType: 'postgresql', host: '127.0.0.1', port: 1 };
      return (await api.ask('POST', '/api/connections', { token, tenant, body })).body.data.id as string;
    };
    const [mine, foreign] = [await idIn(own), await idIn(other)];
    const asked = api.client(someone.token);
    expect(await asked.tenants.of.query({ connectionId: mine })).toMatchObject({ slug: 'holder-own' });
    expect(await asked.tenants.of.query({ connectionId: foreign })).toBeNull();
    expect(await asked.tenants.of.query({ connectionId: randomUUID() })).toBeNull();
    expect(await api.client(token).tenants.of.query({ connectionId: foreign })).toMatchObject({ slug: 'holder-other' });
    await api.ask('DELETE', `/api/connections/${mine}`, { token, tenant: own });
    expect(await asked.tenants.of.query({ connectionId: mine })).toBeNull();
  });
});

describe('the active tenant', () => {
  it('is the only membership, or the one that is named', async () => {
    const answer = await api.ask('GET', '/api/connections', { token });
    expect(answer.status).toBe(400);
    expect(answer.body.error.code).toBe('TENANT_REQUIRED');
    expect((await api.ask('GET', '/api/connections', { token, tenant: 'acme' })).status).toBe(200);
    const { body } = await api.ask('GET', '/api/tenants/acme', { token });
    expect((await api.ask('GET', '/api/connections', { token, tenant: body.id })).status).toBe(200);
    expect((await api.ask('GET', '/api/v1/users/me', { token })).body.permissions).toEqual([]);
    expect((await api.ask('GET', '/api/v1/users/me', { token, tenant: 'acme' })).body.permissions).toContain(
      'audit:read',
    );
  });

  it('is refused to those who are no members, an operator included', async () => {
    const id = await api.createTenant(token, 'private');
    await api.database.query('delete from memberships where tenant_id = $1', [id]);
    for (const tenant of ['private', id, 'nowhere', "x' or '1'='1"]) {
      expect((await api.ask('GET', '/api/connections', { token, tenant })).status, tenant).toBe(403);
    }
  });

  it('is the choice of the session where there are several', async () => {
    const own = await api.token();
    const { sid } = JSON.parse(Buffer.from(own.split('.')[1] ?? '', 'base64url').toString());
    await api.database.query(
      "update sessions set active_tenant_id = (select id from tenants where slug = 'acme') where id = $1",
      [sid],
    );
    expect((await api.ask('GET', '/api/connections', { token: own })).status).toBe(200);
  });
});

describe('after a crash', () => {
  it('a provisioning that nobody finishes is taken back, one that is under way is left alone', async () => {
    const { db, tenantDatabases } = api.composition.services;
    const rows = ['abandoned', 'underway'];
    for (const slug of rows) {
      await api.database.query(
        "insert into tenants (id, slug, name, status) values (gen_random_uuid(), $1, $1, 'provisioning')",
        [slug],
      );
      await api.database.query(
        "insert into provisioning_journal (tenant_id, slug, step) select id, slug, 'creating' from tenants where slug = $1",
        [slug],
      );
      await tenantDatabases.create(slug);
    }
    const [underway] = await api.database.query<{ id: string }>("select id from tenants where slug = 'underway'");
    await db.exclusive(underway?.id ?? '', () => api.composition.prepare());
    expect(await databases('abandoned')).toBe(0);
    expect(await databases('underway')).toBe(1);
    await api.composition.prepare();
    expect(await databases('underway')).toBe(0);
    expect(await api.database.query("select from tenants where status = 'provisioning'")).toHaveLength(0);
  });
});
