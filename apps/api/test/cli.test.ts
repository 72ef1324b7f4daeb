import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { tenantMigrations } from '@portolan/db';
import { startEmbeddedPostgres } from '@portolan/db/embedded';
import { spawnCommand } from '@portolan/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Harness, startHarness } from './harness.ts';
import { expectInvariants } from './tenant-invariants.ts';

const LATEST = tenantMigrations.at(-1)?.name;
let api: Harness;
let token: string;
beforeAll(async () => {
  api = await startHarness();
  token = await api.token();
});
afterAll(() => api.close());

function portolan(...args: string[]) {
  const [key] = api.secrets;
  const own = { DATABASE_URL: api.database.url, TENANT_DB_PREFIX: api.database.tenantPrefix };
  return run({ ...own, ...(key === undefined ? {} : { ENCRYPTION_KEY: key }) }, args);
}

async function run(settings: Record<string, string>, args: string[]) {
  const { out, err, code } = await spawnCommand(settings, ...args).result;
  for (const secret of api.secrets) expect(out + err).not.toContain(secret);
  return { out, err, code };
}

const nameOf = (slug: string) => api.database.tenantPrefix + slug;
const sql = (statement: string, values?: unknown[]) => api.database.query(statement, values);
const here = async (slug: string) =>
  (await sql('select from pg_database where datname = $1', [nameOf(slug)])).length === 1;
const remove = (slug: string) => api.ask('DELETE', `/api/tenants/${slug}`, { token });
const statusOf = async (slug: string) => (await api.ask('GET', `/api/tenants/${slug}`, { token })).body.status;

describe('portolan', () => {
  it.each([
    [['nonsense'], /There is no command 'nonsense'/],
    [['tenants'], /There is no command 'tenants'/],
    [['doctor', '--loud'], /Unknown option '--loud'/],
    [['doctor', 'everything'], /Usage: portolan doctor \[--fix\]/],
    [['tenants', 'purge'], /needs a slug or --older-than/],
    [['tenants', 'purge', 'a', '--older-than', '1'], /needs a slug or --older-than/],
    [['tenants', 'purge', '--older-than', 'ages'], /must be a number of days/],
  ])('refuses %j in one line', async (args, line) => {
    const { out, err, code } = await portolan(...args);
    expect([code, out]).toEqual([2, '']);
    expect(err.trim().split('\n')).toHaveLength(1);
    expect(err).toMatch(line);
  });

  it('helps', async () => {
    for (const args of [[], ['help'], ['--help']]) {
      const { out, code } = await portolan(...args);
      expect(code).toBe(0);
      for (const name of ['doctor [--fix]', 'migrate', 'tenants list', 'tenants purge']) expect(out).toContain(name);
    }
  });

  it('says that all is well, and lists tenants', async () => {
    await api.createTenant(token, 'sound');
    expect(await portolan('doctor')).toMatchObject({ code: 0, out: 'All is well.\n' });
    expect((await portolan('tenants', 'list')).out).toMatch(new RegExp(`sound +active +${nameOf('sound')} +${LATEST}`));
    expect(await portolan('migrate')).toMatchObject({
      code: 0,
      out: 'system database: up to date\ntenants: up to date\n',
    });
  });
});

describe('portolan doctor', () => {
  it('lists what is wrong, changes nothing, and mends it when asked', async () => {
    for (const slug of ['lost', 'behind', 'leaderless', 'sealed', 'cut']) await api.createTenant(token, slug);
    await sql(`drop database "${nameOf('lost')}" with (force)`);
    await sql("update tenants set schema_version = null where slug = 'behind'");
    await sql(
      "update memberships set is_active = false where tenant_id = (select id from tenants where slug = 'leaderless')",
    );
    await sql(
      `insert into data_connections (id, tenant_id, name, db_type, host, port, encrypted_credential, credential_key_id, credential_destination)
       select gen_random_uuid(), id, 'x', 'postgresql', 'h', 1, 'x', 'nobodys', 'x' from tenants where slug = 'sealed'`,
    );
    await remove('cut');
    for (const [slug, step] of [['cut', 'purging']]) {
      await sql(
        'insert into provisioning_journal (tenant_id, slug, step) select id, slug, $2 from tenants where slug = $1',
        [slug, step],
      );
    }
    await sql("insert into tenants (id, slug, name, status) values (gen_random_uuid(), 'stale', 'x', 'provisioning')");
    await sql(
      "insert into tenants (id, slug, name, status, failure) values (gen_random_uuid(), 'sad', 'x', 'failed', 'x')",
    );
    await sql(`create database "${nameOf('orphan')}"`);
    await sql(`create database "${nameOf('full')}"`);
    const full = api.composition.services.tenantDatabases;
    await full.transaction('full', (em) => em.execute('create table precious as select 1 as thing'));

    const found = await portolan('doctor');
    expect(found.code).toBe(1);
    for (const line of [
      /^PROBLEM +TENANT +WHAT$/m,
      /^missing database +lost +there is no database /m,
      new RegExp(`^behind in migrations +behind +not at ${LATEST} yet$`, 'm'),
      /^no active admin +leaderless /m,
      /^unknown key +sealed /m,
      /^unfinished purge +cut /m,
      /^stale provisioning +stale /m,
      /^failed +sad +x$/m,
      /^orphan database +orphan /m,
      /^orphan database +full /m,
    ]) {
      expect(found.out).toMatch(line);
    }
    expect(found.out).not.toContain('sound');
    expect((await portolan('doctor')).out).toBe(found.out);

    const mended = await portolan('doctor', '--fix');
    expect(mended.code).toBe(1);
    for (const line of [
      'done  lost: its database was made anew, it is active again',
      'done  sad: its database was made anew, it is active again',
      'done  behind: it was migrated',
      'done  cut: its purge was finished',
      'done  stale: its provisioning was taken back',
      `done  orphan: the empty database ${nameOf('orphan')} was dropped`,
      `left  full: ${nameOf('full')} holds something; if nobody needs it: drop database "${nameOf('full')}";`,
    ]) {
      expect(mended.out).toContain(line);
    }
    expect(await here('full')).toBe(true);

    await sql(`drop database "${nameOf('full')}" with (force)`);
    await sql('update memberships set is_active = true');
    await sql('delete from data_connections');
    await sql("delete from tenants where slug = 'sad'");
    await sql(`drop database "${nameOf('sad')}" with (force)`);
    expect(await portolan('doctor')).toMatchObject({ code: 0 });
    expect(await statusOf('lost')).toBe('active');
    await expectInvariants(api.database);
  });
});

describe('portolan tenants purge', () => {
  it('ends one deleted tenant, and refuses what is not deleted', async () => {
    await api.createTenant(token, 'done-with');
    expect(await portolan('tenants', 'purge', 'done-with')).toMatchObject({ code: 1, out: '' });
    await remove('done-with');
    expect(await portolan('tenants', 'purge', 'done-with')).toMatchObject({ code: 0, out: 'done-with: purged\n' });
    expect(await here('done-with')).toBe(false);
    expect(await portolan('tenants', 'purge', 'done-with')).toMatchObject({
      code: 1,
      err: "Tenant 'done-with' not found\n",
    });
  });

  it('ends those that were deleted long enough ago', async () => {
    for (const slug of ['older', 'newer']) {
      await api.createTenant(token, slug);
      await remove(slug);
    }
    await sql("update tenants set deleted_at = now() - interval '31 days' where slug = 'older'");
    expect(await portolan('tenants', 'purge', '--older-than', '30')).toMatchObject({ code: 0, out: 'older: purged\n' });
    expect(await portolan('tenants', 'purge', '--older-than', '30')).toMatchObject({ out: 'Nothing to purge.\n' });
    expect(await statusOf('newer')).toBe('deleted');
    await expectInvariants(api.database);
  });
});

describe('on the embedded PostgreSQL', () => {
  it('works beside a server and without one, and makes no installation of its own', async () => {
    const dataDir = await mkdtemp(path.join(os.tmpdir(), 'portolan-cli-'));
    const there = (...args: string[]) => run({ PORTOLAN_DATA_DIR: dataDir }, args);
    try {
      expect(await there('doctor')).toMatchObject({ code: 2, out: '' });
      const embedded = await startEmbeddedPostgres({ dataDir });
      expect(await there('doctor')).toMatchObject({
        code: 1,
        out: expect.stringMatching(/^missing migrations +- +0001-initial, .*: run portolan migrate$/m),
      });
      expect((await there('migrate')).out).toContain('system database: 0001-initial');
      expect(await there('doctor')).toMatchObject({ code: 0, out: 'All is well.\n' });
      await embedded.stop();
      expect(await there('doctor')).toMatchObject({ code: 0, out: 'All is well.\n' });
    } finally {
      await rm(dataDir, { recursive: true, force: true });
    }
  }, 60_000);
});
