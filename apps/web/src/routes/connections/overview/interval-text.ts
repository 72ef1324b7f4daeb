import { spoken } from '../../../lib/format.ts';

const inUnit = (unit: string) =>
  spoken((tag) => new Intl.NumberFormat(tag, { style: 'unit', unit, unitDisplay: 'long' }));
/** The greatest first. */
const UNITS = [
  [86_400, inUnit('day')],
  [3_600, inUnit('hour')],
  [60, inUnit('minute')],
  [1, inUnit('second')],
] as const;

/** "5 minutes", "90 seconds": exact, in the greatest unit that it is whole in. */
export function intervalText(seconds: number): string {
  const [length, format] = UNITS.find(([unit]) => seconds % unit === 0) ?? UNITS[3];
  return format().format(seconds / length);
}
