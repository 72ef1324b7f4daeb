import type { Hono } from 'hono';
import type { Composition } from '../src/compose.ts';

/** The API as one process has it. */
export interface Composed {
  app: Hono;
  composition: Composition;
}

/**
 * Two processes as one: requests go to each in turn. What a test looks at, or puts in the place of a service, is the first
 * one's; drivers and mail are the same for both, so that what a test puts there is met by whichever is asked.
 */
export function inTurns(first: Composed, second: Composed): Composed {
  const { services } = first.composition;
  Object.assign(second.composition.services, { drivers: services.drivers, mailer: services.mailer });
  const ask = [first.app.fetch, second.app.fetch];
  let turn = 0;
  const fetch: Hono['fetch'] = async (...asked) => {
    const one = ask[turn++ % ask.length] ?? first.app.fetch;
    // A change counts in another process within a moment; whoever asks next in a test has waited for it.
    await Promise.all([first, second].map(({ composition }) => composition.services.db.settled()));
    return one(...asked);
  };
  const both = (work: (composition: Composition) => Promise<void>) => async () => {
    await Promise.all([work(first.composition), work(second.composition)]);
  };
  const composition: Composition = {
    ...first.composition,
    work: both((one) => one.work()),
    stopWork: both((one) => one.stopWork()),
    close: both((one) => one.close()),
  };
  return { app: Object.assign(first.app, { fetch }), composition };
}
