import { randomBytes, randomUUID } from 'node:crypto';
import { examineTenants, mendTenants, repairTenants } from '@portolan/core';
import { startTestPostgres, type TestPostgres } from '@portolan/testing/postgres';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Harness, startBeside, startHarness } from './harness.ts';

let api: Harness;
let token: string;
let elsewhere: TestPostgres;
beforeAll(async () => {
  [api, elsewhere] = await Promise.all([startHarness(), startTestPostgres({ version: '15' })]);
  token = await api.token();
  for (const slug of ['one', 'two', 'gone']) await api.createTenant(token, slug);
  await api.ask('DELETE', '/api/tenants/gone', { token });
});
afterAll(async () => {
  await api.close();
  await elsewhere.close();
});

const nameOf = (slug: string) => api.database.tenantPrefix + slug;
const databasesThere = async () =>
  (await elsewhere.query<{ datname: string }>("select datname from pg_database where datname <> 'postgres'"))
    .map(({ datname }) => datname)
    .filter((name) => !name.startsWith('template'));
const everything = () => api.database.query('select * from tenants order by slug');
const journal = () => api.database.query('select count(*)::int as n from provisioning_journal');

const toElsewhere = () => ({
  TENANT_DB_HOST: elsewhere.host,
  TENANT_DB_PORT: String(elsewhere.port),
  TENANT_DB_USER: elsewhere.user,
  TENANT_DB_PASSWORD: elsewhere.password,
});

describe('a database of a tenant', () => {
  it('bears the id of its installation, which is made once', async () => {
    const [row] = await api.database.query<{ id: string }>('select id from installation');
    const marks = await api.database.query(
      "select datname, shobj_description(oid, 'pg_database') as mark from pg_database where starts_with(datname, $1)",
      [api.database.tenantPrefix],
    );
    expect(marks).toHaveLength(3);
    for (const { mark } of marks) expect(mark).toBe(`portolan installation ${row?.id}`);
    await api.composition.migrate();
    expect(await api.database.query('select id from installation')).toEqual([row]);
    expect(await api.composition.services.tenantServer.recognise()).toBe('ours');
  });
});

describe.each([
  ['an empty server', toElsewhere, 'empty', async () => {}],
  ['another prefix', () => ({ TENANT_DB_PREFIX: `w${randomBytes(4).toString('hex')}_` }), 'empty', async () => {}],
  [
    'a server with databases of the same names that bear another id',
    toElsewhere,
    'foreign',
    async () => {
      for (const slug of ['one', 'two']) {
        await elsewhere.query(`create database ${nameOf(slug)}`);
        await elsewhere.query(`comment on database ${nameOf(slug)} is 'portolan installation ${randomUUID()}'`);
      }
    },
  ],
  [
    'a server whose unmarked databases tell of what never happened here',
    toElsewhere,
    'foreign',
    async () => {
      for (const slug of ['one', 'two']) {
        await elsewhere.query(`create database ${nameOf(slug)}`);
        await elsewhere.query(
          'create table activity_log as select gen_random_uuid() as id, now() as created_at',
          [],
          nameOf(slug),
        );
      }
    },
  ],
] as const)('a process that is configured for %s', (_, env, state, prepare) => {
  beforeEach(async () => {
    for (const name of await databasesThere()) await elsewhere.query(`drop database ${name} with (force)`);
    await prepare();
  });

  it('changes nothing and says so', async () => {
    await api.database.query("update tenants set schema_version = null where slug = 'two'");
    const before = { tenants: await everything(), there: await databasesThere(), journal: await journal() };
    const astray = await startBeside(api, env());
    await astray.composition.migrate();
    const { tenantServer, tenantDatabases } = astray.composition.services;
    expect(tenantServer.state).toBe(state);
    const write = tenantDatabases.transaction('one', (em) => em.execute('create table trace ()'));
    await expect(write).rejects.toThrow('another installation');
    expect(astray.log.filter((line) => line.includes('TENANT_DB_'))).toHaveLength(1);
    expect({ tenants: await everything(), there: await databasesThere(), journal: await journal() }).toEqual(before);
    await astray.close();
    // The right process has lost nothing by it.
    await api.composition.migrate();
    expect((await api.ask('GET', '/api/tenants', { token })).body.map((t: { status: string }) => t.status)).toEqual(
      expect.arrayContaining(['active', 'active', 'deleted']),
    );
  });
});

describe('on a wrong server', () => {
  it('nothing is made, deleted, restored or purged, and health tells it', async () => {
    for (const name of await databasesThere()) await elsewhere.query(`drop database ${name} with (force)`);
    const astray = await startBeside(api, toElsewhere());
    const health = await astray.ask('GET', '/health');
    expect(health.status).toBe(503);
    expect(health.body).toMatchObject({
      status: 'failed',
      checks: { database: 'ok', tenantDatabases: 'wrong server' },
    });
    for (const answer of [
      await astray.ask('POST', '/api/tenants', { token, body: { name: 'Three', slug: 'three' } }),
      await astray.ask('POST', '/api/tenants/gone/restore', { token }),
      await astray.ask('DELETE', '/api/tenants/one', { token }),
    ]) {
      expect(answer.status).toBe(503);
      expect(answer.headers.get('retry-after')).toBe('30');
    }
    const before = await everything();
    expect((await astray.ask('DELETE', '/api/tenants/one', { token })).status).toBe(503);
    const client = astray.client(token);
    await expect(client.tenants.delete.mutate({ slug: 'one' })).rejects.toMatchObject({
      data: { code: 'SERVICE_UNAVAILABLE' },
    });
    expect(await everything()).toEqual(before);
    await expect(client.tenants.create.mutate({ name: 'Three', slug: 'three' })).rejects.toMatchObject({
      data: { code: 'SERVICE_UNAVAILABLE' },
    });
    expect(await databasesThere()).toEqual([]);
    // Whoever looks into a tenant's database there is told no lie about the system's.
    const columns = await astray.ask('GET', '/api/columns?query=a', { token, tenant: 'one' });
    expect([columns.status, columns.body.error.details[0]?.code]).toEqual([503, 'database_refused']);
    await astray.close();
  });

  it('doctor says so and mends nothing; adopt-server is how an operator says that it is right', async () => {
    const astray = await startBeside(api, toElsewhere());
    const { services } = astray.composition;
    const findings = await examineTenants(services);
    expect(findings.map(({ problem }) => problem)).toEqual(expect.arrayContaining(['wrong server']));
    expect(findings.map(({ problem }) => problem)).not.toContain('missing database');
    const request = { id: randomUUID(), address: 'cli', userAgent: null };
    expect(await mendTenants({ services, request }, findings)).toMatchObject([{ slug: '-', done: false }]);
    expect(await databasesThere()).toEqual([]);
    expect(await services.tenantServer.holdsOthers()).toBe(false);
    await elsewhere.query(`create database ${nameOf('stranger')}`);
    await elsewhere.query(`comment on database ${nameOf('stranger')} is 'portolan installation ${randomUUID()}'`);
    expect(await services.tenantServer.holdsOthers()).toBe(true);
    await elsewhere.query(`drop database ${nameOf('stranger')}`);
    await services.tenantServer.adopt();
    expect(services.tenantServer.state).toBe('ours');
    expect((await examineTenants(services)).map(({ problem }) => problem)).toContain('missing database');
    await astray.close();
  });
});

describe('on the right server', () => {
  it('one missing database still fails its tenant alone, the only one too', async () => {
    await api.database.query(`drop database "${nameOf('two')}" with (force)`);
    expect((await repairTenants(api.composition.services)).failed).toEqual(['two']);
    await api.database.query(`drop database "${nameOf('one')}" with (force)`);
    await api.database.query(`drop database "${nameOf('gone')}" with (force)`);
    expect((await repairTenants(api.composition.services)).failed).toEqual(['one']);
    for (const slug of ['one', 'two', 'gone']) await api.ask('POST', `/api/tenants/${slug}/restore`, { token });
  });

  it('databases of before there were marks are marked at the start', async () => {
    for (const slug of ['one', 'two', 'gone']) {
      await api.database.query(`comment on database "${nameOf(slug)}" is null`);
    }
    const beside = await startBeside(api);
    const marks = await api.database.query<{ mark: string }>(
      "select shobj_description(oid, 'pg_database') as mark from pg_database where starts_with(datname, $1)",
      [api.database.tenantPrefix],
    );
    for (const { mark } of marks) expect(mark).toContain('portolan installation ');
    expect(beside.composition.services.tenantServer.state).toBe('ours');
    await beside.close();
  });

  it('a database that another installation has taken is not touched', async () => {
    await api.database.query(`comment on database "${nameOf('two')}" is 'portolan installation ${randomUUID()}'`);
    expect((await repairTenants(api.composition.services)).failed).toEqual(['two']);
    const beside = await startBeside(api);
    const databases = beside.composition.services.tenantDatabases;
    await expect(databases.transaction('two', (em) => em.execute('select 1'))).rejects.toThrow('another installation');
    await expect(databases.migrate('two')).rejects.toThrow('another installation');
    await expect(databases.drop('two')).rejects.toThrow('another installation');
    expect(await databases.holdsNothing('two')).toBe(false);
    await beside.close();
  });
});
