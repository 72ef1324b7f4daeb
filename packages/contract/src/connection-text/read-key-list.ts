import type { ConnectionKind } from '../connection-kinds.ts';
import type { ConnectionText } from './connection-text.ts';
import { FAMILIES } from './families.ts';
import { Parameters } from './parameters.ts';
import { refuse } from './refusal.ts';
import { splitKeywords } from './split-keywords.ts';
import { splitPairs } from './split-pairs.ts';

const DRIVERS: readonly (readonly [RegExp, ConnectionKind])[] = [
  [/postgres|psqlodbc/i, 'postgresql'],
  [/mysql|mariadb/i, 'mysql'],
  [/spark|databricks/i, 'databricks'],
  [/snowflake/i, 'snowflake'],
  [/sql server|sql native|freetds|sqloledb|msoledbsql|sqlncli/i, 'sqlserver'],
];

/** Words that only one kind's clients know. */
const WORDS: readonly (readonly [ConnectionKind, readonly string[]])[] = [
  ['snowflake', ['account', 'warehouse']],
  ['databricks', ['httppath']],
  [
    'sqlserver',
    [
      'initialcatalog',
      'trustservercertificate',
      'encrypt',
      'integratedsecurity',
      'trustedconnection',
      'multipleactiveresultsets',
      'persistsecurityinfo',
      'multisubnetfailover',
      'applicationintent',
    ],
  ],
];

const PORTS: Record<string, ConnectionKind> = { 5432: 'postgresql', 3306: 'mysql', 1433: 'sqlserver' };

/** `Server=tcp:h,1433;User ID=…` of ADO.NET, and the same of ODBC, which begins with its driver. */
export function readKeyList(text: string): ConnectionText {
  const isOdbc = /(?:^|;)\s*(?:driver|dsn|filedsn)\s*=/i.test(text);
  const parameters = new Parameters(splitPairs(text, isOdbc ? 'braces' : 'quotes'));
  if (parameters.has('dsn', 'filedsn')) refuse('The text names a DSN, which only your machine knows');
  return readNamed(kindOf(parameters, text), parameters);
}

/** `host=h port=5432 dbname=d` of libpq. */
export function readKeywords(text: string): ConnectionText {
  const parameters = new Parameters(splitKeywords(text));
  if (parameters.has('service')) refuse('The text names a service, which only your machine knows');
  return readNamed('postgresql', parameters);
}

export function readNamed(kind: ConnectionKind, parameters: Parameters): ConnectionText {
  const nothing = { port: undefined, path: undefined, username: undefined, password: undefined };
  parameters.accept('driver');
  return FAMILIES[kind]({ ...nothing, host: '', parameters, isJdbc: false });
}

function kindOf(parameters: Parameters, text: string): ConnectionKind {
  const driver = /(?:^|;)\s*(?:driver|provider)\s*=\s*([^;]*)/i.exec(text)?.[1];
  if (driver !== undefined) {
    const known = DRIVERS.find(([pattern]) => pattern.test(driver));
    return known?.[1] ?? refuse('The driver is of none of the kinds of database here');
  }
  const port = /(?:^|;)\s*port\s*=\s*(\d+)/i.exec(text)?.[1];
  if (/\.snowflakecomputing\./i.test(text)) return 'snowflake';
  // Npgsql says Host, and has a word in common with SQL Server.
  if (parameters.has('host') && !parameters.has('account', 'httppath')) return PORTS[port ?? ''] ?? 'postgresql';
  const byWord = WORDS.find(([, words]) => parameters.has(...words));
  const byPort = port === undefined ? undefined : PORTS[port];
  if (byPort) return byPort;
  if (byWord) return byWord[0];
  const server = /(?:^|;)\s*(?:server|data source|address|addr)\s*=\s*([^;]*)/i.exec(text)?.[1] ?? '';
  if (/^tcp:|[\\,]/i.test(server) || parameters.has('userid')) return 'sqlserver';
  if (parameters.has('sslmode', 'uid')) return 'mysql';
  return refuse('The text does not say which kind of database it is for');
}
