import type { ArrayElement, FieldType } from '@portolan/contract';

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
  baseType: string;
  type: FieldType;
  element: ArrayElement | null;
  length: number | null;
  precision: number | null;
  scale: number | null;
}

/** What a type means, read from how Databricks writes it: `decimal(10,2)`, `array<struct<a:int>>`. */
export function fieldTypeOf(nativeType: string): TypeFacts {
  const [, name = '', first, second] = /^\s*(\w+)(?:\((\d{1,9})(?:,\s*(\d{1,9}))?\))?/.exec(nativeType) ?? [];
  const type = NAMES.get(name.toUpperCase()) ?? 'other';
  const inner = type === 'array' ? /<(.*)>\s*$/s.exec(nativeType)?.[1]?.trim() : undefined;
  const numberOf = (text: string | undefined) => (text === undefined ? null : Number(text));
  return {
    baseType: name.toLowerCase(),
    type,
    element: inner ? elementOf(inner) : null,
    length: type === 'string' ? numberOf(first) : null,
    precision: type === 'decimal' ? (numberOf(first) ?? 10) : null,
    scale: type === 'decimal' ? (numberOf(second) ?? 0) : null,
  };
}

/** Of an array of arrays it is the array inside. */
function elementOf(nativeType: string): ArrayElement {
  const [, name = ''] = /^\s*(\w+)/.exec(nativeType) ?? [];
  return { type: NAMES.get(name.toUpperCase()) ?? 'other', baseType: name.toLowerCase(), nativeType, domains: [] };
}
