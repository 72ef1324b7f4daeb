import { createDriverHost } from '@portolan/drivers/host';
import pg from 'pg';
import type { Workspace } from './workspace.ts';

const RUNS = 200;

const PARALLEL = 50;

/**
 * What a connection test adds to a raw pg connect and SELECT 1, in turn on the same server, and how long many at once
 * take. Nobody waits for the good-bye: it costs as much as the rest and answers nothing.
 */
export async function benchmarkTest({ access }: Workspace): Promise<void> {
  const host = createDriverHost({ egress: { allow: [], deny: [], allowPrivate: true } });
  const target = {
    dbType: 'postgresql' as const,
    host: access.host,
    port: access.port,
    databaseName: access.database,
    username: access.user,
    useSsl: false,
    options: {},
    credential: { type: 'password' as const, password: access.password },
  };
  const raw = async () => {
    const client = new pg.Client(access);
    await client.connect();
    await client.query('select 1');
    void client.end();
  };
  const tested = async () => {
    const result = await host.diagnose(target);
    if (!result.success) throw new Error(result.message);
  };
  const [rawMs, testMs]: number[][] = [[], []];
  for (let run = 0; run < RUNS + 10; run++) {
    const [a, b] = [await timed(raw), await timed(tested)];
    if (run < 10) continue;
    rawMs?.push(a);
    testMs?.push(b);
  }
  const [floor, ours] = [median(rawMs ?? []), median(testMs ?? [])];
  console.log(
    `connection test: median ${ours.toFixed(1)} ms, raw connect and SELECT 1 ${floor.toFixed(1)} ms: ${(ours - floor).toFixed(1)} ms added, ${(ours / floor).toFixed(2)} x`,
  );
  const together = await timed(async () => {
    await Promise.all(Array.from({ length: PARALLEL }, tested));
  });
  console.log(`${PARALLEL} connection tests at once: ${together.toFixed(0)} ms for all`);
  await host.close();
}

async function timed(work: () => Promise<void>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

function median(list: number[]): number {
  return list.toSorted((a, b) => a - b)[list.length >> 1] ?? 0;
}
