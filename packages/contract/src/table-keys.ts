import { CheckConstraint } from './columns.ts';
import * as z from './zod.ts';

/** When a constraint is looked at: with each statement, or at the end of the transaction where `deferred`; `immediate` may be put off. */
export const Deferrable = z.enum(['no', 'immediate', 'deferred']);
export type Deferrable = z.infer<typeof Deferrable>;

/** A primary key or a unique constraint. `enforced` is false where the database only keeps note of it. */
export const KeyColumns = z.strictObject({
  name: z.string(),
  columns: z.array(z.string()),
  deferrable: Deferrable,
  nullsNotDistinct: z.boolean(),
  enforced: z.boolean(),
  /** Of rows alike in the other columns no two may overlap in the last, which is a period. */
  withoutOverlaps: z.boolean(),
});
export type KeyColumns = z.infer<typeof KeyColumns>;

/** `validated` is false where rows from before it may point at nothing. What is not told is UNKNOWN. */
export const ForeignKey = z.strictObject({
  name: z.string(),
  columns: z.array(z.string()),
  references: z.strictObject({ schema: z.string(), table: z.string(), columns: z.array(z.string()) }),
  onUpdate: z.string(),
  onDelete: z.string(),
  /** SIMPLE, FULL, NONE: as the database says it. */
  match: z.string(),
  /** The columns that SET NULL or SET DEFAULT of a deletion sets, where it is not all of them. */
  setColumns: z.array(z.string()),
  deferrable: Deferrable,
  enforced: z.boolean(),
  validated: z.boolean(),
  /** The last column is a period, which those referenced must cover. */
  period: z.boolean(),
});
export type ForeignKey = z.infer<typeof ForeignKey>;

/** A part of an index: a column or an expression. Null is what the engine does by itself, or has no choice about. */
export const IndexKey = z.strictObject({
  column: z.nullable(z.string()),
  expression: z.nullable(z.string()),
  descending: z.boolean(),
  nulls: z.nullable(z.enum(['first', 'last'])),
  operatorClass: z.nullable(z.string()),
  collation: z.nullable(z.string()),
  /** Of a prefix, in characters or bytes. */
  length: z.nullable(z.int()),
});
export type IndexKey = z.infer<typeof IndexKey>;

/** `columns` holds column names, or the expression where an index is built on one; `keys` the same parts taken apart. */
export const TableIndex = z.strictObject({
  name: z.string(),
  columns: z.array(z.string()),
  keys: z.array(IndexKey),
  include: z.array(z.string()),
  unique: z.boolean(),
  primary: z.boolean(),
  nullsNotDistinct: z.boolean(),
  method: z.nullable(z.string()),
  predicate: z.nullable(z.string()),
  /** False where building it failed, or has not ended. */
  valid: z.boolean(),
  /** Kept and not used: IGNORED, INVISIBLE, disabled. */
  ignored: z.boolean(),
});
export type TableIndex = z.infer<typeof TableIndex>;

/** `definition` as the database writes it: `EXCLUDE USING gist (during WITH &&)`. */
export const Exclusion = z.strictObject({ name: z.string(), definition: z.string(), deferrable: Deferrable });
export type Exclusion = z.infer<typeof Exclusion>;

export const keysShape = {
  primaryKey: z.nullable(KeyColumns),
  foreignKeys: z.array(ForeignKey),
  uniques: z.array(KeyColumns),
  checks: z.array(CheckConstraint),
  exclusions: z.array(Exclusion),
  indexes: z.array(TableIndex),
};
