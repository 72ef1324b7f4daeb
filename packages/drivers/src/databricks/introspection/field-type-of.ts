import type { FieldType } from '@portolan/contract';

const BY_NAME: Partial<Record<FieldType, string>> = {
  string: 'STRING VARCHAR CHAR',
  integer: 'TINYINT BYTE SMALLINT SHORT INT INTEGER BIGINT LONG',
  decimal: 'DECIMAL DEC NUMERIC',
  float: 'FLOAT REAL DOUBLE',
  boolean: 'BOOLEAN',
  date: 'DATE',
  timestamp: 'TIMESTAMP TIMESTAMP_NTZ TIMESTAMP_LTZ',
  interval: 'INTERVAL',
  json: 'MAP VARIANT OBJECT',
  binary: 'BINARY',
  array: 'ARRAY',
  composite: 'STRUCT',
  geometry: 'GEOMETRY GEOGRAPHY',
};

const NAMES = new Map(
  Object.entries(BY_NAME).flatMap(([type, names]) => names.split(' ').map((name) => [name, type as FieldType])),
);

export interface TypeFacts {
  type: FieldType;
  length: number | null;
  precision: number | null;
  scale: number | null;
}

/** What a type means, read from how Databricks writes it: `decimal(10,2)`, `array<struct<a:int>>`. */
export function fieldTypeOf(nativeType: string): TypeFacts {
  const [, name = '', first, second] = /^\s*(\w+)(?:\((\d{1,9})(?:,\s*(\d{1,9}))?\))?/.exec(nativeType) ?? [];
  const type = NAMES.get(name.toUpperCase()) ?? 'other';
  const numberOf = (text: string | undefined) => (text === undefined ? null : Number(text));
  return {
    type,
    length: type === 'string' ? numberOf(first) : null,
    precision: type === 'decimal' ? (numberOf(first) ?? 10) : null,
    scale: type === 'decimal' ? (numberOf(second) ?? 0) : null,
  };
}
