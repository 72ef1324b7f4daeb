import { type ConnectionKind, DEFAULT_PORTS, type Environment } from '@portolan/contract';
import { readConnectionText } from '@portolan/contract/connection-text';
import { invalid } from '../errors.ts';
import type { ParsedRow, ReadRow } from './parsed-row.ts';
import { rowOfText } from './row-of-text.ts';

type Json = Record<string, unknown>;

const KINDS: readonly (readonly [RegExp, ConnectionKind])[] = [
  [/postgres/i, 'postgresql'],
  [/mysql|maria/i, 'mysql'],
  [/sqlserver|mssql|jtds/i, 'sqlserver'],
  [/snowflake/i, 'snowflake'],
  [/databricks/i, 'databricks'],
];
/** By what a type of connection is called there: its own three, and those that people make. */
const ENVIRONMENTS: readonly (readonly [RegExp, Environment])[] = [
  [/prod|live/i, 'production'],
  [/stag|test|qa|uat/i, 'staging'],
  [/dev|local/i, 'development'],
];

/** `data-sources.json` of DBeaver: connections by their ids. Its passwords lie elsewhere, but for old or made files. */
export function readDbeaver(text: string): ReadRow[] {
  const file = objectOf(parse(text));
  const types = objectOf(file['connection-types']);
  const connections = Object.values(objectOf(file.connections));
  return connections.map((one, index) => readOne(index + 1, objectOf(one), types));
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw invalid('text', 'This is not valid JSON');
  }
}

function readOne(line: number, source: Json, types: Json): ReadRow {
  const name = textOf(source.name) ?? '';
  const refused = (why: string): ReadRow => ({ line, name, refused: why });
  const [provider, driver] = [textOf(source.provider) ?? '', textOf(source.driver) ?? ''];
  const kind = KINDS.find(([pattern]) => pattern.test(`${provider} ${driver}`))?.[1];
  if (!kind) return refused(`Unsupported database type: ${provider || driver || 'none'}`);
  const given = objectOf(source.configuration);
  const url = textOf(given.url);
  const reading = url && !url.includes('${') ? readConnectionText(url) : null;
  const read = reading && 'found' in reading && reading.found.dbType === kind ? reading.found : null;
  if (!read && !textOf(given.host)) {
    return refused(reading && 'refused' in reading ? reading.refused : 'No host is named');
  }
  const base = read ? rowOfText(line, read, name) : blank(line, name, kind);
  const row = { ...base, name, fields: { ...base.fields, name, ...fieldsOf(given, kind), ...aboutIt(source, types) } };
  return withLogin(withTls(row, given), given);
}

function blank(line: number, name: string, dbType: ConnectionKind): ParsedRow {
  return { line, name, fields: { name, dbType, port: DEFAULT_PORTS[dbType] }, someOptions: true, notes: [] };
}

function fieldsOf({ host, port, database }: Json, dbType: ConnectionKind): Json {
  const number = textOf(port);
  return {
    dbType,
    ...(textOf(host) ? { host: textOf(host) } : {}),
    ...(number ? { port: Number(number) } : {}),
    ...(textOf(database) ? { databaseName: textOf(database) } : {}),
  };
}

function aboutIt(source: Json, types: Json): Json {
  const description = textOf(source.description);
  const type = textOf(objectOf(source.configuration).type) ?? '';
  const called = textOf(objectOf(types[type]).name) ?? '';
  const environment = ENVIRONMENTS.find(([pattern]) => pattern.test(`${type} ${called}`))?.[1];
  return { ...(description ? { description } : {}), ...(environment ? { environment } : {}) };
}

/** What is switched on beside the connection itself: TLS has a place here, tunnels have none. */
function withTls(row: ParsedRow, { handlers }: Json): ParsedRow {
  const notes = [...row.notes];
  const fields: Json = { ...row.fields };
  for (const [handler, value] of Object.entries(objectOf(handlers))) {
    const { enabled, properties } = objectOf(value);
    if (enabled !== true) continue;
    if (!/ssl/i.test(handler)) {
      notes.push(`${handler} is left out`);
      continue;
    }
    const told = objectOf(properties);
    const verifies = String(told['ssl.verify.server'] ?? '') === 'true';
    const sslMode = textOf(told.sslMode) ?? textOf(told['ssl.mode']) ?? (verifies ? 'verify-full' : 'require');
    Object.assign(fields, { useSsl: sslMode !== 'disable', options: { ...objectOf(fields.options), sslMode } });
  }
  return { ...row, fields, notes };
}

function withLogin(row: ParsedRow, given: Json): ParsedRow {
  const places = [
    given,
    objectOf(given.authProperties),
    objectOf(given['auth-properties']),
    objectOf(given.properties),
  ];
  const find = (...names: string[]) =>
    places.flatMap((place) => names.map((name) => textOf(place[name]))).find((value) => value && !value.includes('${'));
  const [username, password] = [
    find('user', 'user-name', 'userName'),
    find('password', 'user-password', 'userPassword'),
  ];
  return {
    ...row,
    fields: { ...row.fields, ...(username ? { username } : {}) },
    ...(password ? { secret: { type: 'password' as const, password } } : {}),
  };
}

function objectOf(value: unknown): Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {};
}

/** Of a text or a number; nothing of an empty one. */
function textOf(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value !== '' ? value : undefined;
}
