import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { SystemDatabase } from '../system/system-database.ts';
import { byRequest } from './by-request.ts';

// Provided by the global setup of the test run, whose types this package may not import.
const postgresUrl = inject('postgresUrl' as never) as string;
const name = `reach_${randomBytes(5).toString('hex')}`;
const url = new URL(postgresUrl);
url.pathname = `/${name}`;
const database = {
  url: url.href,
  async query(sql: string, values: unknown[] = [], where = url.href): Promise<object[]> {
    const client = new pg.Client({ connectionString: where });
    await client.connect();
    const { rows } = await client.query(sql, values).finally(() => client.end());
    return rows;
  },
};

beforeAll(async () => {
  await database.query(`create database ${name}`, [], postgresUrl);
  const db = new SystemDatabase({ url: database.url });
  await db.migrate();
  await db.close();
});
afterAll(() => database.query(`drop database ${name} with (force)`, [], postgresUrl));

const WHO = { name: 'who', text: 'select pg_backend_pid() as pid' };

test('a request has one connection of a login, another only while a transaction holds it, and none when it is over', async () => {
  const reach = byRequest({ compiledEntities: async () => ({}) });
  const db = new SystemDatabase({ url: database.url, reach });
  const pid = async () => (await db.read<{ pid: number }>(WHO, []))[0]?.pid;
  await expect(pid()).rejects.toThrow('outside of a request');

  const [one, other] = [reach.begin(), reach.begin()];
  const { within, beside } = await one.run(async () => {
    const [first, second] = await Promise.all([pid(), pid()]);
    expect(first).toBe(second);
    return db.transaction({}, async (em) => {
      const [row] = await em.execute<{ pid: number }[]>(WHO.text);
      expect(row?.pid).toBe(first);
      return { within: row?.pid, beside: await pid() };
    });
  });
  expect(beside).not.toBe(within);
  expect([within, beside]).not.toContain(await other.run(pid));
  // Free again, it is used again.
  expect([within, beside]).toContain(await one.run(pid));

  await Promise.all([one.end(), other.end()]);
  const left = await database.query(
    "select from pg_stat_activity where datname = current_database() and application_name = 'portolan'",
  );
  expect(left).toEqual([]);
});

test('what fails takes nothing along: a connection that is gone, and a login that is refused', async () => {
  const reach = byRequest({ compiledEntities: async () => ({}) });
  const db = new SystemDatabase({ url: database.url, reach });
  const request = reach.begin();
  await request.run(async () => {
    const [before] = await db.ownerRows<{ pid: number }>(WHO.text);
    await database.query('select pg_terminate_backend($1)', [before?.pid]);
    await expect
      .poll(() =>
        db.ownerRows(WHO.text).then(
          ([row]) => row?.pid,
          () => before?.pid,
        ),
      )
      .not.toBe(before?.pid);
  });
  await request.end();

  const wrong = new URL(database.url);
  wrong.password = 'wrong';
  const refused = new SystemDatabase({ url: wrong.href, reach });
  const another = reach.begin();
  await another.run(async () => {
    await expect(refused.ownerRows(WHO.text)).rejects.toMatchObject({ code: '28P01' });
    await expect(refused.ownerTransaction(async () => {})).rejects.toThrow();
  });
  await another.end();
});

test('a lock is one lock, whether a session holds it or a transaction', async () => {
  const reach = byRequest({ compiledEntities: async () => ({}) });
  const [here, there] = [new SystemDatabase({ url: database.url, reach }), new SystemDatabase({ url: database.url })];
  const request = reach.begin();
  await request.run(async () => {
    const held = await here.exclusive('quay', () => there.tryExclusive('quay', async () => 'both'));
    expect(held).toBeUndefined();
    expect(await there.exclusive('quay', () => here.tryExclusive('quay', async () => 'both'))).toBeUndefined();
    expect(await here.tryExclusive('quay', async () => 'alone')).toBe('alone');
  });
  await Promise.all([request.end(), there.close()]);
});
