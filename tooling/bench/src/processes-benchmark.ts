import { availableParallelism } from 'node:os';
import { startServer } from './bundle.ts';
import { contest } from './contest.ts';
import { fillConnections } from './fill-connections.ts';
import { createWorkspace } from './workspace.ts';

const CONNECTIONS = 1_000;
const CLIENTS = [16, 64];
const requests = (token: string) => [
  { path: '/api/connections?page=1', headers: { authorization: `Bearer ${token}` } },
];

/**
 * `pnpm bench processes [n]`: lists of 20 of 1,000 connections a second, by one process and by n (2 unless said) of the
 * same installation. Clients and PostgreSQL are on the same machine: where it has no processor to spare, more processes
 * have none either.
 */
export async function benchmarkProcesses(count = 2): Promise<void> {
  await using workspace = await createWorkspace();
  await fillConnections(workspace, CONNECTIONS);
  const { token } = await workspace.signIn();
  const { url, serverPid: pid, postgresPid } = workspace;
  const several = await startServer({ ...workspace.env, PORTOLAN_PROCESSES: String(count) });
  const contenders = [
    { name: 'one process', url, pid, postgresPid, requests: requests(token) },
    {
      name: `${count} processes`,
      url: several.match,
      pid: several.child.pid ?? 0,
      postgresPid,
      requests: requests(token),
    },
  ];
  try {
    for (const clients of CLIENTS) {
      const measured = await contest(contenders, clients);
      console.log(`\nlist of 20 of ${CONNECTIONS} over REST, ${clients} clients, ${availableParallelism()} processors`);
      for (const [at, { name }] of contenders.entries()) {
        const { rate = 0, p50, p99 } = measured[at] ?? {};
        console.log(`  ${name.padEnd(12)} ${rate.toFixed(0).padStart(6)} req/s   p50 ${p50}, p99 ${p99} ms`);
      }
      const [one, more] = measured;
      console.log(`  ${count} of one: ${((more?.rate ?? 0) / (one?.rate ?? 1)).toFixed(2)} x`);
    }
  } finally {
    several.child.kill('SIGTERM');
    await new Promise((resolve) => several.child.once('exit', resolve));
  }
}
