import { startServer } from './bundle.ts';
import { compare } from './compare.ts';
import { type Contender, load } from './contest.ts';
import { fillConnections } from './fill-connections.ts';
import { memoryOf } from './processes.ts';
import { startFloor } from './start-floor.ts';
import { listTargets, MOST_RESIDENT, sessionTargets } from './targets.ts';
import type { Workspace } from './workspace.ts';

const CONNECTIONS = 1_000;
const LOAD = 100_000;
const LIST = '/api/connections?page=1';
const ME = '/api/v1/users/me';
const FORGETFUL = 'remembering none';

/**
 * The authenticated list of 20 of 1,000 connections over both faces, and the session check, against the floor: with
 * row-level security, which the product has too, and bare. Beside the server one of the same installation that asks the
 * database each time who asks. At the end, what the process holds after its load.
 */
export async function benchmarkList(workspace: Workspace): Promise<void> {
  await fillConnections(workspace, CONNECTIONS);
  const { token, sessionId } = await workspace.signIn();
  const { url, serverPid: pid, postgresPid } = workspace;
  const asked = await startServer({ ...workspace.env, PORTOLAN_REMEMBER: 'off' });
  const servers = [
    { name: 'portolan', url, pid, postgresPid },
    { name: FORGETFUL, url: asked.match, pid: asked.child.pid ?? 0, postgresPid },
  ];
  const secured = await startFloor('secured floor', 'floor-server.ts', workspace, { FLOOR_SECURED: '1' });
  const bare = await startFloor('bare floor', 'floor-server.ts', workspace);
  const asking = (path: string, floorPath = path) => ({
    products: servers.map((server) => ({ ...server, requests: [requestOf(path, token)] })),
    floors: [secured, bare].map((floor) => ({ ...floor, requests: [requestOf(floorPath, sessionId)] })),
  });
  try {
    await compare(`list of 20 of ${CONNECTIONS} over REST`, asking(LIST), listTargets);
    await compare(`list of 20 of ${CONNECTIONS} over tRPC`, asking('/trpc/connections.list?input=%7B%7D', LIST));
    await compare('session check', asking(ME), sessionTargets);
    await tellMemory({ name: 'portolan', url, pid, postgresPid, requests: [requestOf(LIST, token)] });
  } finally {
    secured.child.kill();
    bare.child.kill();
    asked.child.kill('SIGTERM');
  }
}

function requestOf(path: string, bearer: string) {
  return { path, headers: { authorization: `Bearer ${bearer}` } };
}

async function tellMemory(product: Contender): Promise<void> {
  await load(product, 16, { amount: LOAD });
  const { resident, own } = memoryOf(product.pid);
  const is = resident <= MOST_RESIDENT ? 'reached' : 'MISSED ';
  console.log(
    `\n${product.name} after ${LOAD} requests more: ${resident.toFixed(0)} MiB resident, ${own.toFixed(0)} its own`,
  );
  console.log(`  ${is}  at most ${MOST_RESIDENT} MiB resident`);
}
