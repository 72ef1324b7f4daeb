import * as z from './zod.ts';

/** One vocabulary of types over all kinds of database; the native name stands beside it. */
export const FIELD_TYPES = [
  'string',
  'integer',
  'decimal',
  'float',
  'boolean',
  'date',
  'time',
  'timestamp',
  'interval',
  'uuid',
  'json',
  'xml',
  'binary',
  'enum',
  'array',
  'range',
  'geometry',
  'network',
  'composite',
  'other',
] as const;
export const FieldType = z.enum(FIELD_TYPES);
export type FieldType = z.infer<typeof FieldType>;

/** What stands where a server, or the snapshot of an earlier version, does not tell. It is no value: nothing changed from it or to it. */
export const UNKNOWN = 'UNKNOWN';

/** `enforced`: new rows are held against it. `validated`: so were the rows that had been there before it. */
export const CheckConstraint = z.strictObject({
  name: z.string(),
  expression: z.string(),
  enforced: z.boolean(),
  validated: z.boolean(),
});
export type CheckConstraint = z.infer<typeof CheckConstraint>;

/** A type with rules of its own, over `nativeType`. */
export const Domain = z.strictObject({
  schema: z.string(),
  name: z.string(),
  nativeType: z.string(),
  nullable: z.boolean(),
  default: z.nullable(z.string()),
  checks: z.array(CheckConstraint),
});
export type Domain = z.infer<typeof Domain>;

/** What an array is made of; `domains` are the element's, from the outside in. */
export const ArrayElement = z.strictObject({
  type: FieldType,
  /** Below the element's domains. */
  baseType: z.string(),
  nativeType: z.string(),
  domains: z.array(Domain),
});
export type ArrayElement = z.infer<typeof ArrayElement>;

export const CompositeAttribute = z.strictObject({ name: z.string(), nativeType: z.string() });
export type CompositeAttribute = z.infer<typeof CompositeAttribute>;

export const ColumnReference = z.strictObject({ schema: z.string(), table: z.string(), column: z.string() });
export type ColumnReference = z.infer<typeof ColumnReference>;

/**
 * `nativeType` as the database writes it, `numeric(10,2)`. `length` in characters (bytes for binary), null where there is
 * no limit; length, precision and scale of an array are those of its elements. `default` is an SQL expression, the
 * column's own and not that of its domain; that of a generated column is what it is computed from.
 */
export const columnShape = {
  name: z.string(),
  /** From 1, without gaps. */
  position: z.int(),
  nativeType: z.string(),
  /**
   * What comes over the wire: the type below the column's domains by the catalogue's own name, without sizes. PostgreSQL:
   * pg_type.typname (`int8`, `_int8`), quoted and with its schema outside of pg_catalog (`public.mood`). MySQL and
   * MariaDB: the data type (`bigint unsigned`; MariaDB's JSON is `longtext`). SQL Server: the system type. UNKNOWN in
   * snapshots of earlier versions.
   */
  baseType: z.string(),
  type: FieldType,
  /** Null where the column is no array, or where it is not told what it is made of. */
  element: z.nullable(ArrayElement),
  length: z.nullable(z.number()),
  precision: z.nullable(z.int()),
  scale: z.nullable(z.int()),
  /** Of an enum or set, or of the elements of an array, in their order. */
  labels: z.nullable(z.array(z.string())),
  /** Of a composite, or of the elements of an array. */
  attributes: z.nullable(z.array(CompositeAttribute)),
  /** The column's own, from the outside in. */
  domains: z.array(Domain),
  /** Whether null may be in it: the domains and the constraints that are not validated count. */
  nullable: z.boolean(),
  default: z.nullable(z.string()),
  /** What a change of the row sets it to. */
  onUpdate: z.nullable(z.string()),
  generated: z.nullable(z.enum(['identity-always', 'identity-by-default', 'stored', 'virtual'])),
  /** Left out of `select *`. */
  invisible: z.boolean(),
  /** Null where it is the database's own, or the table's where tables have one. */
  collation: z.nullable(z.string()),
  comment: z.nullable(z.string()),
};
export const Column = z.strictObject(columnShape);
export type Column = z.infer<typeof Column>;

export const Field = z.strictObject({
  ...columnShape,
  primaryKey: z.boolean(),
  references: z.nullable(ColumnReference),
});
export type Field = z.infer<typeof Field>;
