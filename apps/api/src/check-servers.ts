import pg from 'pg';
import { ConfigurationError } from './configuration-error.ts';

const OLDEST = 150_000;
const PATIENCE_MS = 8_000;

interface Server {
  url: string;
  /** Which variable is to blame for what. */
  blame: { address: string; login: string; database: string };
}

/** Whether the server of the system database can be worked with, told by the variable that would have to change. */
export async function checkSystemServer(url: string, isTenants: boolean): Promise<void> {
  const variable = 'DATABASE_URL';
  const found = await look({ url, blame: { address: variable, login: variable, database: variable } });
  assertNew(variable, found);
  if (found.encoding !== 'UTF8') refuse(variable, `leads to a database in ${found.encoding}: it has to be in UTF8`);
  if (!found.owns) refuse(variable, `leads to a database that ${found.login} does not own`);
  assertMay(variable, found, 'createrole', found.createrole);
  if (isTenants) assertMay(variable, found, 'createdb', found.createdb);
}

/** The same of the server of the tenants' databases, where it is configured apart. */
export async function checkTenantServer(url: string, blame: Server['blame']): Promise<void> {
  const found = await look({ url, blame });
  assertNew(blame.address, found);
  assertMay(blame.login, found, 'createdb', found.createdb);
}

interface Found {
  login: string;
  version: number;
  encoding: string;
  standby: boolean;
  owns: boolean;
  createrole: boolean;
  createdb: boolean;
}

async function look(server: Server): Promise<Found> {
  const client = new pg.Client({
    connectionString: server.url,
    application_name: 'portolan start',
    connectionTimeoutMillis: PATIENCE_MS,
  });
  client.on('error', () => {});
  try {
    await client.connect();
    const { rows } = await client.query<Found>(LOOK);
    return rows[0] as Found;
  } catch (error) {
    throw explain(error as Failure, server);
  } finally {
    await client.end().catch(() => {});
  }
}

const LOOK = `
  select current_user as login, current_setting('server_version_num')::int as version,
         current_setting('server_encoding') as encoding, pg_is_in_recovery() as standby,
         has_schema_privilege(current_user, 'public', 'create') as owns,
         rolsuper or rolcreaterole as createrole, rolsuper or rolcreatedb as createdb
  from pg_roles where rolname = current_user`;

type Failure = Error & { code?: string; errors?: Failure[] };

/** The server's own words may quote what they were given: only codes and what is in the open go on. */
function explain(error: Failure, { url, blame }: Server): Error {
  const { hostname, port, username, pathname } = new URL(url);
  const place = `${hostname || 'a socket'}:${port || 5432}`;
  const code = error.code ?? error.errors?.[0]?.code ?? '';
  const login = decodeURIComponent(username);
  const because = (variable: string, text: string) => new ConfigurationError(`${variable} ${text}`);
  if (code === '28P01' || code === '28000')
    return because(blame.login, `is refused: ${place} does not let ${login} in (${code})`);
  if (/password must be a string|no password supplied/i.test(error.message))
    return because(blame.login, `names no password, and ${place} asks for one`);
  if (code === '3D000')
    return because(
      blame.database,
      `names the database ${decodeURIComponent(pathname.slice(1))}, which ${place} does not have`,
    );
  if (code === '42501')
    return because(
      blame.database,
      `names the database ${decodeURIComponent(pathname.slice(1))}, which ${login} may not connect to`,
    );
  if (NOBODY.has(code) || /timeout|terminated/i.test(error.message)) {
    return because(blame.address, `leads to ${place}, where no PostgreSQL answers${code && ` (${code})`}`);
  }
  if (/^(ERR_TLS|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO)/.test(code) || /SSL|certificate/i.test(error.message)) {
    return because(blame.address, `asks for TLS that ${place} cannot be trusted with${code && ` (${code})`}`);
  }
  return error;
}

const NOBODY = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EPIPE',
  'ENOENT',
  'EACCES',
  'EADDRNOTAVAIL',
  'EINVAL',
]);

function assertNew(variable: string, { version, standby }: Found): void {
  if (version < OLDEST)
    refuse(variable, `leads to PostgreSQL ${Math.floor(version / 10_000)}: it has to be 15 or newer`);
  if (standby) refuse(variable, 'leads to a standby, which takes no changes');
}

function assertMay(variable: string, { login }: Found, right: string, has: boolean): void {
  if (!has)
    refuse(
      variable,
      `names the login ${login}, which lacks ${right.toUpperCase()}: as a superuser run "alter role ${login} ${right}"`,
    );
}

function refuse(variable: string, text: string): never {
  throw new ConfigurationError(`${variable} ${text}`);
}
