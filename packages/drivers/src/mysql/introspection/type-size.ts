import type { Column } from '@portolan/contract';

type Size = Pick<Column, 'length' | 'precision' | 'scale'>;

const NONE: Size = { length: null, precision: null, scale: null };

/** What a column type says in brackets. Those of integers, and of years, are but a width of display. */
export function sizeOf(columnType: string): Size {
  const [, name, first, second] = /^(\w+)\((\d+)(?:,(\d+))?\)/.exec(columnType) ?? [];
  if (first === undefined) return NONE;
  switch (name) {
    case 'char':
    case 'varchar':
    case 'binary':
    case 'varbinary':
    case 'bit':
      return { ...NONE, length: Number(first) };
    case 'decimal':
    case 'numeric':
      return { ...NONE, precision: Number(first), scale: Number(second ?? 0) };
    case 'float':
    case 'double':
      return second === undefined ? NONE : { ...NONE, precision: Number(first), scale: Number(second) };
    case 'time':
    case 'datetime':
    case 'timestamp':
      return { ...NONE, precision: Number(first) };
    default:
      return NONE;
  }
}
