import { Field } from './columns.ts';
import { pageOf, pagingShape } from './paging.ts';
import { factsShape, TableItem } from './table-definition.ts';
import { keysShape } from './table-keys.ts';
import { Id, Timestamp, text } from './text.ts';
import * as z from './zod.ts';

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

/** Which schemas a snapshot looked at: those of `include`, or without it all but the system's, and none of `exclude`. */
export const SnapshotScope = z.strictObject({ include: z.nullable(z.array(z.string())), exclude: z.array(z.string()) });
export type SnapshotScope = z.infer<typeof SnapshotScope>;

/**
 * The snapshot that an answer was read from; null where the database itself was asked. The scope is null in snapshots of
 * earlier versions, which did not keep it.
 */
export const SnapshotRef = z.nullable(z.strictObject({ id: Id, takenAt: Timestamp, scope: z.nullable(SnapshotScope) }));
export type SnapshotRef = z.infer<typeof SnapshotRef>;

/** `catalogs` are the databases of the server, or the catalogs of a warehouse, that the login can see. */
export const SchemaList = z.strictObject({
  items: z.array(SchemaItem),
  catalogs: z.array(z.string()),
  snapshot: SnapshotRef,
});
export type SchemaList = z.infer<typeof SchemaList>;

export const TablePage = z.extend(pageOf(TableItem), { snapshot: SnapshotRef });
export type TablePage = z.infer<typeof TablePage>;

/** `table` is what the list of tables says of it. */
export const FieldList = z.strictObject({
  table: TableItem,
  items: z.array(Field),
  ...factsShape,
  ...keysShape,
  snapshot: SnapshotRef,
});
export type FieldList = z.infer<typeof FieldList>;
