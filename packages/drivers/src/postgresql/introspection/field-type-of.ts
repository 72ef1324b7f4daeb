import type { FieldType } from '@portolan/contract';

/** By pg_type.typname; the last lines are types of extensions, known by name wherever they are installed. */
const BY_NAME: Partial<Record<FieldType, string>> = {
  string: 'text varchar bpchar char name citext',
  integer: 'int2 int4 int8 oid',
  decimal: 'numeric money',
  float: 'float4 float8',
  boolean: 'bool',
  date: 'date',
  time: 'time timetz',
  timestamp: 'timestamp timestamptz',
  interval: 'interval',
  uuid: 'uuid',
  json: 'json jsonb',
  xml: 'xml',
  binary: 'bytea bit varbit',
  geometry: 'point line lseg box path polygon circle geometry geography box2d box3d raster',
  network: 'inet cidr macaddr macaddr8',
};

const NAMES = new Map(
  Object.entries(BY_NAME).flatMap(([type, names]) => names.split(' ').map((name) => [name, type as FieldType])),
);

/** The common type of a type that is not a domain, by its name, pg_type.typtype and pg_type.typcategory. */
export function fieldTypeOf(name: string, kind: string, category: string): FieldType {
  if (category === 'A') return 'array';
  switch (kind) {
    case 'e':
      return 'enum';
    case 'c':
      return 'composite';
    case 'r':
    case 'm':
      return 'range';
    default:
      return NAMES.get(name) ?? 'other';
  }
}
