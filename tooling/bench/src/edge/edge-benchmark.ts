import os from 'node:os';
import type { ConnectionTarget, DriverGateway } from '@portolan/drivers';
import { createDriverHost } from '@portolan/drivers/host';
import { startTestPostgres } from '@portolan/testing/postgres';
import { wideSchema } from '../introspect/wide-schema.ts';
import { startBundledHost } from './bundled-host.ts';

const TESTS = 600;
const WARMING = 200;
const TABLES = 10_000;
const ROUNDS = 7;
const MOST_ADDED_MS = 3;
const MOST_RATIO = 1.15;

/** What drivers on a host of their own cost more than those of this machine: both in turn, on one server, by loopback. */
export async function benchmarkEdge(): Promise<boolean> {
  await using server = await startTestPostgres({ version: '18' });
  await using host = await startBundledHost();
  const local = createDriverHost({ egress: { allow: [], deny: [], allowPrivate: true }, worker: host.worker });
  const target: ConnectionTarget = {
    dbType: 'postgresql',
    host: server.host,
    port: server.port,
    databaseName: 'postgres',
    username: server.user,
    useSsl: false,
    options: {},
    credential: { type: 'password', password: server.password },
  };
  console.log(`load of the machine at the start: ${loads()}, ${os.availableParallelism()} processors`);
  const tests = await inTurn(TESTS, WARMING, [() => test(local, target), () => test(host.gateway, target)]);
  const [here, there] = [median(tests[0]), median(tests[1])];
  const isQuick = there - here <= MOST_ADDED_MS;
  console.log(
    `connection test: median in-process ${here.toFixed(1)} ms, through a driver host ${there.toFixed(1)} ms: ${(there - here).toFixed(1)} ms added (at most ${MOST_ADDED_MS}: ${verdict(isQuick)})`,
  );
  const [quietHere, quietThere] = [quietest(tests[0]), quietest(tests[1])];
  console.log(
    `  in the quietest tenth of them ${quietHere.toFixed(1)} ms and ${quietThere.toFixed(1)} ms: ${(quietThere - quietHere).toFixed(1)} ms added`,
  );
  for (const sql of wideSchema('postgresql', TABLES)) await server.query(sql);
  await server.query('analyze');
  const readings = await inTurn(ROUNDS, 1, [() => read(local, target), () => read(host.gateway, target)]);
  const [readHere, readThere] = [median(readings[0]), median(readings[1])];
  const isFast = readThere / readHere <= MOST_RATIO;
  console.log(
    `introspection of ${TABLES} tables: median in-process ${readHere.toFixed(0)} ms, through a driver host ${readThere.toFixed(0)} ms: ${(readThere / readHere).toFixed(2)} x (at most ${MOST_RATIO}: ${verdict(isFast)})`,
  );
  console.log(`load of the machine at the end: ${loads()}`);
  await local.close();
  return isQuick && isFast;
}

async function test(gateway: DriverGateway, target: ConnectionTarget): Promise<void> {
  const result = await gateway.diagnose(target);
  if (!result.success) throw new Error(result.message);
}

async function read(gateway: DriverGateway, target: ConnectionTarget): Promise<void> {
  let tables = 0;
  for await (const page of gateway.introspect(target, { depth: 'columns' })) {
    if (page.kind === 'tables') tables += page.count;
  }
  if (tables !== TABLES) throw new Error(`${tables} of ${TABLES} tables were read`);
}

/** So that both meet the same machine; milliseconds of each, those of the first rounds left out. */
async function inTurn(rounds: number, warming: number, works: (() => Promise<void>)[]): Promise<number[][]> {
  const times = works.map((): number[] => []);
  for (let round = 0; round < rounds + warming; round++) {
    const order = [...works.entries()];
    // What one leaves behind (a session of the server that ends) is in the way of the next: of each as often.
    for (const [at, work] of round % 2 === 0 ? order : order.toReversed()) {
      const started = performance.now();
      await work();
      if (round >= warming) times[at]?.push(performance.now() - started);
    }
  }
  return times;
}

const verdict = (holds: boolean) => (holds ? 'holds' : 'does not hold');
const loads = () =>
  os
    .loadavg()
    .map((value) => value.toFixed(1))
    .join(', ');

/** What others at work on the machine have disturbed least. */
function quietest(list: number[] = []): number {
  return list.toSorted((a, b) => a - b)[Math.floor(list.length / 10)] ?? 0;
}

function median(list: number[] = []): number {
  return list.toSorted((a, b) => a - b)[list.length >> 1] ?? 0;
}
