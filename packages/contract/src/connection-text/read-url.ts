import type { ConnectionKind } from '../connection-kinds.ts';
import type { ConnectionText } from './connection-text.ts';
import { FAMILIES } from './families.ts';
import { Parameters } from './parameters.ts';
import type { Parts } from './parts.ts';
import { readKeyList } from './read-key-list.ts';
import { refuse } from './refusal.ts';
import { splitPairs } from './split-pairs.ts';
import { splitUri } from './split-uri.ts';

const SCHEMES: Record<string, ConnectionKind> = {
  postgres: 'postgresql',
  postgresql: 'postgresql',
  postgis: 'postgresql',
  pgsql: 'postgresql',
  mysql: 'mysql',
  mysql2: 'mysql',
  mariadb: 'mysql',
  sqlserver: 'sqlserver',
  mssql: 'sqlserver',
  databricks: 'databricks',
  spark: 'databricks',
  snowflake: 'snowflake',
};

/** Clients that read the parameters of a URL as those of a form, where a plus is a blank. */
const isForm = (isJdbc: boolean, dialect: string | undefined, kind: ConnectionKind) =>
  dialect !== undefined || (isJdbc && (kind === 'postgresql' || kind === 'snowflake'));

/** `scheme+driver://…`, with `jdbc:` and such before it. Null for the URL of something else. */
export function readUrl(text: string): ConnectionText | null {
  const [, prefix = '', scheme = '', dialect, rest = ''] =
    /^((?:[a-z][\w-]*:)*)([a-z]\w*)(?:\+(\w+))?:\/\/(.*)$/is.exec(text) ?? [];
  const isJdbc = /^(?:jdbc|r2dbcs?):/i.test(prefix);
  if (prefix !== '' && !isJdbc) return null;
  // The last word may be a mode of the driver: `jdbc:mysql:loadbalance://`.
  const [kind, before] = [scheme, prefix.split(':').at(-2) ?? ''].map((word) => SCHEMES[word.toLowerCase()]);
  if (before || (kind && dialect === 'srv')) refuse('A URL for several servers is not read: a connection here has one');
  if (!kind) return isJdbc ? refuse('No connection here is of that kind of database') : null;
  const isJtds = /jtds:/i.test(prefix);
  const read = FAMILIES[kind];
  if (isPairs(kind, isJdbc, rest)) return read(pairParts(rest, isJtds ? 'none' : 'braces', isJdbc));
  const { pairs, ...uri } = splitUri(rest, isForm(isJdbc, dialect, kind));
  if (dialect !== undefined && pairs.some(({ name }) => name === 'odbc_connect')) return readOdbc(rest);
  if (dialect === 'pyodbc' && !uri.path && !uri.port && !pairs.some(({ name }) => /^driver$/i.test(name))) {
    refuse('The URL names a DSN, which only your machine knows: enter host and port');
  }
  return read({ ...uri, parameters: new Parameters(pairs), isJdbc });
}

/** JDBC of SQL Server and Databricks, and those who write like it, have parameters behind semicolons. */
function isPairs(kind: ConnectionKind, isJdbc: boolean, rest: string): boolean {
  if (kind !== 'sqlserver' && kind !== 'databricks') return false;
  return isJdbc || /^(?:[^;?/@]*@)?[^;?@]*;\s*[a-z][\w ]*\s*=/i.test(rest);
}

function pairParts(rest: string, quoting: 'braces' | 'none', isJdbc: boolean): Parts {
  const at = rest.indexOf(';');
  const [head, tail] = at < 0 ? [rest, ''] : [rest.slice(0, at), rest.slice(at + 1)];
  const { pairs: inHead, ...uri } = splitUri(head.trim(), false);
  if (inHead.length > 0) refuse('There are parameters behind a ? and behind a ;, and only one of them can be meant');
  return { ...uri, parameters: new Parameters(splitPairs(tail, quoting)), isJdbc };
}

/** The whole connection string of ODBC, encoded as the value of a form. */
function readOdbc(rest: string): ConnectionText | null {
  const form = new URLSearchParams(rest.slice(rest.indexOf('?') + 1));
  return readKeyList(form.get('odbc_connect') ?? '');
}
