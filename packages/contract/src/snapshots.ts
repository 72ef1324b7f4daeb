import { FieldType } from './columns.ts';
import { SNAPSHOT_REFRESHES } from './connection-facts.ts';
import { ConnectionKind } from './connection-kinds.ts';
import { DiagnosisCode } from './diagnosis.ts';
import { HOPS_MAX } from './diagram-facts.ts';
import { SchemaItem, SnapshotRef, SnapshotScope } from './introspection.ts';
import { pageOf, pagingShape } from './paging.ts';
import { TableDefinition } from './table-definition.ts';
import { Id, Timestamp, text } from './text.ts';
import { TypeDriver } from './type-drivers.ts';
import * as z from './zod.ts';

const schemaNames = z.optional(z.array(text(1, 255)).check(z.minLength(1), z.maxLength(100)));

/** What to read; schemas by their exact names. Without a list: every schema that is not the database's own. */
export const RefreshInput = z.strictObject({ id: Id, includeSchemas: schemaNames, excludeSchemas: schemaNames });
export type RefreshInput = z.infer<typeof RefreshInput>;

/**
 * A text of the database that could not be kept as it is: of what, and where in it (`comment`, `columns.email.default`).
 * Without a table it is the name of a schema or of a catalog.
 */
export const SnapshotWarning = z.strictObject({
  schema: z.nullable(z.string()),
  table: z.nullable(z.string()),
  path: z.string(),
  message: z.string(),
});
export type SnapshotWarning = z.infer<typeof SnapshotWarning>;

/**
 * What a database looked like at one moment. Two snapshots with the same `contentHash` are the same, whatever the
 * statistics said.
 */
export const Snapshot = z.strictObject({
  id: Id,
  connectionId: Id,
  contentHash: z.string(),
  tables: z.int(),
  columns: z.int(),
  takenAt: Timestamp,
  takenByUserId: z.nullable(Id),
  /** How long the reading took. */
  ms: z.int(),
  /** Null in snapshots of earlier versions, as the login is. */
  scope: z.nullable(SnapshotScope),
  /** Whose eyes it was seen with: what a login may not see is not in it. */
  login: z.nullable(z.string()),
  warnings: z.array(SnapshotWarning),
});
export type Snapshot = z.infer<typeof Snapshot>;

/** The answer of a refresh. `changed` is false where the snapshot before it was the same. */
export const RefreshResult = z.strictObject({ snapshot: Snapshot, changed: z.boolean() });
export type RefreshResult = z.infer<typeof RefreshResult>;

/** How far the running refresh of a connection is; `idle` when there is none. `total` is null until it is known. */
export const RefreshProgress = z.strictObject({
  state: z.enum(['idle', 'connecting', 'reading', 'done', 'failed']),
  tablesRead: z.int(),
  tablesTotal: z.nullable(z.int()),
  /** Why it failed, as the refresh itself answers it. */
  message: z.optional(z.string()),
});
export type RefreshProgress = z.infer<typeof RefreshProgress>;

/** A snapshot in the list: how many tables came, went and changed since the one before it, where there is one. */
export const ListedSnapshot = z.extend(Snapshot, {
  changes: z.nullable(z.strictObject({ added: z.int(), removed: z.int(), changed: z.int() })),
});
export type ListedSnapshot = z.infer<typeof ListedSnapshot>;

export const ListSnapshotsInput = z.strictObject({ id: Id, ...pagingShape });
export type ListSnapshotsInput = z.infer<typeof ListSnapshotsInput>;
export const SnapshotPage = pageOf(ListedSnapshot);
export type SnapshotPage = z.infer<typeof SnapshotPage>;

/**
 * When the schema of a connection is read by itself: `nextAt` is null where that is never, or not before somebody has read
 * it once. `last` is the latest time that it was, with why it failed.
 */
export const SnapshotSchedule = z.strictObject({
  every: z.enum(SNAPSHOT_REFRESHES),
  /** Whether the connection says nothing of its own. */
  isDefault: z.boolean(),
  nextAt: z.nullable(Timestamp),
  last: z.nullable(
    z.strictObject({
      at: Timestamp,
      outcome: z.enum(['changed', 'unchanged', 'failed']),
      code: z.optional(DiagnosisCode),
      message: z.optional(z.string()),
    }),
  ),
});
export type SnapshotSchedule = z.infer<typeof SnapshotSchedule>;

/** Every name of a connection at once, for trees and filters: `tables` in the order of their names. */
export const Outline = z.strictObject({
  schemas: z.array(
    z.strictObject({
      ...SchemaItem.shape,
      tables: z.array(z.strictObject({ name: z.string(), type: z.enum(['table', 'view']) })),
    }),
  ),
  snapshot: SnapshotRef,
});
export type Outline = z.infer<typeof Outline>;

/**
 * A schema, or `table` of it with what it references and what references it, `hops` foreign keys away (1 by default);
 * without a schema, all of them but the system's.
 */
export const DiagramInput = z
  .strictObject({
    id: Id,
    schema: z.optional(text(1, 255)),
    table: z.optional(text(1, 255)),
    hops: z.optional(z.int().check(z.minimum(1), z.maximum(HOPS_MAX))),
  })
  .check(z.refine(({ schema, table }) => table === undefined || schema !== undefined, 'A table needs its schema'));
export type DiagramInput = z.infer<typeof DiagramInput>;

/** At most DIAGRAM_MAX tables, those with the most foreign keys first; `total` is how many there would be. */
export const Diagram = z.strictObject({ tables: z.array(TableDefinition), total: z.int(), snapshot: SnapshotRef });
export type Diagram = z.infer<typeof Diagram>;

/** Looks for a part of a column's or table's name, or of its comment, over the latest snapshots of a tenant. */
export const SearchColumnsInput = z.strictObject({
  query: text(1, 200),
  connectionId: z.optional(Id),
  ...pagingShape,
});
export type SearchColumnsInput = z.infer<typeof SearchColumnsInput>;

export const ColumnHit = z.strictObject({
  connectionId: Id,
  connectionName: z.string(),
  dbType: ConnectionKind,
  schema: z.string(),
  table: z.string(),
  column: z.string(),
  nativeType: z.string(),
  type: FieldType,
  comment: z.nullable(z.string()),
});
export type ColumnHit = z.infer<typeof ColumnHit>;
export const ColumnHitPage = pageOf(ColumnHit);
export type ColumnHitPage = z.infer<typeof ColumnHitPage>;

export const FindPlacesInput = z.strictObject({ query: text(1, 200) });
export type FindPlacesInput = z.infer<typeof FindPlacesInput>;
/** A table, or a column of one. */
export const FoundPlace = z.strictObject({
  connectionId: Id,
  connectionName: z.string(),
  schema: z.string(),
  table: z.string(),
  column: z.nullable(z.string()),
});
export type FoundPlace = z.infer<typeof FoundPlace>;

export const TYPE_TARGETS = ['typescript', 'kysely', 'zod'] as const;
export const TypeTarget = z.enum(TYPE_TARGETS, 'Must be one of typescript, kysely, zod');
export type TypeTarget = z.infer<typeof TypeTarget>;
export const GenerateTypesInput = z.strictObject({
  connectionId: Id,
  target: TypeTarget,
  schema: z.optional(text(1, 255)),
  /** By default the usual client of the connection's kind. */
  driver: z.optional(TypeDriver),
});
export type GenerateTypesInput = z.infer<typeof GenerateTypesInput>;

/** Source text of a TypeScript module. */
export const GeneratedTypes = z.strictObject({
  target: TypeTarget,
  driver: TypeDriver,
  code: z.string(),
  snapshot: SnapshotRef,
});
export type GeneratedTypes = z.infer<typeof GeneratedTypes>;
