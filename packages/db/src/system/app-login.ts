import { createHash, randomBytes } from 'node:crypto';
import pg from 'pg';
import { parseIntoClientConfig } from 'pg-connection-string';
import { CLOSE_DATABASE } from '../close-database.ts';
import { APP_ROLE } from './app-role.ts';
import { scramVerifier } from './scram-verifier.ts';

/** Any constant does, as long as every process of the product uses the same one in a database. */
const LOGIN_LOCK = 727_004;

/** The login that the API works under in a database: roles belong to the whole server, so it bears the database's name. */
export function appLoginOf(database: string): string {
  return `portolan_login_${createHash('sha256').update(database).digest('hex').slice(0, 16)}`;
}

/**
 * How the API connects: as a login that owns nothing and is a member of the restricted role alone, so that leaving that
 * role leads nowhere. `url` is the owner's; the login's password is read with it, once, when the first connection needs it.
 */
export function appLogin(url: string, askOwner: AskOwner): { user: string; password: () => Promise<string> } {
  let known: Promise<string> | undefined;
  const password = () => {
    known ??= readPassword(askOwner).catch((error) => {
      known = undefined;
      throw error;
    });
    return known;
  };
  return { user: appLoginOf(parseIntoClientConfig(url).database ?? ''), password };
}

/** Makes the restricted role, its login and what both need in this database, as far as it is missing. As the owner. */
export async function ensureAppLogin(url: string): Promise<void> {
  await asOwner(url, async (client) => {
    await client.query('begin');
    await client.query('select pg_advisory_xact_lock($1)', [LOGIN_LOCK]);
    const { rows } = await client.query<{ database: string; owner: string }>(
      'select current_database() as database, quote_ident(current_user) as owner',
    );
    const { database = '', owner = '' } = rows[0] ?? {};
    await client.query('insert into database_login (password) values ($1) on conflict do nothing', [
      randomBytes(24).toString('base64url'),
    ]);
    const stored = await client.query<{ password: string }>('select password from database_login');
    const login = pg.escapeIdentifier(appLoginOf(database));
    const verifier = pg.escapeLiteral(scramVerifier(stored.rows[0]?.password ?? ''));
    await client.query(roleUnlessThere(APP_ROLE, 'nologin'));
    await client.query(roleUnlessThere(login, 'login'));
    await client.query(`alter role ${login} login password ${verifier}`);
    await client.query(`grant ${APP_ROLE} to ${login}`).catch((error) => explainGrant(error, owner));
    await client.query(`grant connect on database ${pg.escapeIdentifier(database)} to ${login}`);
    await client.query(CLOSE_DATABASE);
    await client.query('commit');
  });
}

/** From PostgreSQL 16 on only who made a role, or was given its administration, may make others its members. */
function explainGrant(error: { code?: string }, owner: string): never {
  if (error.code !== '42501') throw error;
  throw new Error(
    `somebody else made the role ${APP_ROLE}: as a superuser run "grant ${APP_ROLE} to ${owner} with admin option"`,
  );
}

/** Whether the restricted role and the login of this database are there, and the one is a member of the other. */
export async function hasLogin(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ database: string }>('select current_database() as database');
  const { rowCount } = await client.query(
    `select from pg_auth_members m join pg_roles r on r.oid = m.roleid join pg_roles l on l.oid = m.member
     where r.rolname = $1 and l.rolname = $2 and l.rolcanlogin`,
    [APP_ROLE, appLoginOf(rows[0]?.database ?? '')],
  );
  return rowCount === 1;
}

/** Another database of the server may make the same role just now. */
function roleUnlessThere(role: string, kind: string): string {
  return `do $$ begin create role ${role} ${kind}; exception when duplicate_object or unique_violation then null; end $$`;
}

type AskOwner = (sql: string) => Promise<{ password: string }[]>;

async function readPassword(askOwner: AskOwner): Promise<string> {
  const [row] = await askOwner('select password from database_login');
  return row?.password ?? '';
}

async function asOwner<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({
    connectionString: url,
    application_name: 'portolan login',
    connectionTimeoutMillis: 5_000,
  });
  client.on('error', () => {});
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end().catch(() => {});
  }
}
