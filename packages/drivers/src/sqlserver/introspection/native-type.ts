import type { Column } from '@portolan/contract';

/** What sys.columns and sys.types say about a type; `base` is the system type that an alias stands for. */
export interface TypeParts {
  name: string;
  schema: string;
  isAlias: boolean;
  base: string;
  /** In bytes; -1 for max. */
  maxLength: number;
  precision: number;
  scale: number;
}

const WIDE = new Set(['nchar', 'nvarchar', 'sysname']);
const NARROW = new Set(['char', 'varchar', 'binary', 'varbinary']);
const EXACT = new Set(['decimal', 'numeric']);
const FRACTIONS = new Set(['time', 'datetime2', 'datetimeoffset']);

type Size = Pick<Column, 'length' | 'precision' | 'scale'>;
const NONE: Size = { length: null, precision: null, scale: null };

/** Length in characters, of binary types in bytes; null for `max`. The precision of a time is that of its seconds. */
export function sizeOf({ base, maxLength, precision, scale }: TypeParts): Size {
  if (WIDE.has(base)) return { ...NONE, length: maxLength < 0 ? null : maxLength / 2 };
  if (NARROW.has(base)) return { ...NONE, length: maxLength < 0 ? null : maxLength };
  if (EXACT.has(base)) return { ...NONE, precision, scale };
  if (FRACTIONS.has(base)) return { ...NONE, precision: scale };
  return NONE;
}

/** As T-SQL writes it: `nvarchar(80)`, `decimal(10,2)`; an alias by its name, with its schema unless that is the default. */
export function nativeType(type: TypeParts, defaultSchema: string): string {
  const { name, schema, isAlias, base, maxLength } = type;
  if (isAlias) return schema === defaultSchema ? name : `${schema}.${name}`;
  // An alias of the system.
  if (name !== base) return name;
  const { length, precision, scale } = sizeOf(type);
  if (WIDE.has(base) || NARROW.has(base)) return `${name}(${maxLength < 0 ? 'max' : length})`;
  if (EXACT.has(base)) return `${name}(${precision},${scale})`;
  return FRACTIONS.has(base) ? `${name}(${precision})` : name;
}
