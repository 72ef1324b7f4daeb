import type { SnapshotRefresh } from '@portolan/contract';

const DAY = 86_400;
const SPANS: Record<SnapshotRefresh, number> = { daily: DAY, weekly: 7 * DAY, never: DAY };
/** What has failed is tried again this soon, and each time four times as late, until it is as rare as its schedule. */
const FIRST_RETRY = 900;
const STEP = 4;
/** The part that chance takes off: what was due together does not stay together. */
const JITTER = 0.1;

/** What could not be begun is tried again after this, in seconds: somebody was at it with other schemas. */
export const PUT_OFF_SECONDS = 60;

/** Seconds until the next scheduled refresh, after `failures` in a row. `random` is 0 to 1. */
export function refreshDelay(every: SnapshotRefresh, failures: number, random: number): number {
  const span = SPANS[every];
  const seconds = failures === 0 ? span : Math.min(span, FIRST_RETRY * STEP ** (failures - 1));
  return seconds * (1 - JITTER * random);
}
