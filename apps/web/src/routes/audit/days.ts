import { spoken } from '../../lib/format.ts';
import { t } from './texts.ts';

const weekday = spoken(
  (tag, timeZone) =>
    new Intl.DateTimeFormat(tag, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', timeZone }),
);
const DAY_MS = 86_400_000;

export interface Day<T> {
  /** "Today", "Yesterday", "Friday, November 27, 2026". */
  heading: string;
  events: T[];
}

/** Events in the order they come in, under the days where the reader is. */
export function byDay<T extends { createdAt: string }>(events: readonly T[], now: number): Day<T>[] {
  const days: Day<T>[] = [];
  for (const event of events) {
    const heading = headingOf(Date.parse(event.createdAt), now);
    const last = days.at(-1);
    if (last?.heading === heading) last.events.push(event);
    else days.push({ heading, events: [event] });
  }
  return days;
}

function headingOf(time: number, now: number): string {
  const day = weekday().format(time);
  if (day === weekday().format(now)) return t().today;
  return day === weekday().format(now - DAY_MS) ? t().yesterday : day;
}
