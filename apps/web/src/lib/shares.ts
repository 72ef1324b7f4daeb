import { spoken } from './format.ts';

const percent = spoken(
  (tag) => new Intl.NumberFormat(tag, { style: 'percent', maximumFractionDigits: 2, roundingMode: 'trunc' }),
);

/** "99.98 %" of a part of one, never rounded up to what it is not; a dash where nothing was measured. */
export function percentage(part: number | null): string {
  // What arithmetic takes from a whole is no outage.
  return part === null ? '–' : percent().format(part > 1 - 1e-9 ? 1 : part);
}
