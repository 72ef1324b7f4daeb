import type { Column } from '@portolan/contract';

type Size = Pick<Column, 'length' | 'precision' | 'scale'>;

const NONE: Size = { length: null, precision: null, scale: null };
/** What a modifier counts before the length itself. */
const HEADER = 4;

/** What a type modifier says, by the name of the base type; the packing is that of the server's own sources. */
export function sizeOf(baseName: string, modifier: number): Size {
  if (modifier < 0) return NONE;
  switch (baseName) {
    case 'varchar':
    case 'bpchar':
      return { ...NONE, length: modifier - HEADER };
    case 'bit':
    case 'varbit':
      return { ...NONE, length: modifier };
    case 'numeric': {
      const packed = modifier - HEADER;
      // Eleven bits with a sign: since version 15 a scale may be negative.
      return { ...NONE, precision: (packed >> 16) & 0xffff, scale: ((packed & 0x7ff) ^ 1024) - 1024 };
    }
    case 'time':
    case 'timetz':
    case 'timestamp':
    case 'timestamptz':
      return { ...NONE, precision: modifier };
    case 'interval': {
      // Above it are the fields; all ones is no precision.
      const precision = modifier & 0xffff;
      return precision === 0xffff ? NONE : { ...NONE, precision };
    }
    default:
      return NONE;
  }
}
