import type { Column } from '@portolan/contract';
import type { Value } from '../value.ts';

/** A column in its table. */
export interface Place {
  column: Column;
  /** Of a view, or of what behaves like one: the database promises less of its rows. */
  view: boolean;
  /** A text that may be JSON, which MariaDB tells its clients. */
  json: boolean;
  /** The column's collation, or else the table's. */
  collation: string | null;
}

/** What a client makes of each type at its default settings. Nulls apart, but those it answers for other values. */
export interface Client {
  /** How the header of a module names it. */
  title: string;
  /** Of a row that is read. */
  read(place: Place): Value;
  /** Of what it takes as a parameter for a column. */
  write(place: Place): Value;
  /** Whether a type is the server's alone to write, whatever the column says. */
  unwritable?(place: Place): boolean;
}

/** Text with the limit that the table sets; a view promises none. */
export function textOf({ column, view }: Place): Value {
  return column.type === 'string' && column.length !== null && !view ? { max: column.length } : 'string';
}
