import { cpuSeconds, processTree } from '../processes.ts';
import type { Workspace } from '../workspace.ts';
import { type Ask, sleep, type Watched } from './watched.ts';

const POLL_MS = 500;

export interface Measured {
  seconds: number;
  /** Checks that were kept, and those that the interval asks for. */
  checks: number;
  expected: number;
  /** Of the checks: what fails for the first time is looked at again sooner, and what is down more rarely. */
  failed: number;
  /** How late checks began, 99 of 100, in seconds. */
  lag: number;
  /** Of the list meanwhile, 99 of 100, in milliseconds. */
  list: number;
  /** CPU that was used, in cores: by the server with its drivers, and by PostgreSQL, which is who is checked as well. */
  server: number;
  postgres: number;
}

/** Watches what is checked for a while, and what that takes. */
export async function measure(
  workspace: Workspace,
  watched: Watched,
  { seconds, interval }: { seconds: number; interval: number },
): Promise<Measured> {
  const server = () => cpuSeconds(processTree(workspace.serverPid).filter((pid) => pid !== workspace.postgresPid));
  const postgres = () => cpuSeconds(processTree(workspace.postgresPid));
  const before = { server: server(), postgres: postgres(), at: Date.now() / 1_000, begun: performance.now() };
  const [lags, list] = await Promise.all([
    watchLag(watched, seconds),
    askOften(watched.ask, '/api/connections', seconds),
  ]);
  const passed = (performance.now() - before.begun) / 1_000;
  const used = { server: server() - before.server, postgres: postgres() - before.postgres };
  // What has just ended is kept within a moment.
  await sleep(2_000);
  const taken = (await watched.checks(before.at, before.at + passed)).flat();
  return {
    seconds: passed,
    checks: taken.length,
    failed: taken.filter(({ ok }) => !ok).length,
    // Chance takes up to a tenth off each interval.
    expected: Math.round((watched.ids.length * passed) / (interval * 0.95)),
    lag: quantile(lags, 0.99),
    list: quantile(list, 0.99),
    server: used.server / passed,
    postgres: used.postgres / passed,
  };
}

export function tell(what: string, value: number, most: number, unit: string): boolean {
  console.log(`  ${value <= most ? 'reached' : 'MISSED '}  ${what}: ${value.toFixed(2)} ${unit}, at most ${most}`);
  return value <= most;
}

export function quantile(values: readonly number[], part: number): number {
  return values.toSorted((a, b) => a - b)[Math.ceil(values.length * part) - 1] ?? Number.NaN;
}

/** How late checks began, in seconds, of each that was seen: against what was planned first, should it be put off. */
async function watchLag({ system, ids }: Watched, seconds: number): Promise<number[]> {
  const planned = new Map<string, { at: number; last: number }>();
  const lags: number[] = [];
  for (const until = Date.now() + seconds * 1_000; Date.now() < until; await sleep(POLL_MS)) {
    const { rows } = await system.query<{ id: string; at: number; last: number }>(
      `select connection_id as id, extract(epoch from next_check_at)::float8 as at,
         coalesce(extract(epoch from last_check_at), 0)::float8 as last
       from connection_monitors where connection_id = any($1::uuid[])`,
      [ids],
    );
    for (const { id, ...now } of rows) {
      const before = planned.get(id);
      if (before && now.last > before.last) lags.push(now.last - before.at);
      if (!before || now.last > before.last) planned.set(id, now);
    }
  }
  return lags;
}

/** How long answers took, in milliseconds. */
export async function askOften(ask: Ask, path: string, seconds: number): Promise<number[]> {
  const took: number[] = [];
  for (const until = Date.now() + seconds * 1_000; Date.now() < until; await sleep(20)) {
    const begun = performance.now();
    await (await ask(path)).text();
    took.push(performance.now() - begun);
  }
  return took;
}
