import { anyOf, type Value } from '../value.ts';
import type { Client, Place } from './client.ts';
import { AMOUNT, elementOf, plainText, TIME_WRITTEN } from './postgresql-text.ts';

/** `infinity` is a number, times that JavaScript has not are invalid dates. */
const TIME = anyOf('Date', 'number');

/** The parsers that pg-types registers, by pg_type.typname. Whatever has none arrives as text. */
const PARSED: Record<string, Value> = {
  bool: 'boolean',
  int2: 'integer',
  int4: 'integer',
  oid: 'integer',
  float4: 'number',
  float8: 'number',
  date: TIME,
  timestamp: TIME,
  timestamptz: TIME,
  interval: 'interval',
  bytea: 'bytes',
  json: 'json',
  jsonb: 'json',
  point: 'point',
  circle: 'circle',
};

/** Arrays that it takes apart; all others, of enums and domains too, arrive as text: `{a,b}`. */
const ARRAYS: Record<string, Value> = {
  _bool: 'boolean',
  _int2: 'integer',
  _int4: 'integer',
  _oid: 'integer',
  _float4: 'number',
  _float8: 'number',
  // Unlike a numeric, which is text.
  _numeric: 'number',
  _int8: 'string',
  _bpchar: 'string',
  _varchar: 'string',
  _text: 'string',
  _regproc: 'string',
  _cidr: 'string',
  _inet: 'string',
  _macaddr: 'string',
  _uuid: 'uuid',
  _money: 'string',
  _time: 'string',
  _timetz: 'string',
  _numrange: 'string',
  _date: TIME,
  _timestamp: TIME,
  _timestamptz: TIME,
  _interval: 'interval',
  _bytea: 'bytes',
  _json: 'json',
  _jsonb: 'json',
  _point: 'point',
};

function read(place: Place): Value {
  const { baseType } = place.column;
  const element = ARRAYS[baseType];
  if (element) return { list: element };
  return PARSED[baseType] ?? plainText(place);
}

/** Text is taken for every type; what is listed here is taken as well. Arrays of any type may be arrays. */
const WRITTEN: Record<string, Value> = {
  bool: 'boolean',
  int2: 'integer',
  int4: 'integer',
  oid: 'integer',
  float4: 'number',
  float8: 'number',
  int8: AMOUNT,
  numeric: AMOUNT,
  money: AMOUNT,
  date: TIME_WRITTEN,
  timestamp: TIME_WRITTEN,
  timestamptz: TIME_WRITTEN,
  bytea: anyOf('bytes', 'string'),
  json: 'json document',
  jsonb: 'json document',
};

function write(place: Place): Value {
  const element = elementOf(place);
  // Its elements are parted by semicolons, which it does not know.
  if (element && element.column.baseType !== 'box') return anyOf({ list: write(element) }, 'string');
  return WRITTEN[place.column.baseType] ?? plainText(place);
}

/** pg 8 with pg-types 2: texts of the protocol, through the parsers that are registered by default. */
export const pg: Client = { title: 'pg', read, write };
