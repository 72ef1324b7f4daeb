import { readFileSync } from 'node:fs';
import type { ConnectionTarget } from '@portolan/drivers';
import { createDriverHost } from '@portolan/drivers/host';
import { startTestMariadb } from '@portolan/testing/mariadb';
import { startTestPostgres } from '@portolan/testing/postgres';
import { floorMs, mariadbFloorMs } from './floor.ts';
import { COLUMNS_PER_TABLE, wideSchema } from './wide-schema.ts';

const SIZES = [100, 1_000, 10_000];
const ROUNDS = 3;
const KIB_PER_MIB = 1024;

interface Reading {
  ms: number;
  firstPageMs: number;
  tables: number;
}

/** How long an introspection takes from call to last page, against psql, and what the driver's process takes for it. */
export async function benchmarkIntrospection(): Promise<void> {
  const workers: number[] = [];
  const host = createDriverHost({
    egress: { allow: [], deny: [], allowPrivate: true },
    size: 1,
    onEvent: (event) => {
      if (event.type === 'worker-started' && event.pid !== undefined) workers.push(event.pid);
    },
  });
  const read = async (target: ConnectionTarget): Promise<Reading> => {
    const started = performance.now();
    const reading: Reading = { ms: 0, firstPageMs: 0, tables: 0 };
    for await (const page of host.introspect(target, { depth: 'columns' })) {
      if (page.kind !== 'tables') continue;
      reading.firstPageMs ||= performance.now() - started;
      reading.tables += page.count;
    }
    return { ...reading, ms: performance.now() - started };
  };
  console.log(`introspection of tables x ${COLUMNS_PER_TABLE} columns, median of ${ROUNDS} rounds`);
  try {
    await measurePostgres(read, () => peakMib(workers[0]));
    await measureMariadb(read, () => peakMib(workers[0]));
  } finally {
    await host.close();
  }
}

type Read = (target: ConnectionTarget) => Promise<Reading>;

async function measurePostgres(read: Read, peak: () => number): Promise<void> {
  await using server = await startTestPostgres({ version: '18' });
  const targetOf = (databaseName: string): ConnectionTarget => ({
    dbType: 'postgresql',
    host: server.host,
    port: server.port,
    databaseName,
    username: server.user,
    useSsl: false,
    options: {},
    credential: { type: 'password', password: server.password },
  });
  await read(targetOf('postgres'));
  const before = peak();
  for (const tables of SIZES) {
    const database = `tables_${tables}`;
    await server.query(`create database ${database}`);
    for (const sql of wideSchema('postgresql', tables)) await server.query(sql, [], database);
    await server.query('analyze', [], database);
    const floors: number[] = [];
    const readings: Reading[] = [];
    // In turn, so that both meet the same machine; the first round of each warms the catalogue.
    for (let round = 0; round <= ROUNDS; round++) {
      floors.push(await floorMs(server, database));
      readings.push(await read(targetOf(database)));
    }
    const [floor, ours] = [median(floors.slice(1)), median(readings.slice(1).map(({ ms }) => ms))];
    const first = median(readings.slice(1).map(({ firstPageMs }) => firstPageMs));
    const line = `${ours.toFixed(0)} ms, psql into JSON ${floor.toFixed(0)} ms: ${(ours / floor).toFixed(2)} x`;
    console.log(
      `  PostgreSQL ${counted(readings, tables)}: ${line}; first page ${first.toFixed(0)} ms; ${added(peak(), before)}`,
    );
  }
}

async function measureMariadb(read: Read, peak: () => number): Promise<void> {
  await using server = await startTestMariadb();
  const targetOf = (databaseName: string): ConnectionTarget => ({
    dbType: 'mysql',
    host: server.host,
    port: server.port,
    databaseName,
    username: server.user,
    useSsl: false,
    options: {},
    credential: { type: 'password', password: server.password },
  });
  await read(targetOf('mysql'));
  const before = peak();
  for (const tables of SIZES) {
    const database = `tables_${tables}`;
    await server.query(`create database ${database}`);
    for (const sql of wideSchema('mysql', tables)) await server.query(sql, database);
    const floors: number[] = [];
    const readings: Reading[] = [];
    for (let round = 0; round <= ROUNDS; round++) {
      floors.push(await mariadbFloorMs(server));
      readings.push(await read(targetOf(database)));
    }
    await server.query(`drop database ${database}`);
    const [floor, ours] = [median(floors.slice(1)), median(readings.slice(1).map(({ ms }) => ms))];
    const first = median(readings.slice(1).map(({ firstPageMs }) => firstPageMs));
    const line = `${ours.toFixed(0)} ms, its client ${floor.toFixed(0)} ms: ${(ours / floor).toFixed(2)} x`;
    console.log(
      `  MariaDB ${counted(readings, tables)}: ${line}; first page ${first.toFixed(0)} ms; ${added(peak(), before)}`,
    );
  }
}

/** Says how many tables were read, and cannot be talked into fewer. */
function counted(readings: Reading[], tables: number): string {
  const wrong = readings.find((reading) => reading.tables !== tables);
  if (wrong) throw new Error(`${wrong.tables} of ${tables} tables were read`);
  return `${tables} tables`;
}

const added = (peak: number, before: number) =>
  `at most ${(peak - before).toFixed(0)} MiB added in the driver's process`;

/** The most memory a process has ever held. */
function peakMib(pid: number | undefined): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / KIB_PER_MIB;
}

function median(list: number[]): number {
  return list.toSorted((a, b) => a - b)[list.length >> 1] ?? 0;
}
