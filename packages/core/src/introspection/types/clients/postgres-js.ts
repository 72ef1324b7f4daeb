import { anyOf, type Value } from '../value.ts';
import type { Client, Place } from './client.ts';
import { AMOUNT, elementOf, plainText } from './postgresql-text.ts';

/** The parsers of postgres.js, by pg_type.typname. `infinity` is an invalid date. */
const PARSED: Record<string, Value> = {
  bool: 'boolean',
  int2: 'integer',
  int4: 'integer',
  oid: 'integer',
  float4: 'number',
  float8: 'number',
  date: 'Date',
  timestamp: 'Date',
  timestamptz: 'Date',
  bytea: 'bytes',
  json: 'json',
  jsonb: 'json',
};

/** It asks the server for the arrays there are, and takes all of them apart. A null in one is parsed as the text NULL. */
function read(place: Place): Value {
  const element = elementOf(place);
  if (!element) return PARSED[place.column.baseType] ?? plainText(place);
  // The elements of a domain have no parser of their own.
  if (element.column.domains.length > 0) return { list: 'string' };
  const value = PARSED[element.column.baseType] ?? 'string';
  return { list: value === 'integer' ? 'number' : value };
}

const WRITTEN: Record<string, Value> = {
  int8: AMOUNT,
  numeric: AMOUNT,
  money: AMOUNT,
  date: anyOf('Date', 'string'),
  timestamp: anyOf('Date', 'string'),
  timestamptz: anyOf('Date', 'string'),
  json: 'json',
  jsonb: 'json',
};

function write(place: Place): Value {
  const element = elementOf(place);
  if (element) return { list: write(element) };
  return WRITTEN[place.column.baseType] ?? read(place);
}

/** postgres 3, called postgres.js. */
export const postgresJs: Client = { title: 'postgres (postgres.js)', read, write };
