import { startTestPostgres, type TestPostgres } from '@portolan/testing/postgres';
import pg from 'pg';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { openDrivers } from '../testing/open-drivers.ts';
import { passwordOf, targetOf, verdictOf } from '../testing/target.ts';

const DATABASES = 6;
const host = openDrivers({ deadlineMs: 5_000 });
let server: TestPostgres;

beforeAll(async () => {
  server = await startTestPostgres({ version: '18', settings: { max_connections: '200' } });
  for (let index = 0; index < DATABASES; index++) {
    await server.query(`create role user_${index} login password 'planted-${index}'`);
    await server.query(`create database db_${index}`);
    await server.query(`create table only_in_${index} (column_of_${index} int primary key)`, [], `db_${index}`);
  }
});
afterAll(() => Promise.all([host.close(), server.close()]));

const targetNumber = (index: number) =>
  targetOf({
    port: server.port,
    databaseName: `db_${index}`,
    username: `user_${index}`,
    credential: passwordOf(`planted-${index}`),
  });

test('calls side by side do not see each other', async () => {
  const rounds = Array.from({ length: 30 }, async (_, round) => {
    const index = round % DATABASES;
    const wrong = { ...targetNumber(index), credential: passwordOf(`planted-${(index + 1) % DATABASES}`) };
    const [tables, fields, tested, refused] = await Promise.all([
      host.tables(targetNumber(index), { includeViews: true, page: 1, pageSize: 10 }),
      host.fields(targetNumber(index), { table: `only_in_${index}` }),
      host.diagnose(targetNumber(index)),
      host.diagnose(wrong),
    ]);
    expect(tables.items.map((item) => item.name)).toEqual([`only_in_${index}`]);
    expect(fields?.items.map((item) => item.name)).toEqual([`column_of_${index}`]);
    // The tables belong to the superuser: a login may chart what it may not read.
    expect(tested.stages.at(-1)?.message).toBe('Can read 0 of 1 tables');
    expect(refused.code).toBe('AUTH_FAILED');
    expect(JSON.stringify([tables, fields, tested, refused])).not.toContain('planted');
  });
  await Promise.all(rounds);
});

test('a catalogue that is locked times out at the query, and leaves no query behind', async () => {
  const client = new pg.Client({ ...server, database: 'db_0', ssl: false });
  await client.connect();
  try {
    await client.query('begin; lock table pg_catalog.pg_constraint in access exclusive mode');
    const error = await host.fields(targetNumber(0), { table: 'only_in_0' }).catch((caught: unknown) => caught);
    expect(error).toMatchObject({ code: 'TIMEOUT' });
    expect((error as { stages: { stage: string }[] }).stages.at(-1)?.stage).toBe('query');
    const left = "select pid from pg_stat_activity where usename = 'user_0'";
    await vi.waitFor(async () => expect(await server.query(left)).toEqual([]), 10_000);
  } finally {
    await client.end();
  }
});

test('a server that dies is an answer, and no other call minds', async () => {
  const mortal = await startTestPostgres({ version: '15' });
  const target = targetOf({ port: mortal.port, username: mortal.user, credential: passwordOf(mortal.password) });
  expect((await host.diagnose(target)).success).toBe(true);
  await mortal.close();
  expect(verdictOf(await host.diagnose(target))).toMatchObject({ code: 'TCP_REFUSED', stage: 'tcp' });
  expect((await host.diagnose(targetNumber(1))).success).toBe(true);
});
