import { CHECK_INTERVAL_MAX, CHECK_INTERVAL_MIN } from '@portolan/contract';
import { intervalText } from './interval-text.ts';
import { t } from './monitoring-texts.ts';

/** Seconds as they are typed; null where they are no whole number of them within the bounds. */
export function secondsIn(text: string): number | null {
  if (!/^\d{1,6}$/.test(text.trim())) return null;
  const seconds = Number(text);
  return seconds >= CHECK_INTERVAL_MIN && seconds <= CHECK_INTERVAL_MAX ? seconds : null;
}

/** What is wrong with some seconds that were typed. */
export const intervalError = (text: string): string | undefined =>
  secondsIn(text) === null ? t().outOfBounds(CHECK_INTERVAL_MIN, CHECK_INTERVAL_MAX) : undefined;

/** The same in words, below the field. */
export function intervalHint(text: string): string {
  const seconds = secondsIn(text);
  return seconds === null ? t().bounds(CHECK_INTERVAL_MIN, CHECK_INTERVAL_MAX) : t().thatIs(intervalText(seconds));
}
