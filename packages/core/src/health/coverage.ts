import type { Sample } from './sample.ts';

/** A time of which it is known how it was, in seconds since 1970, `to` not included. */
export interface Stretch {
  from: number;
  to: number;
  up: boolean;
}

/** A check may come this much later than planned before the time until then counts as not measured. */
const PATIENCE_SHARE = 1.25;
const PATIENCE_SECONDS = 30;
/** What the first check after a gap speaks for. */
const MOMENT = 1;

/**
 * What checks say of the time between them. Each speaks for the time since the one before it: when a check is made depends
 * on those before and not on what it finds, so that over many of them the sum is neither too much nor too little, however
 * often something that has turned is looked at. Where one is missing there is a gap. `samples` are in the order of time.
 */
export function coverageOf(samples: readonly Sample[]): Stretch[] {
  return samples.map(({ at, up }, n) => {
    const before = samples[n - 1];
    const isNext = before && at - before.at <= before.every * PATIENCE_SHARE + PATIENCE_SECONDS;
    return { from: isNext ? before.at : at - MOMENT, to: at, up };
  });
}
