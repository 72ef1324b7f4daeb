import { anyOf, type Value } from '../value.ts';
import { type Client, type Place, textOf } from './client.ts';

/** By the name of the type. Results come as Arrow, from old servers as columns of texts: hence two forms of a time. */
const PARSED: Record<string, Value> = {
  BOOLEAN: 'boolean',
  TINYINT: 'integer',
  BYTE: 'integer',
  SMALLINT: 'integer',
  SHORT: 'integer',
  INT: 'integer',
  INTEGER: 'integer',
  BIGINT: 'number',
  LONG: 'number',
  FLOAT: 'number',
  REAL: 'number',
  DOUBLE: 'number',
  DECIMAL: 'number',
  DEC: 'number',
  NUMERIC: 'number',
  DATE: anyOf('Date', 'string'),
  TIMESTAMP: anyOf('Date', 'string'),
  TIMESTAMP_LTZ: anyOf('Date', 'string'),
  TIMESTAMP_NTZ: anyOf('Date', 'string'),
  INTERVAL: 'string',
  BINARY: 'bytes',
  ARRAY: { array: 'unknown' },
  MAP: 'record',
  STRUCT: 'record',
  VARIANT: 'string',
  GEOMETRY: 'string',
  GEOGRAPHY: 'string',
};
const TEXTS = new Set(['STRING', 'VARCHAR', 'CHAR']);

function read(place: Place): Value {
  const name = /^\w+/.exec(place.column.baseType)?.[0]?.toUpperCase() ?? '';
  return PARSED[name] ?? (TEXTS.has(name) ? textOf(place) : 'unknown');
}

/** @databricks/sql 2. */
export const databricks: Client = { title: '@databricks/sql', read, write: read };
