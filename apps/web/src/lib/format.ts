import { time } from '../locales/en.ts?time';
import { language, localized } from './locale.ts';
import { timeChoice } from './time-choice.ts';

const t = localized('time', time);

/** One for each language and time zone that was spoken, since each is dear to make. */
export function spoken<T>(make: (tag: string, timeZone: string | undefined) => T): () => T {
  const made = new Map<string, T>();
  return () => {
    const [tag, timeZone] = [language(), timeChoice().timeZone ?? undefined];
    const key = `${tag} ${timeZone ?? ''}`;
    const known = made.get(key) ?? make(tag, timeZone);
    made.set(key, known);
    return known;
  };
}

// Not narrow: in German, that makes metres of minutes ("vor 48 m").
const relative = spoken((tag) => new Intl.RelativeTimeFormat(tag, { numeric: 'auto', style: 'short' }));
const absolute = spoken(
  (tag, timeZone) => new Intl.DateTimeFormat(tag, { dateStyle: 'medium', timeStyle: 'long', timeZone }),
);
const exact = spoken(
  (tag, timeZone) => new Intl.DateTimeFormat(tag, { dateStyle: 'medium', timeStyle: 'medium', timeZone }),
);
const short = spoken(
  (tag, timeZone) => new Intl.DateTimeFormat(tag, { dateStyle: 'medium', timeStyle: 'short', timeZone }),
);
const clock = spoken(
  (tag, timeZone) => new Intl.DateTimeFormat(tag, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone }),
);
const day = spoken((tag, timeZone) => new Intl.DateTimeFormat(tag, { dateStyle: 'short', timeZone }));
const whole = spoken((tag) => new Intl.NumberFormat(tag));
const lists = spoken((tag) => new Intl.ListFormat(tag, { type: 'conjunction' }));
const inMilliseconds = spoken((tag) => new Intl.NumberFormat(tag, { style: 'unit', unit: 'millisecond' }));

const MINUTE = 60;
const HOUR = 3600;
const DAY = 86_400;
const MONTH = 30 * DAY;

/** "just now", "5 min. ago", "yesterday"; "never" without a time. */
export function timeAgo(iso: string | null, now: number = Date.now()): string {
  if (!iso) return t().never;
  const seconds = Math.round((new Date(iso).getTime() - now) / 1000);
  const age = Math.abs(seconds);
  if (age < 45) return t().justNow;
  if (age < HOUR) return relative().format(Math.round(seconds / MINUTE), 'minute');
  if (age < DAY) return relative().format(Math.round(seconds / HOUR), 'hour');
  if (age < 1.5 * MONTH) return relative().format(Math.round(seconds / DAY), 'day');
  return relative().format(Math.round(seconds / MONTH), 'month');
}

/** How a person wants to read a time beside others: how long ago, or when. */
export function timeOf(iso: string | null, now?: number): string {
  if (iso === null || timeChoice().times === 'relative') return timeAgo(iso, now);
  return short().format(new Date(iso));
}

export function dateTime(iso: string): string {
  return absolute().format(new Date(iso));
}

/** To the second, without the time zone: for lists, where it is the same in each line. */
export function dateTimeInList(iso: string): string {
  return exact().format(new Date(iso));
}

/** Each to the minute, which leaves room for more; to the second where two would be alike. */
export function dateTimesApart(times: readonly string[]): string[] {
  const shown = times.map((iso) => short().format(new Date(iso)));
  return new Set(shown).size === shown.length ? shown : times.map(dateTimeInList);
}

/** "12:31"; with its date where that is not today. */
export function clockTime(at: number, now: number = Date.now()): string {
  const isToday = day().format(at) === day().format(now);
  return isToday ? clock().format(at) : absolute().format(at);
}

/** "07:09 – 07:35"; with the date where that is not today. */
export function spanOf(from: string, to: string, now: number = Date.now()): string {
  const [start, end] = [Date.parse(from), Date.parse(to)];
  const isToday = day().format(start) === day().format(now) && day().format(end) === day().format(now);
  return (isToday ? clock() : short()).formatRange(start, end);
}

/** "orders, billing and 3 more": they come as they shall be told. */
export function listOf(parts: readonly string[]): string {
  return lists().format(parts);
}

/** "12:31"; with its date where that is not today, to the minute. */
export function momentOf(iso: string, now: number = Date.now()): string {
  const at = Date.parse(iso);
  return day().format(at) === day().format(now) ? clock().format(at) : short().format(at);
}

export function wholeNumber(value: number): string {
  return whole().format(value);
}

/** "4 ms" */
export function milliseconds(value: number): string {
  return inMilliseconds().format(Math.round(value));
}

/** "Ada Lovelace", else the e-mail address. */
export function personName(person: { firstName: string | null; lastName: string | null; email: string }): string {
  return [person.firstName, person.lastName].filter(Boolean).join(' ') || person.email;
}
