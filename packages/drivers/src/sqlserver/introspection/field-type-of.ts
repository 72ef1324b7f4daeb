import type { FieldType } from '@portolan/contract';

const TYPES: Record<string, FieldType> = {
  char: 'string',
  varchar: 'string',
  text: 'string',
  nchar: 'string',
  nvarchar: 'string',
  ntext: 'string',
  tinyint: 'integer',
  smallint: 'integer',
  int: 'integer',
  bigint: 'integer',
  decimal: 'decimal',
  numeric: 'decimal',
  money: 'decimal',
  smallmoney: 'decimal',
  float: 'float',
  real: 'float',
  bit: 'boolean',
  date: 'date',
  time: 'time',
  datetime: 'timestamp',
  datetime2: 'timestamp',
  smalldatetime: 'timestamp',
  datetimeoffset: 'timestamp',
  uniqueidentifier: 'uuid',
  json: 'json',
  xml: 'xml',
  binary: 'binary',
  varbinary: 'binary',
  image: 'binary',
  // A counter that changes with the row, no time.
  timestamp: 'binary',
  geometry: 'geometry',
  geography: 'geometry',
  vector: 'array',
};

/** The common name of a system type. */
export function fieldTypeOf(base: string): FieldType {
  return Object.hasOwn(TYPES, base) ? (TYPES[base] ?? 'other') : 'other';
}
