import pg from 'pg';
import { compare } from './compare.ts';
import { type Contender, load } from './contest.ts';
import { type Bearer, credentials, fillIdentity, TENANTS } from './identity-rows.ts';
import { startFloor } from './start-floor.ts';
import { sessionTargets } from './targets.ts';
import type { Workspace } from './workspace.ts';

type Server = Omit<Contender, 'requests'>;

/** Sign-in, session check, permission check and a list with a thousand tenants, each against its floor, in turn. */
export async function benchmarkIdentity(workspace: Workspace): Promise<void> {
  const { bearers, release } = await fillIdentity(workspace);
  const { url, serverPid: pid, postgresPid } = workspace;
  const portolan: Server = { name: 'portolan', url, pid, postgresPid };
  const secured = await startFloor('secured floor', 'identity-floor.ts', workspace);
  const bare = await startFloor('bare floor', 'floor-server.ts', workspace);
  const reads = { 'session check': 'users/me', 'permission check': 'permissions?limit=1', 'list of users': 'users' };
  for (const [name, route] of Object.entries(reads)) {
    const product = { ...portolan, requests: requestsOf(route, bearers, ({ token }) => token) };
    const floors = [secured, bare].map((floor) => {
      return { ...floor, requests: requestsOf(route, bearers, ({ sessionId }) => sessionId) };
    });
    const isSession = route === 'users/me';
    const contenders = { products: [product], floors: isSession ? floors : floors.slice(0, 1) };
    await compare(`${name}, ${TENANTS} tenants`, contenders, isSession ? sessionTargets : undefined);
    const before = await transactions(workspace);
    const { requests: sent } = await load(product, 16, 3);
    const after = await transactions(workspace);
    console.log(`  ${((after - before) / sent.total).toFixed(2)} statements a request`);
  }
  const signingIn = { ...portolan, requests: signIns() };
  await compare('sign-in', { products: [signingIn], floors: [{ ...secured, requests: signIns() }] });
  await benchmarkWhileSigningIn(
    signingIn,
    requestsOf('users/me', bearers.slice(0, 1), ({ token }) => token),
  );
  secured.child.kill();
  bare.child.kill();
  await release();
}

function requestsOf(route: string, bearers: Bearer[], bearerOf: (bearer: Bearer) => string) {
  return bearers.map((bearer) => {
    return { path: `/api/v1/${route}`, headers: { authorization: `Bearer ${bearerOf(bearer)}` } };
  });
}

function signIns() {
  return Array.from({ length: 50 }, (_, index) => ({
    method: 'POST' as const,
    path: '/api/v1/auth/token',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(credentials(index + 1)),
  }));
}

/** Whether somebody who works notices that 64 others sign in: a hash on the event loop would stop everyone. */
async function benchmarkWhileSigningIn(signingIn: Contender, check: Contender['requests']): Promise<void> {
  const [, checks] = await Promise.all([load(signingIn, 64, 5), load({ ...signingIn, requests: check }, 1, 4)]);
  const { p50, p99 } = checks.latency;
  console.log(`a session check while 64 clients sign in: median ${p50} ms, p99 ${p99} ms`);
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
