import type { HealthDetail } from '@portolan/contract';

/** A check has its time, and what it found is kept a moment later. */
const AFTER_MS = 2_000;
const LEAST_MS = 3_000;
const MOST_MS = 60_000;

/** In how many milliseconds there is something new: once the next check has been made. */
export function nextLook(detail: Pick<HealthDetail, 'nextCheckAt'> | undefined, now: number): number {
  if (!detail?.nextCheckAt) return MOST_MS;
  return Math.min(MOST_MS, Math.max(LEAST_MS, Date.parse(detail.nextCheckAt) - now + AFTER_MS));
}
