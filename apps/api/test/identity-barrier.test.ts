import { randomUUID } from 'node:crypto';
import { appLoginOf, SystemDatabase } from '@portolan/db';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Harness, type Member, OPERATOR, startHarness } from './harness.ts';

let api: Harness;
let login: pg.Client;
let tenantId: string;
let admin: Member;
let stranger: Member;

beforeAll(async () => {
  api = await startHarness();
  const operator = await api.token();
  tenantId = await api.createTenant(operator, 'walls');
  admin = await api.member(tenantId, 'admin');
  stranger = await api.member(await api.createTenant(operator, 'beyond'), 'admin');
  login = new pg.Client(await connection());
  await login.connect();
});
afterAll(async () => {
  await login.end();
  await api.close();
});

/** As the API itself connects. */
async function connection(): Promise<pg.ClientConfig> {
  const { hostname, port, pathname } = new URL(api.database.url);
  const database = pathname.slice(1);
  const [stored] = await api.database.query<{ password: string }>('select password from database_login');
  return { host: hostname, port: Number(port), database, user: appLoginOf(database), password: stored?.password };
}

/** What a statement says when it runs with everything that the API could set. */
async function attempt(sql: string): Promise<string | pg.QueryResultRow[]> {
  await login.query('begin');
  try {
    await login.query(`select set_config('portolan.tenant_id', $1, true), set_config('portolan.user_id', $2, true)`, [
      tenantId,
      admin.id,
    ]);
    return (await login.query(sql)).rows;
  } catch (error) {
    return (error as { code: string }).code;
  } finally {
    await login.query('rollback');
  }
}

const DENIED = '42501';

describe('the login of the API', () => {
  it('is not the owner, and what serves requests is connected under it', async () => {
    const sessions = await api.database.query<{ usename: string; owner: boolean }>(
      `select distinct usename, pg_has_role(usename, d.datdba, 'member') as owner
       from pg_stat_activity a join pg_database d on d.datname = a.datname
       where a.datname = current_database() and application_name = 'portolan' and usename like 'portolan_login_%'`,
    );
    expect(sessions).toEqual([{ usename: appLoginOf(new URL(api.database.url).pathname.slice(1)), owner: false }]);
    const [rights] = await api.database.query(
      'select rolsuper, rolcreatedb, rolcreaterole, rolbypassrls, rolreplication from pg_roles where rolname = $1',
      [sessions[0]?.usename],
    );
    expect(Object.values(rights ?? {})).toEqual([false, false, false, false, false]);
  });

  it.each(['set role none', 'reset role', 'set session authorization default', 'reset all'])(
    'leads nowhere by %s',
    async (way) => {
      const client = new pg.Client({ ...(await connection()), options: '-c role=portolan_app' });
      await client.connect();
      await client.query(way);
      for (const sql of [
        'select password_hash from users',
        'update users set is_operator = true',
        'drop table users',
      ]) {
        await expect(client.query(sql), sql).rejects.toMatchObject({ code: DENIED });
      }
      await client.end();
    },
  );

  it.each([
    'select password_hash from users',
    'select * from users',
    'update users set is_operator = true',
    'update users set password_hash = null',
    `update users set email = 'mine@example.com'`,
    'delete from users',
    `insert into users (id, email, is_operator) values (gen_random_uuid(), 'op@example.com', true)`,
    'select secret_hash from sessions',
    `insert into sessions (id, user_id, secret_hash, expires_at) values (gen_random_uuid(), gen_random_uuid(), 'x', now())`,
    'update sessions set user_id = gen_random_uuid()',
    'update sessions set secret_hash = null',
    'select token_hash from password_resets',
    `insert into password_resets (user_id, token_hash, expires_at) values (gen_random_uuid(), 'x', now())`,
    'delete from password_resets',
    'select * from hand_overs',
    `insert into hand_overs (id, device_hash, code_hash, challenge, device, address, status, user_id, expires_at) values (gen_random_uuid(), 'x', 'x', 'x', '', '', 'approved', gen_random_uuid(), now())`,
    `update hand_overs set status = 'approved'`,
    'select handed_over from sessions',
    `select * from create_reset('operator@portolan.local', 'deadbeef', now() + interval '1 day')`,
    'select * from operator_invitations',
    `insert into operator_invitations (id, email, token_hash, status, expires_at) values (gen_random_uuid(), 'a@example.com', 'x', 'pending', now())`,
    'select * from audit_seals for update',
    `insert into audit_seals values ('begun', gen_random_uuid(), 0, '', 'x', 'x')`,
    'select password from database_login',
    'update database_login set password = null',
    'delete from audit_events',
    `update audit_events set action = 'x'`,
    'delete from audit_chains',
    `update tenants set status = 'active'`,
    'alter table users disable row level security',
    'alter table audit_events disable trigger all',
    'grant all on users to public',
    'drop policy known on users',
    'create table mine (id int)',
    'create function mine() returns int language sql return 1',
    'create temporary table mine (id int)',
    `do $$ begin execute format('set session authorization %I', (select min(rolname) from pg_roles where rolsuper)); end $$`,
    'truncate users',
    'create role mine',
    'alter role portolan_app createrole',
    `copy users to program 'true'`,
    `select pg_read_file('/etc/hostname')`,
    'select rolpassword from pg_authid',
  ])('may not: %s', async (sql) => {
    expect(await attempt(sql)).toBe(DENIED);
  });

  it('sees the accounts of the tenant at hand and no others', async () => {
    const seen = (await attempt('select id from users')) as { id: string }[];
    expect(seen.map(({ id }) => id)).toContain(admin.id);
    expect(seen.map(({ id }) => id)).not.toContain(stranger.id);
    expect((await login.query('select id from users')).rows).toEqual([]);
    expect((await login.query('select id from sessions')).rows).toEqual([]);
  });

  it('opens no session and sets no password without the proof of the old one', async () => {
    const guess = `'$argon2id$v=19$m=19456,t=2,p=1$AAAA$AAAA'`;
    const session = `open_session(gen_random_uuid(), 'x', '${admin.id}', ${guess}, null, null, null, now(), now())`;
    expect(await attempt(`select ${session} as done`)).toEqual([{ done: null }]);
    expect(await attempt(`select set_password('${admin.id}', ${guess}, 'x') as done`)).toEqual([{ done: null }]);
    expect(await attempt(`select hold_account('${admin.id}', ${guess}, true) as done`)).toEqual([{ done: null }]);
    expect(await attempt(`select * from find_account('${OPERATOR.username}', array[${guess}])`)).toEqual([]);
    const settings = await attempt(`select account_settings('${OPERATOR.username}') as text`);
    const [stored] = await api.database.query<{ password_hash: string }>(
      'select password_hash from users where email = $1',
      [OPERATOR.username],
    );
    const [{ text }] = settings as [{ text: string }];
    expect(stored?.password_hash.startsWith(text)).toBe(true);
    // The hash itself stays behind.
    expect(stored?.password_hash.slice(text.length)).toMatch(/^[A-Za-z0-9+/]{43}$/);
  });

  it('cannot deceive a function by a table of its own', async () => {
    const functions = await api.database.query<{ name: string; config: string[] | null }>(
      `select p.proname as name, p.proconfig as config from pg_proc p
       join pg_namespace n on n.oid = p.pronamespace and n.nspname = 'public' where p.prosecdef`,
    );
    expect(functions.length).toBeGreaterThan(10);
    for (const { name, config } of functions) expect(config?.join(), name).toMatch(/^search_path=pg_catalog, public/);
  });

  it('is refused what nobody granted it: each table and column is on the list', async () => {
    const grants = await api.database.query<{ entry: string }>(
      `select distinct table_name || ' ' || lower(privilege_type) || case
         when table_name in ('users', 'sessions') then ' ' || column_name else '' end as entry
       from information_schema.column_privileges where grantee = 'portolan_app' and table_schema = 'public'
         and table_name in ('users', 'sessions', 'password_resets', 'hand_overs', 'database_login', 'portolan_migrations') order by 1`,
    );
    const readable = ['created_at', 'email', 'first_name', 'id', 'is_active', 'is_operator', 'last_name', 'updated_at'];
    const written = [
      'created_at',
      'email',
      'first_name',
      'id',
      'is_active',
      'last_name',
      'password_hash',
      'updated_at',
    ];
    const session = [
      'active_tenant_id',
      'address',
      'created_at',
      'expires_at',
      'id',
      'last_seen_at',
      'user_agent',
      'user_id',
    ];
    expect(grants.map(({ entry }) => entry).sort()).toEqual(
      [
        ...session.map((column) => `sessions select ${column}`),
        ...['expires_at', 'last_seen_at'].map((column) => `sessions update ${column}`),
        ...written.map((column) => `users insert ${column}`),
        ...readable.map((column) => `users select ${column}`),
        ...['first_name', 'last_name', 'updated_at'].map((column) => `users update ${column}`),
      ].sort(),
    );
  });

  it('is made again when it is gone, with the grants that no dump of a database holds', async () => {
    const other = await startHarness();
    const name = appLoginOf(new URL(other.database.url).pathname.slice(1));
    await other.composition.close();
    await other.database.query(`drop owned by ${name}`);
    await other.database.query(`drop role ${name}`);
    const db = new SystemDatabase({ url: other.database.url });
    const asApi = () => db.transaction({}, (em) => em.execute('select session_user as login, current_user as role'));
    await expect(asApi()).rejects.toThrow();
    expect(await db.migrate()).toEqual([]);
    expect(await asApi()).toEqual([{ login: name, role: 'portolan_app' }]);
    await db.close();
    await other.database[Symbol.asyncDispose]();
  });

  it('makes an account that is nobody special', async () => {
    const id = randomUUID();
    await login.query('begin');
    await login.query(`select set_config('portolan.user_id', $1, true)`, [id]);
    await login.query('insert into users (id, email) values ($1, $2)', [id, `${id}@example.com`]);
    const { rows } = await login.query('select is_operator from users where id = $1', [id]);
    await login.query('rollback');
    expect(rows).toEqual([{ is_operator: false }]);
  });
});
