import { Column } from './columns.ts';
import { keysShape } from './table-keys.ts';
import * as z from './zod.ts';

/** `rowEstimate` and `sizeBytes` (indexes included) are the server's own statistics, null where it has none. */
const stats = { rowEstimate: z.nullable(z.number()), sizeBytes: z.nullable(z.number()) };

const head = {
  schema: z.string(),
  name: z.string(),
  type: z.enum(['table', 'view']),
  /** What the database calls it: `partitioned table`, `materialized view`, `system versioned table`. */
  kind: z.string(),
  comment: z.nullable(z.string()),
};
export const TableItem = z.strictObject({ ...head, ...stats });
export type TableItem = z.infer<typeof TableItem>;

/** What a table has beside its columns and keys. Triggers and policies by name. */
export const factsShape = {
  triggers: z.array(z.string()),
  policies: z.array(z.string()),
  /** Rows are shown by the policies alone to those whom they bind. */
  rowSecurity: z.boolean(),
  /** What keeps the rows, where there is a choice; null for the usual one of PostgreSQL. */
  engine: z.nullable(z.string()),
  charset: z.nullable(z.string()),
  /** Of columns that have none of their own; null where tables have none. */
  collation: z.nullable(z.string()),
};

/**
 * All that is known of a table or view. Columns by position, constraints, indexes, triggers and policies by name. Where a
 * database knows no such thing as an index or a check, the list is empty.
 */
export const TableDefinition = z.strictObject({ ...head, ...factsShape, columns: z.array(Column), ...keysShape });
export type TableDefinition = z.infer<typeof TableDefinition>;

/** A definition with the statistics of the moment, which are no part of the schema. */
export const MeasuredTable = z.strictObject({
  ...head,
  ...stats,
  ...factsShape,
  columns: z.array(Column),
  ...keysShape,
});
export type MeasuredTable = z.infer<typeof MeasuredTable>;
