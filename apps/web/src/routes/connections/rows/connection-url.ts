import { type Connection, tlsModeOf } from '@portolan/contract';

type Parts = readonly (readonly [string, string | null | undefined])[];

/** Nothing is encoded that a person would rather read, and everything that ends the part it is in. */
const encoded = (text: string) => encodeURIComponent(text).replace(/%(2C|40|3A)/g, (code) => decodeURIComponent(code));
const given = (parts: Parts) => parts.filter((part): part is readonly [string, string] => Boolean(part[1]));
const query = (parts: Parts) =>
  given(parts)
    .map(([name, value]) => `${name}=${encoded(value)}`)
    .join('&');

/** What a value is between semicolons, as clients of SQL Server quote it. */
const braced = (value: string) => (/[;{}\s=]/.test(value) ? `{${value.replaceAll('}', '}}')}}` : value);

/** The address of a connection as its clients write it, for everything but secrets. What is pasted into the form fills it in again. */
export function connectionUrl(connection: Connection): string {
  const { dbType, host, port, databaseName, username } = connection;
  const { schema, instanceName, httpPath, account, warehouse, role } = connection.options ?? {};
  const mode = tlsModeOf(connection);
  const user = username ? `${encodeURIComponent(username)}@` : '';
  const at = `${host.includes(':') ? `[${host}]` : host}:${port}`;
  const withQuery = (base: string, parts: Parts) => [base, query(parts)].filter(Boolean).join('?');
  const path = databaseName ? `/${encodeURIComponent(databaseName)}` : '';

  if (dbType === 'sqlserver') {
    const pairs = given([
      ['databaseName', databaseName],
      ['instanceName', instanceName],
      ['user', username],
      ['encrypt', mode === 'disable' ? 'false' : 'true'],
      ['trustServerCertificate', mode === 'require' ? 'true' : null],
    ]);
    return `sqlserver://${at};${pairs.map(([name, value]) => `${name}=${braced(value)}`).join(';')}`;
  }
  if (dbType === 'databricks') {
    const parts: Parts = [
      ['http_path', httpPath],
      ['catalog', databaseName],
    ];
    return withQuery(`databricks://${at}`, parts);
  }
  if (dbType === 'snowflake') {
    const place = path + (path && schema ? `/${encodeURIComponent(schema)}` : '');
    const parts: Parts = [
      ['account', account],
      ['schema', path ? null : schema],
      ['warehouse', warehouse],
      ['role', role],
    ];
    return withQuery(`snowflake://${user}${at}${place}`, parts);
  }
  const isMysql = dbType === 'mysql';
  const parts: Parts = [
    [isMysql ? 'ssl-mode' : 'sslmode', isMysql ? MYSQL_MODES[mode] : mode],
    ['schema', isMysql ? schema : null],
    ['currentSchema', isMysql ? null : schema],
  ];
  return withQuery(`${dbType}://${user}${at}${path}`, parts);
}

const MYSQL_MODES = {
  disable: 'DISABLED',
  require: 'REQUIRED',
  'verify-ca': 'VERIFY_CA',
  'verify-full': 'VERIFY_IDENTITY',
} as const;
