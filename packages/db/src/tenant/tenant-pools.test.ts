import { randomBytes, randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { TenantDatabases } from '../tenant-databases.ts';
import { ActivityLogEntity, SettingEntity } from './entities.ts';
import { TenantPools } from './tenant-pools.ts';

// Provided by the global setup of the test run, whose types this package may not import.
const url = inject('postgresUrl' as never) as string;
const prefix = `p${randomBytes(5).toString('hex')}_`;
let databases = new TenantDatabases({ url, prefix });
const slugs = ['one', 'two', 'three'];
const server = new pg.Client({ connectionString: url });

beforeAll(async () => {
  await server.connect();
  for (const slug of slugs) {
    await databases.create(slug);
    await databases.migrate(slug);
  }
});
afterAll(async () => {
  for (const slug of slugs) await databases.drop(slug);
  await databases.close();
  await server.end();
});

const sessions = async (slug: string) => {
  const { rows } = await server.query<{ pid: number }>('select pid from pg_stat_activity where datname = $1', [
    prefix + slug,
  ]);
  return rows.map(({ pid }) => pid);
};
const gone = async (slug: string) => {
  while ((await sessions(slug)).length > 0) await new Promise((resolve) => setTimeout(resolve, 20));
};

describe('a transaction in a tenant database', () => {
  it('makes no database that is away, whoever opens it first', async () => {
    const elsewhere = new TenantDatabases({ url, prefix });
    try {
      for (const ask of [
        () => elsewhere.transaction('away', (em) => em.execute('select 1')),
        () => elsewhere.versionOf('away'),
        () => elsewhere.migrate('away'),
      ]) {
        await expect(ask()).rejects.toMatchObject({ code: '3D000' });
        expect(await elsewhere.exists('away')).toBe(false);
      }
    } finally {
      await elsewhere.close();
      await databases.drop('away');
    }
  });

  it('keeps what it wrote, in that database alone', async () => {
    const id = randomUUID();
    const createdAt = new Date('2026-03-29T01:30:00Z');
    await databases.transaction('one', async (em) => {
      await em.insert(SettingEntity, { key: 'theme', value: { dark: true }, updatedAt: createdAt });
      await em.insert(ActivityLogEntity, { id, action: 'connections:create', details: { name: 'x' }, createdAt });
    });
    const read = (slug: string) => databases.transaction(slug, (em) => em.findOne(ActivityLogEntity, { id }));
    expect(await read('one')).toMatchObject({ action: 'connections:create', details: { name: 'x' }, createdAt });
    expect(await read('two')).toBeNull();
  });

  it('is taken back when it fails', async () => {
    const failing = databases.transaction('two', async (em) => {
      await em.insert(SettingEntity, { key: 'lost', value: 1 });
      throw new Error('on second thoughts');
    });
    await expect(failing).rejects.toThrow('on second thoughts');
    expect(await databases.transaction('two', (em) => em.count(SettingEntity))).toBe(0);
  });

  it('fails when its session is killed, however often, and the next one works', async () => {
    for (let time = 0; time < 3; time++) {
      const killed = databases.transaction('two', async (em) => {
        await em.execute('select 1');
        for (const pid of await sessions('two')) await server.query('select pg_terminate_backend($1)', [pid]);
        await em.execute('select 1');
      });
      await expect(killed).rejects.toThrow();
      // One that lay idle beside it was killed too, and is out of the pool once that is known.
      await gone('two');
    }
    expect(await databases.transaction('two', (em) => em.count(SettingEntity))).toBe(0);
    // Idle sessions killed between transactions are no error of anybody.
    for (const pid of await sessions('two')) await server.query('select pg_terminate_backend($1)', [pid]);
    await gone('two');
    expect(await databases.transaction('two', (em) => em.count(SettingEntity))).toBe(0);
  });

  it('does not keep its database from being dropped', async () => {
    await databases.transaction('three', (em) => em.count(SettingEntity));
    await databases.drop('three');
    expect(await databases.exists('three')).toBe(false);
    await expect(databases.transaction('three', (em) => em.count(SettingEntity))).rejects.toThrow('does not exist');
  });
});

describe('the pools', () => {
  // What the tests before left open is not theirs.
  beforeAll(async () => {
    await databases.close();
    databases = new TenantDatabases({ url, prefix });
    for (const slug of ['one', 'two']) await gone(slug);
  });

  it('close the least recently used beyond the limit, never one in use', async () => {
    const pools = new TenantPools((slug) => databases.urlOf(slug), undefined, { max: 1 });
    const use = (slug: string) => pools.transaction(slug, (em) => em.count(SettingEntity));
    await use('one');
    await pools.transaction('two', async (em) => {
      await em.count(SettingEntity);
      await use('one');
      expect(pools.size).toBe(1);
      // The one that is being used outlives others that come and go.
      expect(await em.count(SettingEntity)).toBe(0);
    });
    await use('one');
    expect(pools.size).toBe(1);
    await gone('two');
    await pools.close();
    await expect(use('one')).rejects.toThrow('closed');
  });

  it('let a transaction end that was under way when its database was released', async () => {
    const pools = new TenantPools((slug) => databases.urlOf(slug));
    const total = await pools.transaction('one', async (em) => {
      await em.execute('select 1');
      await pools.release('one');
      return em.count(SettingEntity);
    });
    expect(total).toBe(1);
    expect(pools.size).toBe(0);
    await pools.close();
  });
});
