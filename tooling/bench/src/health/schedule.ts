import type { Workspace } from '../workspace.ts';
import { askOften, measure, quantile, tell } from './measure.ts';
import { Watched } from './watched.ts';

const INTERVAL = 60;
const MOST = { lagSeconds: 2, listMs: 100, share: 0.35, summaryMs: 20 };
/** What may miss of the checks that the interval asks for, by chance and at the ends of the time. */
const MISSING = 0.1;

/** Watches many connections for a while, and says whether checks came on time, what they cost, and what the list took. */
export async function measureSchedule(workspace: Workspace, connections: number, seconds: number): Promise<boolean> {
  await using watched = await Watched.open(workspace, INTERVAL);
  await watched.grow(connections);
  const { checks, expected, failed, lag, list, server, postgres, ...made } = await measure(workspace, watched, {
    seconds,
    interval: INTERVAL,
  });
  const summary = await askOften(watched.ask, '/trpc/health.summary', 3);
  console.log(`\n${connections} connections every ${INTERVAL} s, for ${made.seconds.toFixed(0)} s`);
  console.log(`  ${checks} checks, of ${expected} that the interval asks for`);
  console.log(`  PostgreSQL, which is checked as well: ${(postgres * 100).toFixed(0)} % of a core`);
  return [
    tell('checks that are missing', 1 - checks / expected, MISSING, 'of them'),
    tell('checks that failed', failed, 0, 'of them'),
    tell('lateness, p99', lag, MOST.lagSeconds, 's'),
    tell('server and drivers', server, MOST.share, 'of a core'),
    tell('list meanwhile, p99', list, MOST.listMs, 'ms'),
    tell('health.summary, p50', quantile(summary, 0.5), MOST.summaryMs, 'ms'),
  ].every(Boolean);
}
