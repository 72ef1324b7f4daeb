import type { Column, ConnectionKind, FieldType } from '@portolan/contract';

/** What a column's values are in JavaScript, as the database's usual client hands them out. */
export type ValueType =
  | 'string'
  | 'number'
  | 'boolean'
  | 'Date'
  | 'Uint8Array'
  | 'unknown'
  | 'unknown[]'
  | `${'string' | 'number' | 'boolean'}[]`;

/** Numbers that a double cannot hold are text, unless the client gives them as numbers all the same. */
const COMMON: Record<FieldType, ValueType> = {
  string: 'string',
  integer: 'number',
  decimal: 'string',
  float: 'number',
  boolean: 'boolean',
  date: 'Date',
  time: 'string',
  timestamp: 'Date',
  interval: 'unknown',
  uuid: 'string',
  json: 'unknown',
  xml: 'string',
  binary: 'Uint8Array',
  enum: 'string',
  array: 'unknown[]',
  range: 'string',
  geometry: 'unknown',
  network: 'string',
  composite: 'unknown',
  other: 'unknown',
};

const OF_KIND: Record<ConnectionKind, Partial<Record<FieldType, ValueType>>> = {
  postgresql: { composite: 'string' },
  mysql: {},
  sqlserver: { decimal: 'number', time: 'Date' },
  databricks: { decimal: 'number', interval: 'string', array: 'string', composite: 'string' },
  snowflake: { decimal: 'number' },
};

const ELEMENTS: [RegExp, 'string' | 'number' | 'boolean'][] = [
  [/^(text|character|varchar|uuid|citext|name|numeric|bigint)\b/, 'string'],
  [/^(integer|smallint|real|double precision)\b/, 'number'],
  [/^boolean\b/, 'boolean'],
];

/** The type of a column's values, nulls apart. */
export function valueTypeOf({ type, nativeType }: Column, kind: ConnectionKind): ValueType {
  const native = nativeType.toLowerCase();
  if (kind === 'postgresql' && native === 'bigint') return 'string';
  if (kind === 'sqlserver' && native === 'bigint') return 'string';
  if (kind === 'postgresql' && type === 'array') {
    const element = ELEMENTS.find(([pattern]) => pattern.test(native))?.[1];
    return element && native.indexOf('[') === native.lastIndexOf('[') ? `${element}[]` : 'unknown[]';
  }
  return OF_KIND[kind][type] ?? COMMON[type];
}
