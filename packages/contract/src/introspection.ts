import * as z from 'zod/mini';
import { pageOf, pagingShape } from './paging.ts';
import { Id, text } from './text.ts';

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
export const SchemaList = z.strictObject({ items: z.array(SchemaItem) });
export type SchemaList = z.infer<typeof SchemaList>;

/** `rowEstimate` is the server's own statistic, null when it has none. */
export const TableItem = z.strictObject({
  schema: z.string(),
  name: z.string(),
  type: z.enum(['table', 'view']),
  comment: z.nullable(z.string()),
  rowEstimate: z.nullable(z.number()),
});
export type TableItem = z.infer<typeof TableItem>;
export const TablePage = pageOf(TableItem);
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

export const Field = z.strictObject({
  name: z.string(),
  position: z.int(),
  nativeType: z.string(),
  type: FieldType,
  nullable: z.boolean(),
  default: z.nullable(z.string()),
  primaryKey: z.boolean(),
  references: z.nullable(ColumnReference),
  generated: z.nullable(z.enum(['identity-always', 'identity-by-default', 'stored', 'virtual'])),
  comment: z.nullable(z.string()),
});
export type Field = z.infer<typeof Field>;

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

export const FieldList = z.strictObject({
  items: z.array(Field),
  primaryKey: z.nullable(z.strictObject({ name: z.string(), columns: z.array(z.string()) })),
  foreignKeys: z.array(ForeignKey),
  indexes: z.array(TableIndex),
});
export type FieldList = z.infer<typeof FieldList>;
