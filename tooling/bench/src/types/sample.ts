/** A table of one column `v`, whose rows are read by every client. */
export interface Sample {
  /** Of the table. */
  name: string;
  /** As the column is declared. */
  type: string;
  /** SQL of its values; null is one of every column that takes it. */
  values: string[];
  /** NOT NULL and no null among the values. */
  required?: boolean;
  /** Stands for no type of its own: what a view makes of others. */
  view?: boolean;
}

export type Row = Record<string, unknown>;
/** Rows by the name of the table; why, where the client itself could not read them. */
export type RowsOf = Record<string, Row[] | string>;
