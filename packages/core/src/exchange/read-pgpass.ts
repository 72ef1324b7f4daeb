import { DEFAULT_PORTS } from '@portolan/contract';
import { linesOf } from './lines-of.ts';
import { nameOf } from './name-of.ts';
import type { ReadRow } from './parsed-row.ts';

/** Up to the next colon that is not escaped. */
const FIELD = /((?:\\.|[^\\:])*):/y;

/** `host:port:database:user:password`, as libpq reads it: a backslash takes the next character as it is, * is any. */
export function readPgpass(text: string): ReadRow[] {
  return linesOf(text)
    .filter(({ text }) => text.trim() !== '' && !text.startsWith('#'))
    .map(({ line, text }) => readLine(line, text));
}

function readLine(line: number, text: string): ReadRow {
  const refused = (why: string): ReadRow => ({ line, name: '', refused: why });
  const fields: string[] = [];
  let at = 0;
  while (fields.length < 4) {
    FIELD.lastIndex = at;
    const match = FIELD.exec(text);
    if (!match) return refused('A line of pgpass is host:port:database:user:password');
    fields.push(plain(match[1] ?? ''));
    at = FIELD.lastIndex;
  }
  const [host = '', givenPort = '', database = '', user = ''] = fields;
  if (host === '*' || host === '') return refused('The line is for any host, and a connection has one');
  if (host.startsWith('/')) return refused('The host is the path of a socket, and connections here go by TCP');
  const port = givenPort === '*' || givenPort === '' ? DEFAULT_PORTS.postgresql : Number(givenPort);
  const target = { dbType: 'postgresql', host, port, databaseName: anyOf(database), username: anyOf(user) } as const;
  const password = plain(text.slice(at));
  const { databaseName, username } = target;
  const name = nameOf(target);
  return {
    line,
    name,
    fields: {
      name,
      dbType: target.dbType,
      host,
      port,
      ...(databaseName ? { databaseName } : {}),
      ...(username ? { username } : {}),
    },
    ...(password ? { secret: { type: 'password', password } } : {}),
    someOptions: true,
    notes: [],
  };
}

const plain = (escaped: string) => escaped.replace(/\\(.)/g, '$1');
const anyOf = (text: string) => (text === '*' || text === '' ? null : text);
