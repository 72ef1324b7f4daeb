import { anyOf, type Value } from '../value.ts';
import type { Client, Place } from './client.ts';
import { labelsOf, mysqlText } from './mysql-text.ts';

/** By the data type of the catalogue, `unsigned` apart. A zero date is null, whatever the column says of nulls. */
const PARSED: Record<string, Value> = {
  tinyint: 'integer',
  smallint: 'integer',
  mediumint: 'integer',
  int: 'integer',
  year: 'integer',
  bigint: 'bigint',
  float: 'number',
  double: 'number',
  decimal: 'string',
  date: anyOf('Date', 'null'),
  datetime: anyOf('Date', 'null'),
  timestamp: anyOf('Date', 'null'),
  time: 'string',
  binary: 'bytes',
  varbinary: 'bytes',
  tinyblob: 'bytes',
  blob: 'bytes',
  mediumblob: 'bytes',
  longblob: 'bytes',
  json: 'json',
  vector: 'bytes',
  set: { array: 'string' },
};
const SHAPES = /^(?:geometry|point|linestring|polygon|multi(?:point|linestring|polygon)|geom(?:etry)?collection)$/;

const nameOf = ({ column }: Place) => column.baseType.replace(/ unsigned$/, '');

function read(place: Place): Value {
  const name = nameOf(place);
  if (SHAPES.test(name)) return anyOf('geo json', 'null');
  if (name === 'bit') return place.column.length === 1 ? 'boolean' : 'bytes';
  return (
    (name === 'set' && place.collation === 'binary' ? 'bytes' : PARSED[name]) ?? labelsOf(place) ?? mysqlText(place)
  );
}

const WRITTEN: Record<string, Value> = {
  tinyint: anyOf('integer', 'boolean'),
  bigint: anyOf('bigint', 'number', 'string'),
  decimal: anyOf('string', 'number'),
  date: anyOf('Date', 'string'),
  datetime: anyOf('Date', 'string'),
  timestamp: anyOf('Date', 'string'),
  set: 'string',
};

function write(place: Place): Value {
  if (place.json) return 'json document';
  const written = WRITTEN[nameOf(place)];
  return written ?? (SHAPES.test(nameOf(place)) ? 'geo json' : read(place));
}

/** mariadb 3, the connector of its makers. */
export const mariadb: Client = { title: 'mariadb (the connector)', read, write };
