import { anyOf, type Value } from '../value.ts';
import type { Client, Place } from './client.ts';
import { AMOUNT, elementOf, plainText, TIME_WRITTEN } from './postgresql-text.ts';

const TIME = anyOf('Date', 'number');

/** The types that Bun makes more of than text, by pg_type.typname. */
const PARSED: Record<string, Value> = {
  bool: 'boolean',
  int2: 'integer',
  int4: 'integer',
  oid: 'integer',
  xid: 'integer',
  cid: 'integer',
  float4: 'number',
  float8: 'number',
  date: TIME,
  timestamp: TIME,
  timestamptz: TIME,
  bytea: 'bytes',
  json: 'json',
  jsonb: 'json',
};
/** Elements that are text in the answer to a simple statement. */
const EITHER_ELEMENTS = new Set(['xid', 'cid']);

/** It knows the arrays of the server's own types; those of others arrive as text. */
function read(place: Place): Value {
  const element = elementOf(place);
  if (!element) return PARSED[place.column.baseType] ?? plainText(place);
  if (place.column.baseType.includes('.')) return 'string';
  return { list: EITHER_ELEMENTS.has(element.column.baseType) ? anyOf('integer', 'string') : read(element) };
}

const WRITTEN: Record<string, Value> = {
  int8: AMOUNT,
  numeric: AMOUNT,
  money: AMOUNT,
  date: TIME_WRITTEN,
  timestamp: TIME_WRITTEN,
  timestamptz: TIME_WRITTEN,
  json: 'json document',
  jsonb: 'json document',
};

const write = (place: Place): Value => WRITTEN[place.column.baseType] ?? read(place);

/** SQL of Bun 1, by simple and by prepared statements alike. */
export const bun: Client = { title: 'Bun.sql', read, write };
