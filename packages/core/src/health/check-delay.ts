import type { HealthState } from './health-state.ts';

/** What has just turned is looked at again this soon, in seconds. */
export const RECHECK_SECONDS = 10;
/** A check that could not be made is tried again after this. */
export const RETRY_SECONDS = 15;
/** While it is down a connection is looked at ever more rarely: each so many checks an interval later, up to a bound. */
const STEP = 6;
const MOST_INTERVALS = 4;
const LONGEST_SECONDS = 900;
/** The part of an interval that chance takes off it: it only ever comes sooner, so that an interval is a promise. */
const JITTER = 0.1;

/** Seconds until the next check, after one that was seen. `random` is 0 to 1. */
export function checkDelay(state: HealthState, intervalSeconds: number, random: number): number {
  const { status, failures, successes } = state;
  const hasTurned = failures === 1 || (status === 'unreachable' && successes === 1);
  if (hasTurned) return RECHECK_SECONDS;
  return spread(backedOff(intervalSeconds, failures), random);
}

/** What chance makes of an interval, so that many of one length do not stay together. */
export function spread(seconds: number, random: number): number {
  return seconds * (1 - JITTER * random);
}

function backedOff(intervalSeconds: number, failures: number): number {
  const times = Math.min(MOST_INTERVALS, 1 + Math.floor(failures / STEP));
  return Math.max(intervalSeconds, Math.min(intervalSeconds * times, LONGEST_SECONDS));
}
