import { anyOf, type Value } from '../value.ts';
import { type Client, type Place, textOf } from './client.ts';

/** By the name of the system type. */
const PARSED: Record<string, Value> = {
  tinyint: 'integer',
  smallint: 'integer',
  int: 'integer',
  bigint: 'string',
  bit: 'boolean',
  decimal: 'number',
  numeric: 'number',
  money: 'number',
  smallmoney: 'number',
  float: 'number',
  real: 'number',
  date: 'Date',
  time: 'Date',
  datetime: 'Date',
  datetime2: 'Date',
  smalldatetime: 'Date',
  datetimeoffset: 'Date',
  text: 'string',
  ntext: 'string',
  xml: 'string',
  uniqueidentifier: 'uuid',
  binary: 'bytes',
  varbinary: 'bytes',
  image: 'bytes',
  timestamp: 'bytes',
  rowversion: 'bytes',
  hierarchyid: 'bytes',
  geometry: 'record',
  geography: 'record',
  sql_variant: anyOf('string', 'number', 'boolean', 'Date', 'bytes'),
  // Text, to clients that do not say that they know them.
  json: 'string',
  vector: 'string',
};
const TEXTS = new Set(['char', 'varchar', 'nchar', 'nvarchar', 'sysname']);

function read(place: Place): Value {
  const { baseType } = place.column;
  return PARSED[baseType] ?? (TEXTS.has(baseType) ? textOf(place) : 'unknown');
}

const WRITTEN: Record<string, Value> = {
  bigint: anyOf('string', 'number', 'bigint'),
  decimal: anyOf('number', 'string'),
  numeric: anyOf('number', 'string'),
  money: anyOf('number', 'string'),
  smallmoney: anyOf('number', 'string'),
  date: anyOf('Date', 'string'),
  time: anyOf('Date', 'string'),
  datetime: anyOf('Date', 'string'),
  datetime2: anyOf('Date', 'string'),
  smalldatetime: anyOf('Date', 'string'),
  datetimeoffset: anyOf('Date', 'string'),
  geometry: 'string',
  geography: 'string',
  hierarchyid: anyOf('string', 'bytes'),
};

const write = (place: Place): Value => WRITTEN[place.column.baseType] ?? read(place);

const unwritable = ({ column }: Place) => column.baseType === 'timestamp' || column.baseType === 'rowversion';

/** mssql 12 over tedious. */
export const mssql: Client = { title: 'mssql (tedious)', read, write, unwritable };
