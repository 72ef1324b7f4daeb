import type { FieldType } from '@portolan/contract';

const BY_NAME: Partial<Record<FieldType, string>> = {
  string: 'TEXT VARCHAR CHAR STRING',
  float: 'FLOAT DOUBLE REAL DECFLOAT',
  boolean: 'BOOLEAN',
  date: 'DATE',
  time: 'TIME',
  timestamp: 'TIMESTAMP_NTZ TIMESTAMP_LTZ TIMESTAMP_TZ TIMESTAMP DATETIME',
  uuid: 'UUID',
  json: 'VARIANT OBJECT MAP',
  binary: 'BINARY VARBINARY',
  array: 'ARRAY VECTOR',
  geometry: 'GEOGRAPHY GEOMETRY',
};

const NAMES = new Map(
  Object.entries(BY_NAME).flatMap(([type, names]) => names.split(' ').map((name) => [name, type as FieldType])),
);

/** No limit but that of the type itself: once 16 MiB, 128 MiB since 2025; half of that for binary. */
const UNLIMITED = new Set([16_777_216, 134_217_728, 8_388_608, 67_108_864]);

export interface TypeFacts {
  baseType: string;
  nativeType: string;
  type: FieldType;
  length: number | null;
  precision: number | null;
  scale: number | null;
}

/** A type of the information schema, written as DESCRIBE TABLE does. */
export function fieldTypeOf(name: string, facts: { length: unknown; precision: unknown; scale: unknown }): TypeFacts {
  const [length, precision, scale] = [facts.length, facts.precision, facts.scale].map(numberOf);
  const nothing = { length: null, precision: null, scale: null };
  if (name === 'NUMBER' || name === 'DECIMAL') {
    const [digits, decimals] = [precision ?? 38, scale ?? 0];
    const nativeType = `NUMBER(${digits},${decimals})`;
    return {
      ...nothing,
      nativeType,
      baseType: 'NUMBER',
      type: decimals === 0 ? 'integer' : 'decimal',
      precision: digits,
      scale: decimals,
    };
  }
  const baseType = name.split('(')[0] ?? name;
  const type = NAMES.get(baseType) ?? 'other';
  if (type !== 'string' && type !== 'binary') return { ...nothing, nativeType: name, baseType, type };
  const spelled = name === 'TEXT' ? 'VARCHAR' : name;
  const bounded = typeof length === 'number' && !UNLIMITED.has(length);
  return {
    ...nothing,
    nativeType: bounded ? `${spelled}(${length})` : spelled,
    baseType: spelled,
    type,
    length: bounded ? length : null,
  };
}

function numberOf(value: unknown): number | null {
  return typeof value === 'number' ? value : null;
}
