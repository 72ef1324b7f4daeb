/** attnum, name, native type, type oid, modifier, not null, default, identity, generated, collation, its name, comment. */
export type ColumnRow = [
  number,
  string,
  string,
  string,
  number,
  boolean,
  string | null,
  string,
  string,
  string,
  string | null,
  string | null,
];

/** A row of pg_constraint; columns by number. `text` is the expression of a check, the definition of an exclusion. */
export type ConstraintRow = [
  name: string,
  kind: string,
  columns: number[] | null,
  deferrable: boolean,
  deferred: boolean,
  validated: boolean,
  enforced: boolean,
  /** Its last column is a period. */
  period: boolean,
  text: string | null,
  toSchema: string | null,
  toTable: string | null,
  toColumns: string[] | null,
  onUpdate: string,
  onDelete: string,
  match: string,
  setColumns: number[] | null,
];

/**
 * A row of pg_index. Lists of numbers as the catalogue writes them: `1 0 2`. Of its columns, 0 is an expression, and those
 * past the number of keys are INCLUDE'd. `options` holds of each key 1 for descending and 2 for nulls first; collations
 * are there only where one is not the database's.
 */
export type IndexRow = [
  name: string,
  columns: string,
  keys: number,
  unique: boolean,
  primary: boolean,
  valid: boolean,
  nullsNotDistinct: boolean,
  method: string,
  predicate: string | null,
  expressions: string[] | null,
  options: string,
  operatorClasses: string,
  collations: [oid: string, name: string | null][] | null,
];

/** A row of the tables query: a table with everything it has. */
export interface TableRow {
  schema: string;
  name: string;
  kind: string;
  comment: string | null;
  rowEstimate: number | null;
  sizeBytes: number | null;
  rowSecurity: boolean;
  engine: string | null;
  columns: ColumnRow[] | null;
  constraints: ConstraintRow[] | null;
  indexes: IndexRow[] | null;
  triggers: string[] | null;
  policies: string[] | null;
}
