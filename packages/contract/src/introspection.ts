import * as z from 'zod/mini';
import { pageOf, pagingShape } from './paging.ts';
import { Id, Timestamp, text } from './text.ts';

const name = text(1, 255);

export const ListSchemasInput = z.strictObject({ id: Id });
export type ListSchemasInput = z.infer<typeof ListSchemasInput>;

export const ListTablesInput = z.strictObject({
  id: Id,
  schema: z.optional(name),
  search: z.optional(text(0, 200)),
  includeViews: z.optional(z.boolean()),
  ...pagingShape,
});
export type ListTablesInput = z.infer<typeof ListTablesInput>;

export const ListFieldsInput = z.strictObject({ id: Id, table: name, schema: z.optional(name) });
export type ListFieldsInput = z.infer<typeof ListFieldsInput>;

export const SchemaItem = z.strictObject({ name: z.string(), isDefault: z.boolean(), isSystem: z.boolean() });
export type SchemaItem = z.infer<typeof SchemaItem>;

/** The snapshot that an answer was read from; null where the database itself was asked. */
export const SnapshotRef = z.nullable(z.strictObject({ id: Id, takenAt: Timestamp }));
export type SnapshotRef = z.infer<typeof SnapshotRef>;

/** `catalogs` are the databases of the server, or the catalogs of a warehouse, that the login can see. */
export const SchemaList = z.strictObject({
  items: z.array(SchemaItem),
  catalogs: z.array(z.string()),
  snapshot: SnapshotRef,
});
export type SchemaList = z.infer<typeof SchemaList>;

/** `rowEstimate` and `sizeBytes` (indexes included) are the server's own statistics, null where it has none. */
const stats = { rowEstimate: z.nullable(z.number()), sizeBytes: z.nullable(z.number()) };

const tableHead = {
  schema: z.string(),
  name: z.string(),
  type: z.enum(['table', 'view']),
  /** What the database calls it: `partitioned table`, `materialized view`, `system versioned table`. */
  kind: z.string(),
  comment: z.nullable(z.string()),
};
export const TableItem = z.strictObject({ ...tableHead, ...stats });
export type TableItem = z.infer<typeof TableItem>;
export const TablePage = z.extend(pageOf(TableItem), { snapshot: SnapshotRef });
export type TablePage = z.infer<typeof TablePage>;

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

export const ColumnReference = z.strictObject({ schema: z.string(), table: z.string(), column: z.string() });
export type ColumnReference = z.infer<typeof ColumnReference>;

/**
 * `nativeType` as the database writes it, `numeric(10,2)`. `length` in characters (bytes for binary), null where there is
 * no limit. `default` is an SQL expression; that of a generated column is what it is computed from.
 */
const columnShape = {
  name: z.string(),
  /** From 1, without gaps. */
  position: z.int(),
  nativeType: z.string(),
  type: FieldType,
  length: z.nullable(z.number()),
  precision: z.nullable(z.int()),
  scale: z.nullable(z.int()),
  nullable: z.boolean(),
  default: z.nullable(z.string()),
  generated: z.nullable(z.enum(['identity-always', 'identity-by-default', 'stored', 'virtual'])),
  /** Null where it is the database's own. */
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

export const KeyColumns = z.strictObject({ name: z.string(), columns: z.array(z.string()) });
export type KeyColumns = z.infer<typeof KeyColumns>;
export const CheckConstraint = z.strictObject({ name: z.string(), expression: z.string() });
export type CheckConstraint = z.infer<typeof CheckConstraint>;

export const ForeignKey = z.strictObject({
  name: z.string(),
  columns: z.array(z.string()),
  references: z.strictObject({ schema: z.string(), table: z.string(), columns: z.array(z.string()) }),
  onUpdate: z.string(),
  onDelete: z.string(),
});
export type ForeignKey = z.infer<typeof ForeignKey>;

/** `columns` holds column names, or the expression where an index is built on one. */
export const TableIndex = z.strictObject({
  name: z.string(),
  columns: z.array(z.string()),
  include: z.array(z.string()),
  unique: z.boolean(),
  primary: z.boolean(),
  method: z.nullable(z.string()),
  predicate: z.nullable(z.string()),
});
export type TableIndex = z.infer<typeof TableIndex>;

const keys = {
  primaryKey: z.nullable(KeyColumns),
  foreignKeys: z.array(ForeignKey),
  uniques: z.array(KeyColumns),
  checks: z.array(CheckConstraint),
  indexes: z.array(TableIndex),
};

/** `table` is what the list of tables says of it. */
export const FieldList = z.strictObject({ table: TableItem, items: z.array(Field), ...keys, snapshot: SnapshotRef });
export type FieldList = z.infer<typeof FieldList>;

/**
 * All that is known of a table or view. Columns by position, constraints and indexes by name. Where a database knows no
 * such thing as an index or a check, the list is empty.
 */
export const TableDefinition = z.strictObject({ ...tableHead, columns: z.array(Column), ...keys });
export type TableDefinition = z.infer<typeof TableDefinition>;

/** A definition with the statistics of the moment, which are no part of the schema. */
export const MeasuredTable = z.strictObject({ ...tableHead, ...stats, columns: z.array(Column), ...keys });
export type MeasuredTable = z.infer<typeof MeasuredTable>;
