import type { Column } from '@portolan/contract';
import type { Helpers } from './helpers.ts';
import type { Value } from './value.ts';

/** A column, as a target writes it. */
export interface TypedColumn {
  column: Column;
  /** What is read, with null where it may be. */
  read: Value;
  /** What may be written, with null where it may be. */
  write: Value;
  /** A row that is read may lack it. */
  optional: boolean;
  /** The database writes it, and takes it from nobody. */
  unwritable: boolean;
}

/** How one kind of module is written. */
export interface Target {
  /** What its code imports: what nobody uses, some compilers refuse. */
  head(code: string): string;
  opening(name: string, keys: readonly string[]): string;
  /** A member with its key and its end. */
  field(column: TypedColumn, helpers: Helpers): string;
  closing(name: string, helpers: Helpers, keys: readonly string[]): string;
  /** After all tables: an index of them by the name they are queried by. */
  index(entries: { key: string; name: string }[]): string;
}
