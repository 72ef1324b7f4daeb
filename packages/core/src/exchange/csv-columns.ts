import { DEFAULT_PORTS } from '@portolan/contract';
import type { ConnectionRecord } from './connection-record.ts';

type Json = Record<string, unknown>;

/** How a field stands in a cell, and what a cell says of it; undefined where it says nothing. */
export interface Column {
  name: keyof ConnectionRecord | 'password';
  write(record: ConnectionRecord): string;
  read(cell: string, row: Json): unknown;
}

const text = (name: 'id' | 'name' | 'dbType' | 'host'): Column => ({
  name,
  write: (record) => record[name],
  read: (cell) => cell,
});
const nullable = (name: 'description' | 'databaseName' | 'username' | 'owner'): Column => ({
  name,
  write: (record) => record[name] ?? '',
  read: (cell) => cell || null,
});
const TRUE = /^(?:true|yes|1|on)$/i;
const FALSE = /^(?:false|no|0|off)$/i;

/** In the order of a file. The kind stands before the port, which follows it where a cell is empty. */
export const COLUMNS: readonly Column[] = [
  text('id'),
  text('name'),
  nullable('description'),
  text('dbType'),
  text('host'),
  { name: 'port', write: ({ port }) => String(port), read: readPort },
  nullable('databaseName'),
  nullable('username'),
  { name: 'useSsl', write: ({ useSsl }) => String(useSsl), read: readFlag },
  { name: 'options', write: ({ options }) => (options ? JSON.stringify(options) : ''), read: readOptions },
  { name: 'environment', write: ({ environment }) => environment, read: (cell) => cell || undefined },
  { name: 'tags', write: ({ tags }) => tags.join(' '), read: (cell) => cell.split(/[\s,]+/).filter(Boolean) },
  nullable('owner'),
];

/** Never written, and read where somebody has added it. */
export const PASSWORD: Column = { name: 'password', write: () => '', read: (cell) => cell || undefined };

/** What people call columns, in small letters and without what stands between words. */
export const ALIASES: Record<string, string> = {
  type: 'dbtype',
  kind: 'dbtype',
  database: 'databasename',
  dbname: 'databasename',
  user: 'username',
  ssl: 'usessl',
};

function readPort(cell: string, { dbType }: Json): unknown {
  if (cell === '') return DEFAULT_PORTS[dbType as keyof typeof DEFAULT_PORTS];
  return /^\d+$/.test(cell) ? Number(cell) : cell;
}

function readFlag(cell: string): unknown {
  if (TRUE.test(cell)) return true;
  if (FALSE.test(cell)) return false;
  return cell || undefined;
}

/** What is no JSON is left as it is: the schema says what is wrong with it. */
function readOptions(cell: string): unknown {
  if (cell === '') return null;
  try {
    return JSON.parse(cell);
  } catch {
    return cell;
  }
}
