import { spoken } from './format.ts';

const plain = spoken((tag) => new Intl.NumberFormat(tag, { useGrouping: false, maximumFractionDigits: 3 }));

/** A number as people write it into a field, which `readNumber` reads again. */
export function writeNumber(value: number): string {
  return plain().format(value);
}
