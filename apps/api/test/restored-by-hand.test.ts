import { randomBytes } from 'node:crypto';
import { spawnCommand } from '@portolan/testing';
import { startTestPostgres, type TestPostgres } from '@portolan/testing/postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

let server: TestPostgres;
let env: Record<string, string>;
beforeAll(async () => {
  server = await startTestPostgres({ version: '18' });
  await server.query("create role keeper login createdb createrole password 'keepers-own'");
  await server.query('create database portolan owner keeper');
  const DATABASE_URL = `postgresql://keeper:keepers-own@${server.host}:${server.port}/portolan`;
  env = { DATABASE_URL, ENCRYPTION_KEY: randomBytes(32).toString('base64') };
  await portolan('migrate');
});
afterAll(() => server.close());

const portolan = (...args: string[]) => spawnCommand(env, ...args).result;
const here = (sql: string) => server.query<Record<string, unknown>>(sql, [], 'portolan');
const rights = () =>
  here(`select table_name::text, column_name::text, privilege_type::text from information_schema.column_privileges
        where grantee = 'portolan_app' order by 1, 2, 3`);
const policies = () => here('select * from pg_policies order by tablename, policyname');
/** What a dump leaves out where it is brought back before its roles are there: grants and policies of theirs. */
const loseRoles = async () => {
  const logins = await here("select rolname from pg_roles where rolname like 'portolan\\_%'");
  for (const { rolname } of logins) {
    await server.query(`drop owned by ${rolname} cascade`, [], 'portolan');
    await server.query(`drop owned by ${rolname} cascade`);
    await server.query(`drop role ${rolname}`);
  }
};

describe('a system database that was brought back by hand', () => {
  it('gets its roles, grants and policies from one command, which doctor names', async () => {
    expect(await portolan('doctor')).toMatchObject({ code: 0 });
    const before = { rights: await rights(), policies: await policies() };
    expect(before.policies.length).toBeGreaterThan(5);
    await loseRoles();
    expect(await policies()).toHaveLength(0);
    const found = await portolan('doctor');
    expect(found).toMatchObject({ code: 1, err: '' });
    expect(found.out).toMatch(/^missing rights +- +.*: run portolan migrate$/m);
    expect(await portolan('migrate')).toMatchObject({ code: 0, err: '' });
    expect({ rights: await rights(), policies: await policies() }).toEqual(before);
    expect(await portolan('doctor')).toMatchObject({ code: 0, out: 'All is well.\n' });
    expect(await here("select datname from pg_database where datname like 'portolan\\_rights%'")).toEqual([]);
  });

  it('is told what lacks where a single grant is gone, and doctor --fix gives it back', async () => {
    await here('revoke select on tenants from portolan_app');
    expect((await portolan('doctor')).out).toMatch(/^missing rights/m);
    expect(await portolan('doctor', '--fix')).toMatchObject({ code: 0 });
    const [row] = await here("select has_table_privilege('portolan_app', 'tenants', 'select') as given");
    expect(row).toEqual({ given: true });
  });

  it('says what a superuser has to do where the role is somebody else’s', async () => {
    await loseRoles();
    await server.query('create role portolan_app');
    const { err, code } = await portolan('migrate');
    expect(code).toBe(1);
    expect(err).toMatch(/as a superuser run "grant portolan_app to keeper with admin option"/);
    await server.query('grant portolan_app to keeper with admin option');
    expect(await portolan('migrate')).toMatchObject({ code: 0 });
    expect(await portolan('doctor')).toMatchObject({ code: 0 });
  });
});
