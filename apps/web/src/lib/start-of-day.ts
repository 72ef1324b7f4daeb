import { timeChoice } from './time-choice.ts';

const DAY_MS = 86_400_000;
const wallClocks = new Map<string | undefined, Intl.DateTimeFormat>();

/** The first moment of a day ("2026-11-30") in the time zone that times are told in; undefined where that is no day. */
export function startOfDay(day: string): Date | undefined {
  const midnight = midnightOf(day);
  if (midnight === undefined) return undefined;
  const zone = timeChoice().timeZone ?? undefined;
  // Clocks may be put on or back around midnight: of both offsets, the one that comes into the day first.
  const moments = [-DAY_MS, DAY_MS].map((away) => midnight - offsetAt(midnight + away, zone));
  const [first] = moments.filter((moment) => moment + offsetAt(moment, zone) >= midnight).sort((a, b) => a - b);
  return new Date(first ?? midnight);
}

export function isDay(day: string): boolean {
  return midnightOf(day) !== undefined;
}

/** The day after it, written alike. */
export function dayAfter(day: string): string {
  const midnight = midnightOf(day);
  return midnight === undefined ? '' : new Date(midnight + DAY_MS).toISOString().slice(0, 10);
}

/** As if the day were one in UTC; the 31st of February is none. */
function midnightOf(day: string): number | undefined {
  if (!/^\d{4}-\d\d-\d\d$/.test(day)) return undefined;
  const midnight = Date.parse(`${day}T00:00:00Z`);
  const isReal = midnight >= 0 && new Date(midnight).toISOString().startsWith(day);
  return isReal ? midnight : undefined;
}

/** How far the clocks of a time zone are ahead of UTC, in milliseconds. */
function offsetAt(moment: number, zone: string | undefined): number {
  const parts = new Map(
    wallClock(zone)
      .formatToParts(moment)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const of = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0;
  const shown = Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second'));
  return shown - Math.floor(moment / 1000) * 1000;
}

function wallClock(zone: string | undefined): Intl.DateTimeFormat {
  const field = '2-digit';
  const made =
    wallClocks.get(zone) ??
    new Intl.DateTimeFormat('en', {
      timeZone: zone,
      hourCycle: 'h23',
      calendar: 'gregory',
      year: 'numeric',
      month: field,
      day: field,
      hour: field,
      minute: field,
      second: field,
    });
  wallClocks.set(zone, made);
  return made;
}
