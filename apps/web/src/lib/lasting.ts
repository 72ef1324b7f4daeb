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

function measured(seconds: number): [value: number, unit: Unit] {
  const minutes = Math.max(1, Math.round(seconds / 60));
  if (minutes < 2 * HOUR) return [minutes, 'minute'];
  return minutes < 2 * DAY ? [Math.round(minutes / HOUR), 'hour'] : [Math.round(minutes / DAY), 'day'];
}

/** "5 min", "3 hr": how long something has taken, in its greatest unit. */
export function lasting(seconds: number): string {
  const [value, unit] = measured(seconds);
  return SHORT[unit]().format(value);
}

/** "5 minutes" */
export function lastingInWords(seconds: number): string {
  const [value, unit] = measured(seconds);
  return LONG[unit]().format(value);
}
