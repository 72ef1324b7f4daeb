import { type ConnectionKind, DEFAULT_PORTS, type SslMode } from '@portolan/contract';
import type { ConnectionDraft } from './draft.ts';
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
  const found: Partial<Record<keyof ConnectionDraft, string | undefined>> = {
    databaseName: kind === 'databricks' ? get('conncatalog', 'catalog') : database,
    username: parts.username ?? get('user', 'username', 'uid'),
    password: parts.password ?? get('password', 'pwd', 'token'),
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
  return {
    dbType: kind,
    host: kind === 'snowflake' && !host.includes('.') ? `${host}.snowflakecomputing.com` : host,
    port: parts.port ?? String(DEFAULT_PORTS[kind]),
    portChosen: parts.port !== undefined && parts.port !== String(DEFAULT_PORTS[kind]),
    ...given,
    ...(given.password && { removePassword: false }),
    ...(sslMode && { sslMode, tlsChosen: true }),
  };
}
