import { startTestMariadb, type TestMariadb } from '@portolan/testing/mariadb';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { ConnectionTarget } from '../../driver.ts';
import { openDrivers } from '../../testing/open-drivers.ts';
import { passwordOf, targetOf } from '../../testing/target.ts';

const host = openDrivers({ deadlineMs: 5_000 });
const TABLES = 450;
let server: TestMariadb;
const targetNumber = (index: number): ConnectionTarget =>
  targetOf({
    dbType: 'mysql',
    port: server.port,
    databaseName: `db_${index}`,
    username: `user_${index}`,
    credential: passwordOf(`planted-${index}`),
  });

beforeAll(async () => {
  const users = [0, 1, 2].map((index) => ({
    name: `user_${index}`,
    password: `planted-${index}`,
    database: `db_${index}`,
  }));
  server = await startTestMariadb({ users, settings: { 'log-output': 'TABLE' } });
  const tables = Array.from({ length: TABLES }, (_, at) => `create table db_0.t${at} (id int primary key, n int);`);
  await server.query(tables.join('\n'));
  for (const { name } of users) await server.query(`create table db_${name.slice(5)}.only_${name} (id int)`);
});
afterAll(() => Promise.all([host.close(), server.close()]));

async function said(user: string, work: () => Promise<unknown>): Promise<string[]> {
  await server.query('truncate mysql.general_log; set global general_log = 1');
  await work();
  await server.query('set global general_log = 0');
  const log = await server.query(`
    select argument from mysql.general_log where user_host like '${user}[%' and command_type in ('Query', 'Execute')`);
  return log.map(([statement]) => statement ?? '');
}

async function readAll(target: ConnectionTarget): Promise<string[]> {
  const names: string[] = [];
  for await (const page of host.introspect(target, { depth: 'columns' })) {
    if (page.kind === 'tables') names.push(...JSON.parse(page.json).map(({ name }: { name: string }) => name));
  }
  return names;
}

test('an introspection is two queries, however many the tables', async () => {
  let names: string[] = [];
  const statements = await said('user_0', async () => {
    names = await readAll(targetNumber(0));
  });
  expect(names).toHaveLength(TABLES + 1);
  expect(names).toEqual(names.toSorted((a, b) => (a < b ? -1 : 1)));
  expect(statements.filter((statement) => statement.includes('information_schema'))).toHaveLength(2);
  expect(statements.length).toBeLessThan(8);
});

test('the session reads only, for a limited time, whatever the settings of the server', async () => {
  const statements = await said('user_1', () => host.diagnose(targetNumber(1)));
  expect(statements).toContain('set session transaction read only');
  expect(statements.some((one) => one.startsWith("set names utf8mb4, session sql_mode = ''"))).toBe(true);
  const limit = statements.find((statement) => statement.includes('max_statement_time'));
  const seconds = Number(/= ([\d.]+)/.exec(limit ?? '')?.[1]);
  expect(seconds).toBeGreaterThan(0.5);
  expect(seconds).toBeLessThan(6);
});

test('calls side by side do not see each other', async () => {
  const rounds = Array.from({ length: 12 }, async (_, round) => {
    const index = 1 + (round % 2);
    const wrong = { ...targetNumber(index), credential: passwordOf(`planted-${index + 1}`) };
    const [names, tested, refused] = await Promise.all([
      readAll(targetNumber(index)),
      host.diagnose(targetNumber(index)),
      host.diagnose(wrong),
    ]);
    expect(names).toEqual([`only_user_${index}`]);
    expect(tested.privileges).toMatchObject({ readableTables: 1, totalTables: 1 });
    expect(refused.code).toBe('AUTH_FAILED');
  });
  await Promise.all(rounds);
});

test('who leaves early leaves no session behind, and the server does not work on', async () => {
  const leaving = new AbortController();
  const first = host.introspect(targetNumber(0), { depth: 'columns' }, { signal: leaving.signal });
  for await (const page of first) if (page.kind === 'tables') break;
  for await (const page of host.introspect(targetNumber(0), { depth: 'columns' }, { signal: leaving.signal })) {
    if (page.kind !== 'outline') continue;
    leaving.abort();
    break;
  }
  const left = "select id from information_schema.processlist where user = 'user_0'";
  await vi.waitFor(async () => expect(await server.query(left)).toEqual([]), 5_000);
});

test('a server that dies is an answer', async () => {
  const mortal = await startTestMariadb();
  const { port, user, password } = mortal;
  const target = targetOf({
    dbType: 'mysql',
    port,
    username: user,
    databaseName: null,
    credential: passwordOf(password),
  });
  expect((await host.diagnose(target)).success).toBe(true);
  await mortal.close();
  expect(await host.diagnose(target)).toMatchObject({ code: 'TCP_REFUSED', stage: 'tcp' });
});
