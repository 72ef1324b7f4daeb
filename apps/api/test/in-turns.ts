import type { Hono } from 'hono';
import type { Composition } from '../src/compose.ts';

/** The API as one process has it. */
export interface Composed {
  app: Hono;
  composition: Composition;
}

/**
 * Several processes as one: requests go to each in turn. What a test looks at, or puts in the place of a service, is the
 * first one's; drivers and mail are the same for all, so that what a test puts there is met by whichever is asked.
 */
export function inTurns(all: readonly Composed[]): Composed {
  const [first, ...others] = all;
  if (!first || others.length === 0) return first as Composed;
  const { drivers, mailer } = first.composition.services;
  for (const { composition } of others) Object.assign(composition.services, { drivers, mailer });
  const asked = all.map(({ app }) => app.fetch);
  let turn = 0;
  const fetch: Hono['fetch'] = async (...request) => {
    const ask = asked[turn++ % asked.length] ?? first.app.fetch;
    const answer = await ask(...request);
    // A change counts in another process within a moment; whoever asks next in a test has waited for it.
    await Promise.all(all.map(({ composition }) => composition.services.db.settled()));
    return answer;
  };
  const each = (work: (composition: Composition) => Promise<void>) => async () => {
    await Promise.all(all.map(({ composition }) => work(composition)));
  };
  const composition: Composition = {
    ...first.composition,
    work: each((one) => one.work()),
    stopWork: each((one) => one.stopWork()),
    close: each((one) => one.close()),
  };
  return { app: Object.assign(first.app, { fetch }), composition };
}
