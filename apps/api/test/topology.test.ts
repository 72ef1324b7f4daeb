import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { createKeyring, hubKeySet } from '@portolan/core';
import {
  createTestDatabase,
  freePort,
  ready,
  type ServerProcess,
  spawnServer,
  type TestDatabase,
  until,
} from '@portolan/testing';
import { makeSample, type Sample, SMOKE_CASES, type SmokeCase, type Start, Visit } from '@portolan/testing/smoke';
import { buildWorker, type RunningWorker, startWorker } from '@portolan/testing/workerd';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { JOBS_WAIT } from './runtimes/exceptions.ts';
import { WORKER_EXCEPTIONS } from './runtimes/worker-exceptions.ts';

const OPERATOR = { username: 'operator@portolan.local', password: randomBytes(12).toString('hex') };
const DRIVERS = path.resolve(import.meta.dirname, '../../drivers/src/main.ts');
const MIDDLE = SMOKE_CASES.findIndex(({ name }) => /test/.test(name));
const [BEFORE, AFTER] = [SMOKE_CASES.slice(0, MIDDLE), SMOKE_CASES.slice(MIDDLE)];

let database: TestDatabase;
let sample: Sample;
let folder: string;
let driverHost: { kill(): Promise<void> };
let first: ServerProcess;
let second: ServerProcess;
let worker: RunningWorker;
const env: Record<string, string> = { PORTOLAN_OPERATOR_PASSWORD: OPERATOR.password };
const hostEnv: Record<string, string> = { PORTOLAN_EGRESS_ALLOW: '127.0.0.1' };

/**
 * What docker-compose.yml has, as plain processes: two servers of the hub on one PostgreSQL, and drivers on a host of their
 * own. Beside them a worker of the edge.
 */
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'portolan-topology-'));
  database = await createTestDatabase();
  sample = await makeSample(database.url);
  const key = randomBytes(32);
  const hubKeys = await hubKeySet(await createKeyring(new Uint8Array(key), []));
  Object.assign(hostEnv, {
    PORT: String(await freePort()),
    PORTOLAN_DATA_DIR: path.join(folder, 'drivers'),
    PORTOLAN_HUB_KEYS: JSON.stringify(hubKeys),
  });
  const started = await startDriverHost();
  driverHost = started;
  Object.assign(env, {
    DATABASE_URL: database.url,
    TENANT_DB_PREFIX: database.tenantPrefix,
    ENCRYPTION_KEY: key.toString('base64'),
    PORTOLAN_DRIVER_HOST: started.address,
  });
  first = await ready(await spawnServer(env));
  [second, worker] = await Promise.all([
    spawnServer(env).then(ready),
    buildWorker(workerFolder()).then(() => startWorker({ folder: workerFolder(), texts: env })),
  ]);
});
afterAll(async () => {
  for (const { child, ended } of [first, second]) {
    child.kill('SIGKILL');
    await ended;
  }
  await worker.stop();
  await driverHost.kill();
  await database[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

/** On the same address and with the same key each time. */
async function startDriverHost(): Promise<{ address: string; kill(): Promise<void> }> {
  const { child, ended, output } = await spawnServer(hostEnv, DRIVERS);
  const printed = () => /PORTOLAN_DRIVER_HOST=(\S+)/.exec(output())?.[1];
  const gone = ended.then((code) => Promise.reject(new Error(`It ended with ${code}: ${output()}`)));
  await Promise.race([until(() => printed() !== undefined), gone]);
  return {
    address: printed() ?? '',
    async kill() {
      child.kill('SIGKILL');
      await gone.catch(() => {});
    },
  };
}

const workerFolder = () => path.join(folder, 'worker');

const anotherServer: Start = async (over = {}) => {
  const server = await ready(await spawnServer({ ...env, ...over }));
  return {
    url: server.url,
    stop() {
      server.child.kill('SIGTERM');
      return server.ended;
    },
  };
};

const anotherWorker: Start = async (over = {}) => {
  const { url, stop } = await startWorker({ folder: workerFolder(), texts: { ...env, ...over } });
  return { url, stop: () => stop().then(() => 0) };
};

function visitTo(url: string, slug: string, start: Start = anotherServer): Visit {
  const { query, inTenant } = database;
  const stop = () => Promise.reject(new Error('It is ended by this test itself'));
  return new Visit({ start, stop, url, slug, operator: OPERATOR, sample, query, inTenant });
}

describe('through one server', () => {
  let visit: Visit;
  beforeAll(() => {
    visit = visitTo(first.url, 'first');
  });

  it.each(SMOKE_CASES)('$name', ({ run }) => run(visit));
});

describe('through another, while the first is killed', () => {
  let visit: Visit;
  beforeAll(() => {
    visit = visitTo(second.url, 'second');
  });

  it.each(BEFORE)('$name', ({ run }) => run(visit));

  it('the first is killed', async () => {
    first.child.kill('SIGKILL');
    expect(await first.ended).toBe('SIGKILL');
  });

  it.each(AFTER)('$name', ({ run }) => run(visit));
});

describe('through a worker, while the driver host is killed', () => {
  let visit: Visit;
  beforeAll(() => {
    visit = visitTo(worker.url, 'edge', anotherWorker);
  });
  /** Here a server takes the jobs. */
  const exceptions = WORKER_EXCEPTIONS.filter((one) => one !== JOBS_WAIT);
  const run = ({ name, run }: SmokeCase) => (exceptions.find((one) => one.name === name) ?? { run }).run(visit);

  it.each(BEFORE)('$name', run);

  it.each([
    ['a stream, by its end', true, leavesStream],
    ['a stream, by its end', false, leavesStream],
    // The end of a connection alone may be half an end to workerd: whoever waits for one answer still may read.
    ['one answer, by a reset', true, leavesAnswer],
    ['one answer, by a reset', false, leavesAnswer],
  ])(
    'who leaves a refresh ends what it asks of the database; %s, where an object keeps connections: %s',
    async (_, keeps, leave) => {
      const other = keeps ? null : await startWorker({ folder: workerFolder(), texts: env, keeps });
      const { slug } = visit.options;
      const token = (await visit.signIn(OPERATOR.username, OPERATOR.password)).body.access_token;
      const holder = new pg.Client({ connectionString: database.url });
      await holder.connect();
      // Printing the default of a column waits for a lock on its table.
      await holder.query('create table smoke.held (a int default 1 + 1)');
      await holder.query('begin; lock table smoke.held in access exclusive mode');
      const sql = "select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'";
      const waiting = async () => (await database.query(sql)).length;
      const headers = { authorization: `Bearer ${token}`, 'x-tenant-id': slug, 'content-type': 'application/json' };
      const left = leave(new URL(other?.url ?? worker.url), headers, { id: visit.connection });
      await until(async () => (await waiting()) > 0);
      left();
      await until(async () => (await waiting()) === 0);
      await holder.query('rollback; drop table smoke.held');
      await holder.end();
      await other?.stop();
    },
  );

  it('tests say that it is gone, what is known is told, and it is used again once it is back', async () => {
    const behind = [await signedIn(visit), await signedIn(visitTo(second.url, 'second'))];
    await driverHost.kill();
    for (const one of behind) {
      expect(await test(one)).toMatchObject({ success: false, code: 'DRIVER_HOST_UNREACHABLE' });
      await one.expect(200, 'GET', '/api/connections');
    }
    driverHost = await startDriverHost();
    for (const one of behind) expect(await test(one)).toMatchObject({ success: true });
  });

  it.each(AFTER)('$name', run);

  it('what every tenant has done is taken over into its database by the server that is left', async () => {
    const sql = "select 1 from activity_log where action = 'connections:restore'";
    for (const slug of ['first', 'second', 'edge']) {
      await until(async () => (await database.inTenant(slug, sql)).length > 0);
    }
  });
});

type Leave = (url: URL, headers: Record<string, string>, input: object) => () => void;

const leavesStream: Leave = ({ origin }, headers, input) => {
  const leaving = new AbortController();
  const asked = fetch(`${origin}/trpc/introspection.refresh?batch=1`, {
    method: 'POST',
    headers: { ...headers, 'trpc-accept': 'application/jsonl' },
    body: JSON.stringify({ 0: input }),
    signal: leaving.signal,
  }).then((answer) => answer.text());
  asked.catch(() => {});
  return () => leaving.abort();
};

const leavesAnswer: Leave = ({ host, hostname, port }, headers, input) => {
  const socket = connect(Number(port), hostname);
  socket.on('error', () => {});
  const body = JSON.stringify(input);
  const lines = Object.entries({ ...headers, host, 'content-length': body.length }).map((line) => line.join(': '));
  socket.write(`POST /trpc/introspection.refresh HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n${body}`);
  return () => void socket.resetAndDestroy();
};

async function signedIn(visit: Visit): Promise<Visit> {
  visit.token = (await visit.signIn(OPERATOR.username, OPERATOR.password)).body.access_token;
  return visit;
}

async function test(visit: Visit): Promise<{ success: boolean }> {
  return (await visit.expect(201, 'POST', '/api/connections/test', { body: visit.draft() })).body.data;
}
