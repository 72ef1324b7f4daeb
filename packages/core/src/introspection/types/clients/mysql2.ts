import { anyOf, type Value } from '../value.ts';
import type { Client, Place } from './client.ts';
import { labelsOf, mysqlText } from './mysql-text.ts';

/** By the data type of the catalogue, `unsigned` apart. */
const PARSED: Record<string, Value> = {
  tinyint: 'integer',
  smallint: 'integer',
  mediumint: 'integer',
  int: 'integer',
  year: 'integer',
  // Above 2^53 it is the nearest double.
  bigint: 'number',
  float: 'number',
  double: 'number',
  decimal: 'string',
  // Zero dates are invalid ones.
  date: 'Date',
  datetime: 'Date',
  timestamp: 'Date',
  time: 'string',
  bit: 'bytes',
  binary: 'bytes',
  varbinary: 'bytes',
  tinyblob: 'bytes',
  blob: 'bytes',
  mediumblob: 'bytes',
  longblob: 'bytes',
  json: 'json',
  // MySQL says that it is one, MariaDB sends its bytes.
  vector: anyOf({ array: 'number' }, 'bytes'),
};
const SHAPES = /^(?:geometry|point|linestring|polygon|multi(?:point|linestring|polygon)|geom(?:etry)?collection)$/;

const nameOf = ({ column }: Place) => column.baseType.replace(/ unsigned$/, '');

function read(place: Place): Value {
  const name = nameOf(place);
  // Of a kind it does not know, or of none, it makes null.
  if (SHAPES.test(name)) return anyOf('shape', 'null');
  return PARSED[name] ?? labelsOf(place) ?? mysqlText(place);
}

const WRITTEN: Record<string, Value> = {
  tinyint: anyOf('integer', 'boolean'),
  bigint: anyOf('number', 'bigint', 'string'),
  decimal: anyOf('string', 'number'),
  date: anyOf('Date', 'string'),
  datetime: anyOf('Date', 'string'),
  timestamp: anyOf('Date', 'string'),
  bit: anyOf('bytes', 'integer'),
  year: anyOf('integer', 'string'),
  // An object would be spelled out as an assignment.
  json: 'string',
};

function write(place: Place): Value {
  const name = nameOf(place);
  if (place.json) return 'string';
  const read = WRITTEN[name] ?? PARSED[name];
  if (read === 'bytes') return anyOf('bytes', 'string');
  return read ?? (SHAPES.test(name) ? 'bytes' : (labelsOf(place) ?? mysqlText(place)));
}

/** mysql2 3, by query and by execute alike. */
export const mysql2: Client = { title: 'mysql2', read, write };
