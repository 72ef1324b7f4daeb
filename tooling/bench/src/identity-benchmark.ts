import path from 'node:path';
import autocannon from 'autocannon';
import pg from 'pg';
import { type Bearer, credentials, fillIdentity, TENANTS } from './identity-rows.ts';
import { startScript } from './processes.ts';
import type { Workspace } from './workspace.ts';

const SECONDS = 4;
const ROUNDS = 3;

interface Target {
  name: 'portolan' | 'floor';
  url: string;
  bearerOf(bearer: Bearer): string;
}

interface Measured {
  rate: number;
  p99: number;
}

/** Sign-in, session check, permission check and a list with a thousand tenants, each against its floor, in turn. */
export async function benchmarkIdentity(workspace: Workspace): Promise<void> {
  const { bearers, release } = await fillIdentity(workspace);
  const script = path.resolve(import.meta.dirname, 'identity-floor.ts');
  const floor = await startScript(script, { FLOOR_DATABASE_URL: workspace.databaseUrl }, /^(\d+)$/);
  const targets: Target[] = [
    { name: 'portolan', url: workspace.url, bearerOf: ({ token }) => token },
    { name: 'floor', url: `http://127.0.0.1:${floor.match}`, bearerOf: ({ sessionId }) => sessionId },
  ];
  const reads = { 'session check': 'users/me', 'permission check': 'permissions?limit=1', 'list of users': 'users' };
  for (const [name, route] of Object.entries(reads)) {
    const requests = (target: Target) =>
      bearers.map((bearer) => ({
        path: `/api/v1/${route}`,
        headers: { authorization: `Bearer ${target.bearerOf(bearer)}` },
      }));
    await compare(name, targets, requests);
    const before = await transactions(workspace);
    const { requests: sent } = await load(targets[0] as Target, requests(targets[0] as Target), 16, 3);
    const after = await transactions(workspace);
    console.log(`  ${((after - before) / sent.total).toFixed(2)} statements a request`);
  }
  await compare('sign-in', targets, () => signIns());
  await benchmarkWhileSigningIn(targets[0] as Target, bearers);
  floor.child.kill();
  await release();
}

function signIns(): autocannon.Request[] {
  return Array.from({ length: 50 }, (_, index) => ({
    method: 'POST' as const,
    path: '/api/v1/auth/token',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(credentials(index + 1)),
  }));
}

async function compare(name: string, targets: Target[], requests: (target: Target) => autocannon.Request[]) {
  for (const clients of [1, 16, 64]) {
    const measured: Record<Target['name'], Measured[]> = { portolan: [], floor: [] };
    for (let round = 0; round < ROUNDS; round++) {
      for (const target of targets) {
        await load(target, requests(target), clients, 1);
        const { requests: sent, latency } = await load(target, requests(target), clients, SECONDS);
        measured[target.name].push({ rate: sent.average, p99: latency.p99 });
      }
    }
    const [ours, floor] = [middle(measured.portolan), middle(measured.floor)];
    console.log(
      `${name}, ${TENANTS} tenants, ${clients} clients: floor / portolan = ${(floor.rate / ours.rate).toFixed(2)} x   ${ours.rate.toFixed(0)} of ${floor.rate.toFixed(0)} req/s, p99 ${ours.p99} and ${floor.p99} ms`,
    );
  }
}

/** Whether somebody who works notices that 64 others sign in: a hash on the event loop would stop everyone. */
async function benchmarkWhileSigningIn(target: Target, bearers: Bearer[]): Promise<void> {
  const check = [{ path: '/api/v1/users/me', headers: { authorization: `Bearer ${bearers[0]?.token}` } }];
  const [, checks] = await Promise.all([load(target, signIns(), 64, 5), load(target, check, 1, 4)]);
  const { p50, p99 } = checks.latency;
  console.log(`a session check while 64 clients sign in: median ${p50} ms, p99 ${p99} ms`);
}

async function load(target: Target, requests: autocannon.Request[], connections: number, duration: number) {
  const result = await autocannon({ url: target.url, requests, connections, duration });
  if (result.non2xx > 0 || result.errors > 0) throw new Error(`${target.name}: ${result.non2xx} were no success`);
  return result;
}

/** Transactions that PostgreSQL has counted; on these paths each is one statement. Idle connections tell after ten seconds. */
async function transactions({ databaseUrl }: Workspace): Promise<number> {
  await new Promise((resolve) => setTimeout(resolve, 11_000));
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const { rows } = await client.query(
    'select xact_commit + xact_rollback as count from pg_stat_database where datname = current_database()',
  );
  await client.end();
  return Number(rows[0].count);
}

function middle(list: Measured[]): Measured {
  return list.toSorted((a, b) => a.rate - b.rate)[list.length >> 1] as Measured;
}
