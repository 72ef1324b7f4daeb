import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { systemMigrations } from './migrations/index.ts';
import { SystemDatabase } from './system-database.ts';

// Provided by the global setup of the test run, whose types this package may not import.
const postgresUrl = inject('postgresUrl' as never) as string;
const name = `fresh_${randomBytes(5).toString('hex')}`;
const server = () => new pg.Client({ connectionString: postgresUrl });
const url = () => {
  const changed = new URL(postgresUrl);
  changed.pathname = `/${name}`;
  return changed.href;
};
const onServer = async (sql: string) => {
  const client = server();
  await client.connect();
  await client.query(sql);
  await client.end();
};
beforeAll(() => onServer(`create database ${name}`));
afterAll(() => onServer(`drop database ${name} with (force)`));

describe('the system database', () => {
  it('is migrated once by any number of processes that start together', async () => {
    const starters = Array.from({ length: 4 }, () => new SystemDatabase({ url: url() }));
    const applied = await Promise.all(starters.map((db) => db.migrate()));
    expect(applied.flat()).toEqual(systemMigrations.map(({ name }) => name));
    await Promise.all(starters.map((db) => db.close()));
  });

  it('has the columns, defaults and indexes of the specification', async () => {
    const db = new SystemDatabase({ url: url() });
    const columns = await db.ownerTransaction((em) =>
      em.execute<{ name: string; type: string; nullable: boolean }[]>(
        `select a.attname as name, format_type(a.atttypid, a.atttypmod) as type, not a.attnotnull as nullable
         from pg_attribute a where a.attrelid = 'data_connections'::regclass and a.attnum > 0 order by a.attname`,
      ),
    );
    const of = (column: string) => columns.find((entry) => entry.name === column);
    expect(of('db_type')).toEqual({ name: 'db_type', type: 'database_type', nullable: false });
    expect(of('options')).toEqual({ name: 'options', type: 'jsonb', nullable: true });
    expect(of('last_tested_at')).toEqual({ name: 'last_tested_at', type: 'timestamp with time zone', nullable: true });
    expect(of('tenant_id')).toEqual({ name: 'tenant_id', type: 'uuid', nullable: false });
    await db.close();
  });

  it('lets one holder of a lock work at a time, and frees it when the holder is gone', async () => {
    const [first, second] = [new SystemDatabase({ url: url() }), new SystemDatabase({ url: url() })];
    const gate = Promise.withResolvers<void>();
    const held = first.exclusive('lock', () => gate.promise);
    await expect.poll(() => second.tryExclusive('lock', async () => 'ran')).toBeUndefined();
    gate.resolve();
    await held;
    expect(await second.tryExclusive('lock', async () => 'ran')).toBe('ran');
    await Promise.all([first.close(), second.close()]);
  });

  it('carries no scope from one transaction into the next', async () => {
    const db = new SystemDatabase({ url: url(), poolSize: 1 });
    const read = (tenantId?: string) =>
      db.transaction({ tenantId }, (em) =>
        em.execute("select nullif(current_setting('portolan.tenant_id', true), '') as t"),
      );
    const id = '11111111-1111-4111-8111-111111111111';
    expect(await read(id)).toEqual([{ t: id }]);
    expect(await read()).toEqual([{ t: null }]);
    await db.close();
  });
});
