import { FieldType } from './columns.ts';
import { Snapshot } from './snapshots.ts';
import { Id } from './text.ts';
import * as z from './zod.ts';

/** Two snapshots of the tenant, `a` the earlier state; they may be of two connections. */
export const DiffInput = z.strictObject({ a: Id, b: Id });
export type DiffInput = z.infer<typeof DiffInput>;

/**
 * Whom a change may break: `read` who runs the statements of before that read, `write` who runs those that write. Which
 * change breaks whom is a table in docs/differences.md.
 */
export const Break = z.enum(['read', 'write']);
export type Break = z.infer<typeof Break>;
const breaks = { breaks: z.array(Break), breaking: z.boolean() };

/**
 * Statements that lead from `a` to `b`, to be read before they are run. `partly`: comments that begin with "Not covered"
 * tell what they leave to people.
 */
export const Migration = z.strictObject({ dialect: z.string(), sql: z.string(), partly: z.boolean() });
export type Migration = z.infer<typeof Migration>;

const leaf = z.nullable(z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]));
const leaves = z.record(z.string(), leaf);

/** A whole part of a table that came or went, fact by fact as a table's definition has them. */
export const ChangedPart = z.record(z.string(), z.union([leaf, leaves, z.array(leaves)]));
export type ChangedPart = z.infer<typeof ChangedPart>;

/** Null where there was, or is, nothing. */
export const ChangeValue = z.nullable(z.union([z.string(), z.number(), z.boolean(), z.array(z.string()), ChangedPart]));
export type ChangeValue = z.infer<typeof ChangeValue>;

/**
 * One difference. `path` says where, by the names of the earlier state: `["columns", "email", "nullable"]`,
 * `["foreignKeys", "to_orders"]`. `renamed`: only its name is another one. `reason` says what happened, in the words of
 * the table of rules.
 */
export const Change = z.strictObject({
  path: z.array(z.string()),
  kind: z.enum(['added', 'removed', 'changed', 'renamed']),
  before: ChangeValue,
  after: ChangeValue,
  reason: z.string(),
  ...breaks,
});
export type Change = z.infer<typeof Change>;

const tableRef = { schema: z.string(), table: z.string() };

/** A column of a table that came or went. */
export const ListedColumn = z.strictObject({
  name: z.string(),
  nativeType: z.string(),
  type: FieldType,
  nullable: z.boolean(),
});
export type ListedColumn = z.infer<typeof ListedColumn>;

const WholeTable = z.strictObject({
  ...tableRef,
  type: z.enum(['table', 'view']),
  columns: z.array(ListedColumn),
  ...breaks,
});

/** `database` is what differs above the tables: schemas and catalogs. */
export const SnapshotDiff = z.strictObject({
  a: Snapshot,
  b: Snapshot,
  database: z.array(Change),
  added: z.array(WholeTable),
  removed: z.array(WholeTable),
  changed: z.array(z.strictObject({ ...tableRef, changes: z.array(Change), ...breaks })),
  ...breaks,
});
export type SnapshotDiff = z.infer<typeof SnapshotDiff>;
