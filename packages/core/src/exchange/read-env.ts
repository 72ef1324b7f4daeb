import { type ConnectionKind, DEFAULT_PORTS } from '@portolan/contract';
import { readConnectionText } from '@portolan/contract/connection-text';
import { envLines, type Variable } from './env-lines.ts';
import { nameOf } from './name-of.ts';
import type { ReadRow } from './parsed-row.ts';
import { rowOfText } from './row-of-text.ts';

const KINDS: readonly (readonly [RegExp, ConnectionKind])[] = [
  [/postgres|^pg|_pg|psql/i, 'postgresql'],
  [/mysql|maria/i, 'mysql'],
  [/mssql|sql_?server/i, 'sqlserver'],
  [/databricks/i, 'databricks'],
  [/snowflake/i, 'snowflake'],
];
const TEXTS = /_?(?:DATABASE_URL|DB_URL|URL|URI|DSN|JDBC|CONNECTION_STRING)$/i;
const GENERAL = /^(?:|DATABASE|DB|PG|POSTGRES|POSTGRESQL|MYSQL|MARIADB|MSSQL|SQLSERVER|JDBC|SQLALCHEMY)$/i;

/** One variable of several that make up a connection: `DB_HOST`, `PGUSER`, `ORDERS_DB_PASSWORD`. */
const PART =
  /^(.*?(?:DB|DATABASE|PG|POSTGRES|POSTGRESQL|MYSQL|MARIADB|MSSQL|SQLSERVER))_?(HOST|HOSTNAME|PORT|NAME|DATABASE|DB|USER|USERNAME|PASSWORD|PASS|CONNECTION|DRIVER|ENGINE|TYPE|DIALECT|SSLMODE)$/i;
const WHAT: Record<string, string> = {
  HOSTNAME: 'HOST',
  DATABASE: 'NAME',
  DB: 'NAME',
  USERNAME: 'USER',
  PASS: 'PASSWORD',
  DRIVER: 'CONNECTION',
  ENGINE: 'CONNECTION',
  TYPE: 'CONNECTION',
  DIALECT: 'CONNECTION',
};

/** URLs in variables, and variables that make up a connection together. What is about no database is no row. */
export function readEnv(text: string): ReadRow[] {
  const variables = envLines(text);
  const rows = [...variables.flatMap(rowOfUrl), ...groupsOf(variables).flatMap(rowOfGroup)];
  return rows.toSorted((a, b) => a.line - b.line);
}

function rowOfUrl({ line, name, value }: Variable): ReadRow[] {
  if (!/:\/\//.test(value) && !(TEXTS.test(name) && value.includes('='))) return [];
  const reading = readConnectionText(value);
  if (!reading) return [];
  if ('refused' in reading) return [{ line, name, refused: reading.refused }];
  return [rowOfText(line, reading.found, calledBy(name.replace(TEXTS, '')))];
}

/** `orders db` of `ORDERS_DB`; nothing where the words say no more than that it is a database. */
function calledBy(words: string): string | undefined {
  return GENERAL.test(words) ? undefined : words.toLowerCase().replaceAll('_', ' ').trim();
}

interface Group {
  prefix: string;
  line: number;
  parts: Map<string, string>;
}

function groupsOf(variables: Variable[]): Group[] {
  const groups = new Map<string, Group>();
  for (const { line, name, value } of variables) {
    const [, prefix, part = ''] = PART.exec(name) ?? [];
    if (prefix === undefined) continue;
    const group = groups.get(prefix) ?? { prefix, line, parts: new Map() };
    groups.set(prefix, group);
    const what = part.toUpperCase();
    group.parts.set(WHAT[what] ?? what, value);
  }
  return [...groups.values()].filter(({ parts }) => parts.has('HOST'));
}

function rowOfGroup({ prefix, line, parts }: Group): ReadRow[] {
  const of = (what: string) => parts.get(what) || undefined;
  const dbType = kindOf(`${of('CONNECTION') ?? ''} ${prefix}`, of('PORT'));
  const name = calledBy(prefix);
  if (!dbType) return [{ line, name: name ?? prefix, refused: 'Nothing says which kind of database it is' }];
  const [host = '', databaseName, username, password] = [of('HOST'), of('NAME'), of('USER'), of('PASSWORD')];
  const port = of('PORT') === undefined ? DEFAULT_PORTS[dbType] : Number(of('PORT'));
  const target = { dbType, host, port, databaseName: databaseName ?? null, username: username ?? null };
  const called = name ?? nameOf(target);
  const sslMode = of('SSLMODE');
  return [
    {
      line,
      name: called,
      fields: {
        name: called,
        dbType,
        host,
        port,
        ...(databaseName ? { databaseName } : {}),
        ...(username ? { username } : {}),
        ...(sslMode ? { useSsl: sslMode !== 'disable', options: { sslMode } } : {}),
      },
      ...(password ? { secret: { type: 'password' as const, password } } : {}),
      someOptions: true,
      notes: [],
    },
  ];
}

function kindOf(words: string, port: string | undefined): ConnectionKind | undefined {
  const said = KINDS.find(([pattern]) => words.split(' ').some((word) => pattern.test(word)));
  if (said) return said[1];
  const wire = ['postgresql', 'mysql', 'sqlserver'] as const;
  return wire.find((kind) => String(DEFAULT_PORTS[kind]) === port);
}
