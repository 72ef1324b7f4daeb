import { spoken } from './format.ts';

type Unit = 'minute' | 'hour' | 'day';
const inUnits = (unitDisplay: 'short' | 'long') => ({
  minute: spoken((tag) => new Intl.NumberFormat(tag, { style: 'unit', unit: 'minute', unitDisplay })),
  hour: spoken((tag) => new Intl.NumberFormat(tag, { style: 'unit', unit: 'hour', unitDisplay })),
  day: spoken((tag) => new Intl.NumberFormat(tag, { style: 'unit', unit: 'day', unitDisplay })),
});
const SHORT = inUnits('short');
const LONG = inUnits('long');

const HOUR = 60;
const DAY = 24 * HOUR;

/** `parts`: how finely hours and days are told. */
function measured(seconds: number, parts: number): [value: number, unit: Unit] {
  const minutes = Math.max(1, Math.round(seconds / 60));
  if (minutes < 2 * HOUR) return [minutes, 'minute'];
  const [length, unit] = minutes < 2 * DAY ? ([HOUR, 'hour'] as const) : ([DAY, 'day'] as const);
  return [Math.round((minutes / length) * parts) / parts, unit];
}

/** "5 min", "3 hr": how long something has taken, in its greatest unit. */
export function lasting(seconds: number): string {
  const [value, unit] = measured(seconds, 1);
  return SHORT[unit]().format(value);
}

/** "5 minutes", "20.5 hours" */
export function lastingInWords(seconds: number): string {
  const [value, unit] = measured(seconds, 2);
  return LONG[unit]().format(value);
}
