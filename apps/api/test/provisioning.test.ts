import { migrateTenants, purgeTenant, repairTenants } from '@portolan/core';
import { withDatabase } from '@portolan/testing';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Harness, startHarness } from './harness.ts';
import { expectInvariants } from './tenant-invariants.ts';

let api: Harness;
let token: string;
beforeAll(async () => {
  api = await startHarness();
  token = await api.token();
});
afterAll(() => api.close());

const nameOf = (slug: string) => api.database.tenantPrefix + slug;
const create = (slug: string) => api.ask('POST', '/api/tenants', { token, body: { name: slug, slug } });
const get = async (slug: string) => (await api.ask('GET', `/api/tenants/${slug}`, { token })).body;
const restore = (slug: string) => api.ask('POST', `/api/tenants/${slug}/restore`, { token });
const remove = (slug: string) => api.ask('DELETE', `/api/tenants/${slug}`, { token });
const drop = (slug: string) => api.database.query(`drop database "${nameOf(slug)}" with (force)`);
const here = async (name: string) =>
  (await api.database.query('select from pg_database where datname = $1', [name])).length === 1;
const inDatabase = async <R extends pg.QueryResultRow>(slug: string, sql: string): Promise<R[]> => {
  const client = new pg.Client({ connectionString: withDatabase(api.database.url, nameOf(slug)) });
  await client.connect();
  try {
    return (await client.query<R>(sql)).rows;
  } finally {
    await client.end();
  }
};
const repair = () => repairTenants(api.composition.services);
const context = () => ({
  services: api.composition.services,
  request: { id: 'a-test', address: 'cli', userAgent: null },
});

describe('many tenants', () => {
  it('are made at once, each with the base tables and closed to everyone else', async () => {
    const slugs = Array.from({ length: 20 }, (_, index) => `many-${index}`);
    const answers = await Promise.all(slugs.map(create));
    expect(answers.map(({ status }) => status)).toEqual(slugs.map(() => 201));
    await expectInvariants(api.database);
    const open = await api.database.query<{ datname: string }>(
      `select datname from pg_database, aclexplode(coalesce(datacl, acldefault('d', datdba))) as acl
       where starts_with(datname, $1) and acl.grantee = 0`,
      [api.database.tenantPrefix],
    );
    expect(open).toEqual([]);
    const tables = await inDatabase<{ relname: string }>(
      'many-7',
      "select relname from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' order by relname",
    );
    expect(tables.map(({ relname }) => relname)).toEqual([
      'activity_log',
      'health_1h',
      'health_5m',
      'health_connections',
      'health_rollup',
      'portolan_migrations',
      'schema_columns',
      'schema_snapshots',
      'schema_tables',
      'schema_tree_tables',
      'schema_trees',
      'settings',
    ]);
    expect(await api.composition.services.tenantDatabases.migrate('many-7')).toEqual([]);
  });
});

describe('the template', () => {
  const templates = () =>
    api.database.query<{ datname: string; sealed: boolean }>(
      `select datname, datistemplate and not datallowconn as sealed from pg_database
       where datname ~ '^portolan_template_[0-9a-f]{12}$'`,
    );

  it('cannot be connected to, and is made anew when it is lost', async () => {
    const [template] = await templates();
    expect(template?.sealed).toBe(true);
    await api.database.query(`alter database ${template?.datname} with is_template false`);
    await api.database.query(`drop database ${template?.datname}`);
    // As a crash in the middle of making one leaves it.
    await api.database.query(`create database ${template?.datname}_new`);
    const answers = await Promise.all(['without-1', 'without-2', 'without-3'].map(create));
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201]);
    expect((await templates()).map(({ datname }) => datname)).toContain(template?.datname);
    expect(await inDatabase('without-1', 'select * from settings')).toEqual([]);
    await expectInvariants(api.database);
  });
});

describe('a database dropped behind our back', () => {
  it('makes its tenant failed with the reason, until it is restored', async () => {
    await create('lost');
    await drop('lost');
    expect((await repair()).failed).toEqual(['lost']);
    expect(await get('lost')).toMatchObject({ status: 'failed', failure: 'its database is missing' });
    expect((await api.ask('GET', '/api/connections', { token, tenant: 'lost' })).status).toBe(403);
    expect((await repair()).failed).toEqual([]);

    const restored = await restore('lost');
    expect(restored.status).toBe(200);
    expect(Object.keys(restored.body).sort()).toEqual(['created_at', 'id', 'name', 'slug', 'status']);
    expect(restored.body.status).toBe('active');
    expect((await api.ask('GET', '/api/connections', { token, tenant: 'lost' })).status).toBe(200);
    await expectInvariants(api.database);
  });

  it('is active again by itself when the database is back', async () => {
    await create('away');
    await api.composition.services.tenantDatabases.transaction('away', (em) => em.execute('select 1'));
    await api.database.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${nameOf('away')}'`,
    );
    await api.database.query(`alter database "${nameOf('away')}" rename to elsewhere_${nameOf('x')}`);
    expect((await repair()).failed).toEqual(['away']);
    await api.database.query(`alter database elsewhere_${nameOf('x')} rename to "${nameOf('away')}"`);
    expect((await repair()).revived).toEqual(['away']);
    expect((await get('away')).status).toBe('active');
    await expectInvariants(api.database);
  });

  it('lets its tenant be deleted, and comes back with it', async () => {
    await create('deleted-lost');
    await drop('deleted-lost');
    await repair();
    expect((await remove('deleted-lost')).status).toBe(204);
    expect((await restore('deleted-lost')).body.status).toBe('active');
    await expectInvariants(api.database);
  });
});

describe('purging', () => {
  it('is for deleted tenants, and ends database, rows and slug', async () => {
    await create('old');
    const { id } = await get('old');
    await expect(purgeTenant(context(), { slug: 'old' })).rejects.toThrow('only deleted tenants can be purged');
    await remove('old');
    await purgeTenant(context(), { slug: 'old' });
    expect(await here(nameOf('old'))).toBe(false);
    expect((await api.ask('GET', '/api/tenants/old', { token })).status).toBe(404);
    for (const table of ['roles', 'memberships', 'membership_roles', 'audit_events', 'role_permissions']) {
      expect(await api.database.query(`select from ${table} where tenant_id = $1`, [id]), table).toEqual([]);
    }
    const events = await api.database.query(
      "select details, address, tenant_id from audit_events where action = 'tenants:purge' and outcome = 'success' and entity_id = $1",
      [id],
    );
    expect(events).toEqual([{ details: { slug: 'old', id }, address: 'cli', tenant_id: null }]);
    expect((await create('old')).status).toBe(201);
    await expectInvariants(api.database);
  });

  it.each([
    ['before the database was dropped', false],
    ['after the database was dropped', true],
  ])('that was cut short %s is finished by the next repair, and cannot be restored', async (_, dropped) => {
    const slug = `cut-${dropped}`;
    await create(slug);
    await remove(slug);
    await api.database.query(
      `insert into provisioning_journal (tenant_id, slug, step) select id, slug, 'purging' from tenants where slug = $1`,
      [slug],
    );
    if (dropped) await drop(slug);
    expect((await restore(slug)).status).toBe(409);
    expect((await repair()).purged).toEqual([slug]);
    expect((await repair()).purged).toEqual([]);
    expect(await here(nameOf(slug))).toBe(false);
    await expectInvariants(api.database);
  });

  it('and restoring at once: one of them wins, and the other says so', async () => {
    await create('torn');
    await remove('torn');
    const [purged, restored] = await Promise.all([
      purgeTenant(context(), { slug: 'torn' }).then(
        () => true,
        () => false,
      ),
      restore('torn'),
    ]);
    expect(purged).toBe(restored.status !== 200);
    expect((await api.ask('GET', '/api/tenants/torn', { token })).status).toBe(purged ? 404 : 200);
    await expectInvariants(api.database);
  });
});

/** All that the migrations make. */
const OURS =
  'settings, activity_log, schema_snapshots, schema_tree_tables, schema_trees, schema_columns, schema_tables, health_1h, health_5m, health_samples, health_rollup, health_connections';

describe('migrating all tenants', () => {
  it('goes on past one that cannot be, which fails with the reason and is active again when mended', async () => {
    await Promise.all(['behind', 'broken', 'fine'].map(create));
    await inDatabase('behind', `drop table ${OURS}, portolan_migrations`);
    await inDatabase('broken', 'delete from portolan_migrations');
    await api.database.query(
      "update tenants set schema_version = null where slug in ('behind', 'broken', 'fine') and status = 'active'",
    );
    const { services } = api.composition;
    expect(await migrateTenants(services)).toEqual([
      { slug: 'behind', failure: null },
      { slug: 'broken', failure: 'relation "settings" already exists' },
      { slug: 'fine', failure: null },
    ]);
    expect(await inDatabase('behind', 'select * from activity_log')).toEqual([]);
    expect(await get('broken')).toMatchObject({ status: 'failed', failure: 'relation "settings" already exists' });
    expect((await restore('broken')).body.error.message).toContain('relation "settings" already exists');

    await inDatabase('broken', `drop table ${OURS}`);
    expect(await migrateTenants(services)).toEqual([{ slug: 'broken', failure: null }]);
    expect(await migrateTenants(services)).toEqual([]);
    expect((await get('broken')).status).toBe('active');
    await expectInvariants(api.database);
  });
});
