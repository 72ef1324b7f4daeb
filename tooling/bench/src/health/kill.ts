import { startServer } from '../bundle.ts';
import type { Workspace } from '../workspace.ts';
import { tell } from './measure.ts';
import { sleep, Watched } from './watched.ts';

const CONNECTIONS = 200;
const INTERVAL = 30;
/** How much longer than its interval a check may be missing, and what chance takes off that. */
const MORE_SECONDS = 15;
const SOONER = 0.1;
/** Checks are kept by the second in which they began. */
const ROUNDING = 1;

/** Kills one of two processes that share the checks in the middle, and looks for checks that are missing or doubled. */
export async function measureKill(workspace: Workspace, seconds: number): Promise<boolean> {
  await using watched = await Watched.open(workspace, INTERVAL);
  const other = await startServer(workspace.env);
  try {
    await watched.grow(CONNECTIONS);
    const from = Date.now() / 1_000;
    await sleep((seconds / 2) * 1_000);
    other.child.kill('SIGKILL');
    await sleep((seconds / 2) * 1_000);
    const to = Date.now() / 1_000;
    const taken = await watched.checks(from, to);
    // What has failed is looked at again sooner.
    const steady = taken.filter((checks) => checks.every(({ ok }) => ok));
    const between = steady.flatMap((checks) => checks.slice(1).map(({ at }, n) => at - (checks[n]?.at ?? 0)));
    // Who was not checked any more, or never, counts with the time until now.
    const since = taken.map((checks) => to - (checks.at(-1)?.at ?? from));
    const [least, most] = [Math.min(...between), Math.max(...between, ...since)];
    console.log(`\n${CONNECTIONS} connections every ${INTERVAL} s by two processes, one killed after ${seconds / 2} s`);
    const doubled = between.filter((gap) => gap < INTERVAL * (1 - SOONER) - ROUNDING).length;
    console.log(
      `  ${between.length} times between two checks of ${steady.length} that never failed, ${least} s at least`,
    );
    return [
      tell('connections that failed', taken.length - steady.length, 0, 'of them'),
      tell('longest without a check', most, INTERVAL + MORE_SECONDS + ROUNDING, 's'),
      tell('checks that came twice', doubled, 0, 'of them'),
    ].every(Boolean);
  } finally {
    other.child.kill('SIGKILL');
  }
}
