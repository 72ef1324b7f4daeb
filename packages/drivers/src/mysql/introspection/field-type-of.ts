import type { FieldType } from '@portolan/contract';

/** By the first word of a column type. */
const BY_NAME: Partial<Record<FieldType, string>> = {
  string: 'char varchar tinytext text mediumtext longtext set',
  integer: 'tinyint smallint mediumint int integer bigint year',
  decimal: 'decimal numeric',
  float: 'float double real',
  date: 'date',
  time: 'time',
  timestamp: 'datetime timestamp',
  uuid: 'uuid',
  json: 'json',
  binary: 'binary varbinary tinyblob blob mediumblob longblob bit',
  enum: 'enum',
  geometry:
    'geometry point linestring polygon multipoint multilinestring multipolygon geometrycollection geomcollection',
  network: 'inet4 inet6',
};

const NAMES = new Map(
  Object.entries(BY_NAME).flatMap(([type, names]) => names.split(' ').map((name) => [name, type as FieldType])),
);

/** The common type of a column type as the catalogue writes it. `boolean` is a name for tinyint(1) in both servers. */
export function fieldTypeOf(columnType: string): FieldType {
  if (columnType === 'tinyint(1)') return 'boolean';
  return NAMES.get(/^\w+/.exec(columnType)?.[0] ?? '') ?? 'other';
}
