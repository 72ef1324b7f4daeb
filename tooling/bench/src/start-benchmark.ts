import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { startEmbeddedPostgres } from '@portolan/db/embedded';
import { createDriverHost } from '@portolan/drivers/host';
import pg from 'pg';
import { buildBundle } from './bundle.ts';
import { type BundledServer, createBundledServer } from './bundled-server.ts';
import { type Memory, memoryOf, processTree } from './processes.ts';

const RUNS = 5;
const IDLE_MS = 5_000;

/**
 * The bundle on a PostgreSQL of its own that is up to date: from the start of its process until a list of connections is
 * answered, what it holds while nobody asks, with workers and without, and how soon a worker that is not there yet answers.
 */
export async function benchmarkStart(): Promise<void> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'portolan-bench-start-'));
  const postgres = await startEmbeddedPostgres({ dataDir: path.join(folder, 'data') });
  const bundle = path.join(folder, 'bundle');
  try {
    await buildBundle(bundle);
    const client = new pg.Client(postgres.url('postgres'));
    await client.connect();
    await client.query('create database bench');
    await client.end();
    const server = await createBundledServer(path.join(bundle, 'server.js'), postgres.url('bench'));
    await measureStarts(server);
    await server.store(postgres.access);
    await measureWorkers(server);
    await measureFirstAnswer(path.join(bundle, 'worker.js'), postgres.access);
  } finally {
    await postgres.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function measureStarts(server: BundledServer): Promise<void> {
  const listens: number[] = [];
  const answers: number[] = [];
  const cpu: number[] = [];
  const held: Memory[] = [];
  for (let run = 0; run < RUNS; run++) {
    await using started = await server.start();
    listens.push(started.listensMs);
    answers.push(started.answersMs);
    cpu.push(started.cpuMs);
    await wait(IDLE_MS);
    held.push(memoryOf(started.pid));
  }
  console.log(
    `start of the bundle on an external database, medians of ${RUNS}: first list with a token after ${ms(answers)} (budget 500), listening after ${ms(listens)}, ${ms(cpu)} of CPU`,
  );
  console.log(`idle without workers: ${told(held)} (budget 90 resident)`);
}

async function measureWorkers(server: BundledServer): Promise<void> {
  await using started = await server.start();
  await wait(IDLE_MS);
  const [, ...workers] = processTree(started.pid);
  console.log(
    `idle worker that has loaded PostgreSQL, of ${workers.length}: ${told(workers.map(memoryOf))} (budget 45 resident)`,
  );
}

interface Access {
  host: string;
  port: number;
  user: string;
  password: string;
  database: string;
}

async function measureFirstAnswer(worker: string, access: Access): Promise<void> {
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
  const times: number[] = [];
  for (let run = 0; run < RUNS; run++) {
    const host = createDriverHost({
      egress: { allow: [], deny: [], allowPrivate: true },
      worker: pathToFileURL(worker),
      size: 1,
    });
    const started = performance.now();
    for await (const _ of host.introspect(target, { depth: 'columns' })) break;
    times.push(performance.now() - started);
    await host.close();
  }
  console.log(
    `a worker's first answer, median of ${RUNS}: outline of PostgreSQL ${ms(times)} after its start (budget 250)`,
  );
}

function told(list: Memory[]): string {
  const of = (key: keyof Memory) => median(list.map((one) => one[key])).toFixed(1);
  return `${of('resident')} MiB resident, ${of('share')} MiB as its share, ${of('own')} MiB its own`;
}

function ms(list: number[]): string {
  return `${median(list).toFixed(0)} ms`;
}

function median(list: number[]): number {
  return list.toSorted((a, b) => a - b)[list.length >> 1] ?? 0;
}
