import type { Value } from '../value.ts';
import { type Client, type Place, textOf } from './client.ts';

/** By the name of the type in the information schema. What is semi-structured may hold what JSON has not. */
const PARSED: Record<string, Value> = {
  NUMBER: 'number',
  DECIMAL: 'number',
  FLOAT: 'number',
  DOUBLE: 'number',
  REAL: 'number',
  DECFLOAT: 'string',
  BOOLEAN: 'boolean',
  DATE: 'Date',
  TIME: 'string',
  DATETIME: 'Date',
  TIMESTAMP: 'Date',
  TIMESTAMP_NTZ: 'Date',
  TIMESTAMP_LTZ: 'Date',
  TIMESTAMP_TZ: 'Date',
  BINARY: 'bytes',
  VARBINARY: 'bytes',
  UUID: 'string',
};
const TEXTS = new Set(['TEXT', 'VARCHAR', 'CHAR', 'STRING']);

function read(place: Place): Value {
  const name = /^\w+/.exec(place.column.baseType)?.[0]?.toUpperCase() ?? '';
  return PARSED[name] ?? (TEXTS.has(name) ? textOf(place) : 'unknown');
}

/** snowflake-sdk 3. */
export const snowflake: Client = { title: 'snowflake-sdk', read, write: read };
