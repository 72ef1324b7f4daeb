const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto', style: 'narrow' });
const absolute = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'long' });
const clock = new Intl.DateTimeFormat('en', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
const whole = new Intl.NumberFormat('en');

const MINUTE = 60;
const HOUR = 3600;
const DAY = 86_400;
const MONTH = 30 * DAY;

/** "just now", "5m ago", "yesterday"; "never" without a time. */
export function timeAgo(iso: string | null, now: number = Date.now()): string {
  if (!iso) return 'never';
  const seconds = Math.round((new Date(iso).getTime() - now) / 1000);
  const age = Math.abs(seconds);
  if (age < 45) return 'just now';
  if (age < HOUR) return relative.format(Math.round(seconds / MINUTE), 'minute');
  if (age < DAY) return relative.format(Math.round(seconds / HOUR), 'hour');
  if (age < 1.5 * MONTH) return relative.format(Math.round(seconds / DAY), 'day');
  return relative.format(Math.round(seconds / MONTH), 'month');
}

export function dateTime(iso: string): string {
  return absolute.format(new Date(iso));
}

/** "12:31"; with its date where that is not today. */
export function clockTime(time: number, now: number = Date.now()): string {
  const isToday = new Date(time).toDateString() === new Date(now).toDateString();
  return isToday ? clock.format(time) : absolute.format(time);
}

export function wholeNumber(value: number): string {
  return whole.format(value);
}

/** "1–20 of 57" */
export function pageRange(page: number, pageSize: number, total: number): string {
  if (total === 0) return '0 of 0';
  const first = Math.min((page - 1) * pageSize + 1, total);
  return `${first}–${Math.min(page * pageSize, total)} of ${total}`;
}

export function milliseconds(value: number): string {
  return `${Math.round(value)} ms`;
}

/** "1 table", "1,200 tables" */
export function countOf(value: number, noun: string): string {
  return `${whole.format(value)} ${noun}${value === 1 ? '' : 's'}`;
}

/** "Ada Lovelace", else the e-mail address. */
export function personName(person: { firstName: string | null; lastName: string | null; email: string }): string {
  return [person.firstName, person.lastName].filter(Boolean).join(' ') || person.email;
}

export function initials(name: string): string {
  const words = name.split(/[\s@._-]+/).filter(Boolean);
  return (words.length > 1 ? `${words[0]?.[0]}${words[1]?.[0]}` : name.slice(0, 2)).toUpperCase();
}
