import type { HealthWindow } from '@portolan/contract';
import { spoken } from '../../../lib/format.ts';

const clock = spoken(
  (tag, timeZone) => new Intl.DateTimeFormat(tag, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone }),
);
const date = spoken((tag, timeZone) => new Intl.DateTimeFormat(tag, { day: 'numeric', month: 'short', timeZone }));
const moment = spoken(
  (tag, timeZone) =>
    new Intl.DateTimeFormat(tag, {
      day: 'numeric',
      month: 'short',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
      timeZone,
    }),
);

const isOfOneDay = (window: HealthWindow) => window === '1h' || window === '24h';

/** What stands below the lines, of moments in seconds: times of a day, or days. Those that are alike are told once. */
export function timeLabels(moments: readonly number[], window: HealthWindow): string[] {
  const format = isOfOneDay(window) ? clock() : date();
  const labels = moments.map((seconds) => format.format(seconds * 1_000));
  return labels.map((label, n) => (label === labels[n - 1] ? '' : label));
}

export function momentText(iso: string, window: HealthWindow): string {
  return (window === '1h' ? clock() : moment()).format(new Date(iso));
}
