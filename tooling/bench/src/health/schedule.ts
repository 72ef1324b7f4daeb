import pg from 'pg';
import { cpuSeconds, processTree } from '../processes.ts';
import type { Workspace } from '../workspace.ts';

const INTERVAL = 60;
const MOST = { lagSeconds: 2, listMs: 100, share: 0.35, summaryMs: 20 };
const POLL_MS = 500;

/** Watches many connections for a while, and says whether checks came on time, what they cost, and what the list took. */
export async function measureSchedule(workspace: Workspace, connections: number, seconds: number): Promise<boolean> {
  const client = new pg.Client({ connectionString: workspace.databaseUrl });
  await client.connect();
  const { token } = await workspace.signIn();
  const ask = (path: string, body?: object) =>
    fetch(workspace.url + path, {
      method: body ? 'POST' : 'GET',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: body ? JSON.stringify(body) : null,
    });
  try {
    await plant(workspace, client, ask, connections);
    // The first round is not yet spread over the interval.
    await sleep(INTERVAL * 1_000);
    const own = () => cpuSeconds(processTree(workspace.serverPid));
    const database = () => cpuSeconds(processTree(workspace.postgresPid));
    const [before, databaseBefore, begun] = [own(), database(), performance.now()];
    const [lags, list] = await Promise.all([watchLag(client, seconds), askOften(ask, '/api/connections', seconds)]);
    const passed = (performance.now() - begun) / 1_000;
    const share = (own() - before) / passed;
    const summary = await askOften(ask, '/trpc/health.summary', 3);
    console.log(`\n${connections} connections every ${INTERVAL} s: ${lags.length} checks in ${passed.toFixed(0)} s`);
    console.log(`  PostgreSQL: ${(((database() - databaseBefore) / passed) * 100).toFixed(0)} % of a core`);
    return [
      tell('lateness, p99', quantile(lags, 0.99), MOST.lagSeconds, 's'),
      tell('server and drivers', share, MOST.share, 'of a core'),
      tell('list meanwhile, p99', quantile(list, 0.99), MOST.listMs, 'ms'),
      tell('health.summary, p50', quantile(summary, 0.5), MOST.summaryMs, 'ms'),
    ].every(Boolean);
  } finally {
    await client.end();
  }
}

function tell(what: string, value: number, most: number, unit: string): boolean {
  console.log(`  ${value <= most ? 'reached' : 'MISSED '}  ${what}: ${value.toFixed(2)} ${unit}, at most ${most}`);
  return value <= most;
}

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

function quantile(values: readonly number[], part: number): number {
  return values.toSorted((a, b) => a - b)[Math.ceil(values.length * part) - 1] ?? Number.NaN;
}

/** All lead to the server that is there anyway, by a login of their own. */
async function plant(
  { access }: Workspace,
  client: pg.Client,
  ask: (path: string, body: object) => Promise<Response>,
  connections: number,
): Promise<void> {
  await client.query("create role watched login password 'watched-password'");
  const { host, port, database } = access;
  const target = { dbType: 'postgresql', host, port, databaseName: database, username: 'watched' };
  for (let n = 0; n < connections; n++) {
    const monitoring = { intervalSeconds: INTERVAL };
    const body = { name: `Watched ${n}`, ...target, password: 'watched-password', monitoring };
    const answer = await ask('/api/connections', body);
    if (answer.status !== 201) throw new Error(await answer.text());
  }
  await client.query(
    "update connection_monitors set next_check_at = now() + random() * interval '60 seconds' where interval_seconds = 60",
  );
}

/** How late checks began, in seconds, of each that was seen. */
async function watchLag(client: pg.Client, seconds: number): Promise<number[]> {
  const planned = new Map<string, { at: number; last: number }>();
  const lags: number[] = [];
  for (const until = Date.now() + seconds * 1_000; Date.now() < until; await sleep(POLL_MS)) {
    const { rows } = await client.query<{ id: string; at: number; last: number }>(
      `select connection_id as id, extract(epoch from next_check_at)::float8 as at,
         extract(epoch from last_check_at)::float8 as last
       from connection_monitors where interval_seconds = ${INTERVAL} and last_check_at is not null`,
    );
    for (const { id, ...now } of rows) {
      const before = planned.get(id);
      if (before && now.last > before.last) lags.push(now.last - before.at);
      planned.set(id, now);
    }
  }
  return lags;
}

/** How long answers took, in milliseconds. */
async function askOften(ask: (path: string) => Promise<Response>, path: string, seconds: number): Promise<number[]> {
  const took: number[] = [];
  for (const until = Date.now() + seconds * 1_000; Date.now() < until; await sleep(20)) {
    const begun = performance.now();
    await (await ask(path)).text();
    took.push(performance.now() - begun);
  }
  return took;
}
