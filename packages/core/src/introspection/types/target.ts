import type { Column } from '@portolan/contract';
import type { valueTypeOf } from './column-types.ts';

/** A column, as a target writes it. */
export interface TypedColumn {
  column: Column;
  /** Without null. */
  valueType: ReturnType<typeof valueTypeOf>;
}

/** How one kind of module is written. */
export interface Target {
  /** What stands at its head. */
  head: string;
  opening(name: string): string;
  field(column: TypedColumn): string;
  closing(name: string): string;
  /** After all tables: an index of them by the name they are queried by. */
  index(entries: { key: string; name: string }[]): string;
}
