import { type ConnectionKind, DEFAULT_PORTS, type SslMode } from '@portolan/contract';
import { type ConnectionDraft, type TextName, withKind, withText } from './draft.ts';
import { splitUrl, type UrlParts } from './split-url.ts';

const SCHEMES: Record<string, ConnectionKind> = {
  postgres: 'postgresql',
  postgresql: 'postgresql',
  mysql: 'mysql',
  mariadb: 'mysql',
  sqlserver: 'sqlserver',
  mssql: 'sqlserver',
  databricks: 'databricks',
  spark: 'databricks',
  snowflake: 'snowflake',
};

const MODES: Record<string, SslMode> = {
  disable: 'disable',
  disabled: 'disable',
  allow: 'require',
  prefer: 'require',
  preferred: 'require',
  require: 'require',
  required: 'require',
  'verify-ca': 'verify-ca',
  verify_ca: 'verify-ca',
  'verify-full': 'verify-full',
  verify_full: 'verify-full',
  verify_identity: 'verify-full',
};

const isTrue = (value: string | undefined) => value !== undefined && /^(?:true|1|yes|strict|mandatory)$/i.test(value);
const isFalse = (value: string | undefined) => value !== undefined && /^(?:false|0|no|optional)$/i.test(value);

function tlsModeIn(kind: ConnectionKind, get: UrlParts['get']): SslMode | undefined {
  const mode = MODES[(get('sslmode', 'ssl-mode') ?? '').toLowerCase()];
  if (mode) return mode;
  if (kind === 'sqlserver') {
    const encrypt = get('encrypt');
    if (isFalse(encrypt)) return 'disable';
    if (isTrue(get('trustservercertificate'))) return 'require';
    return isTrue(encrypt) ? 'verify-full' : undefined;
  }
  const ssl = get('ssl', 'usessl');
  if (isFalse(ssl)) return 'disable';
  return isTrue(ssl) ? 'verify-full' : undefined;
}

/** What a URL signs in with, under the way that the kind calls it. */
function secretIn(kind: ConnectionKind, { password, get }: UrlParts): Partial<ConnectionDraft> | null {
  const clientId = get('oauth2clientid');
  const clientSecret = get('oauth2secret');
  if (kind === 'databricks' && clientId && clientSecret) return { signIn: 'oauthClient', clientId, clientSecret };
  const given = password ?? get('password', 'pwd');
  const token = get('token') ?? (kind === 'databricks' ? given : undefined);
  if (token && kind !== 'mysql' && kind !== 'sqlserver') return { signIn: 'token', token };
  return given ? { signIn: 'password', password: given } : null;
}

/**
 * The fields that a connection URL fills: `postgres://user:pw@host:5432/db?sslmode=require`, the same for the other
 * kinds, and their `jdbc:` forms. Null for anything else, which is then an ordinary paste.
 */
export function parseConnectionUrl(raw: string): Partial<ConnectionDraft> | null {
  const match = /^(?:jdbc:)?([a-z]+):\/\/(\S.*)$/is.exec(raw.trim());
  const kind = match?.[1] && SCHEMES[match[1].toLowerCase()];
  if (!kind || !match?.[2]) return null;
  const parts = splitUrl(match[2]);
  if (!parts) return null;
  const { get } = parts;

  const [host = '', instance] = parts.host.split('\\');
  if (!host) return null;
  const sslMode = tlsModeIn(kind, get);
  const database = get('database', 'databasename', 'db', 'conncatalog', 'catalog') ?? parts.path;
  const found: Partial<Record<TextName, string | undefined>> = {
    databaseName: kind === 'databricks' ? get('conncatalog', 'catalog') : database,
    // Databricks has no user: there, that name says how to read the secret.
    username: kind === 'databricks' ? undefined : (parts.username ?? get('user', 'username', 'uid')),
    schema: get('currentschema', 'schema', 'search_path', 'connschema'),
    instanceName: instance ?? get('instancename'),
    httpPath:
      get('httppath', 'http_path') ??
      (kind === 'databricks' && parts.path?.includes('/') ? `/${parts.path}` : undefined),
    account: kind === 'snowflake' ? (get('account') ?? host.replace(/\.snowflakecomputing\.com$/i, '')) : undefined,
    warehouse: get('warehouse'),
    role: get('role'),
  };
  const given = Object.fromEntries(Object.entries(found).filter(([, value]) => value));
  const secret = secretIn(kind, parts);
  return {
    dbType: kind,
    host: kind === 'snowflake' && !host.includes('.') ? `${host}.snowflakecomputing.com` : host,
    port: parts.port ?? String(DEFAULT_PORTS[kind]),
    portChosen: parts.port !== undefined && parts.port !== String(DEFAULT_PORTS[kind]),
    ...given,
    ...(secret && { ...secret, removeCredential: false }),
    ...(sslMode && { sslMode, tlsChosen: true }),
  };
}

/** The draft with what a URL says; what follows from kind and host follows, where the URL leaves it open. */
export function withUrl(draft: ConnectionDraft, found: Partial<ConnectionDraft>): Partial<ConnectionDraft> {
  const kind = withKind(draft, found.dbType ?? draft.dbType);
  return { ...kind, ...withText(draft, 'host', found.host ?? draft.host), ...found };
}

const FILLED: readonly (readonly [keyof ConnectionDraft, string])[] = [
  ['host', 'host'],
  ['port', 'port'],
  ['databaseName', 'database'],
  ['username', 'username'],
  ['password', 'password'],
  ['token', 'access token'],
  ['clientSecret', 'client secret'],
];

/** "host, port and password": what a URL has filled in. */
export function filledBy(found: Partial<ConnectionDraft>): string {
  const names = FILLED.flatMap(([name, label]) => (found[name] ? [label] : []));
  return new Intl.ListFormat('en').format(names);
}
