import { clockTime, dateTimesApart } from '../../../lib/format.ts';

const DAY_MS = 86_400_000;

/** "09:14"; with its date where that is longer ago than a day. */
export function momentOf(iso: string, now: number): string {
  const at = Date.parse(iso);
  return now - at < DAY_MS ? clockTime(at, at) : (dateTimesApart([iso])[0] ?? '');
}
