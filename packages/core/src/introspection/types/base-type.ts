import { type Column, type ConnectionKind, UNKNOWN } from '@portolan/contract';

/** What PostgreSQL prints for its own types, where that is not their name. */
const PRINTED: Record<string, string> = {
  bigint: 'int8',
  integer: 'int4',
  smallint: 'int2',
  real: 'float4',
  'double precision': 'float8',
  boolean: 'bool',
  'character varying': 'varchar',
  character: 'bpchar',
  'bit varying': 'varbit',
  'timestamp without time zone': 'timestamp',
  'timestamp with time zone': 'timestamptz',
  'time without time zone': 'time',
  'time with time zone': 'timetz',
};
const SAME = new Set(
  'bit bytea cidr date inet interval json jsonb macaddr money numeric oid point text uuid xml'.split(' '),
);

/**
 * The base type of a column; of one that a snapshot of an earlier version keeps, as far as its printed type tells:
 * UNKNOWN where that may be the name of anything.
 */
export function baseTypeOf({ baseType, nativeType }: Column, kind: ConnectionKind): string {
  if (baseType !== UNKNOWN) return baseType;
  const name = nativeType.replace(/\([^)]*\)/g, '').trim();
  if (kind === 'postgresql') {
    if (name.endsWith('[]')) return UNKNOWN;
    return PRINTED[name] ?? (SAME.has(name) ? name : UNKNOWN);
  }
  return name.replace(/(?<= unsigned) .*| zerofill| \/\*.*$/g, '');
}
