import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { createKeyring, hubKeySet } from '@portolan/core';
import {
  createTestDatabase,
  freePort,
  ready,
  type ServerProcess,
  spawnCommand,
  spawnServer,
  type TestDatabase,
  until,
} from '@portolan/testing';
import { makeSample, type Sample, SMOKE_CASES, type Start, Visit } from '@portolan/testing/smoke';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const OPERATOR = { username: 'operator@portolan.local', password: randomBytes(12).toString('hex') };
const MIDDLE = SMOKE_CASES.findIndex(({ name }) => /test/.test(name));
const [BEFORE, AFTER] = [SMOKE_CASES.slice(0, MIDDLE), SMOKE_CASES.slice(MIDDLE)];

let database: TestDatabase;
let sample: Sample;
let folder: string;
let driverHost: { kill(): Promise<void> };
let first: ServerProcess;
let second: ServerProcess;
const env: Record<string, string> = { PORTOLAN_OPERATOR_PASSWORD: OPERATOR.password };
const hostEnv: Record<string, string> = { PORTOLAN_EGRESS_ALLOW: '127.0.0.1' };

/** What docker-compose.yml has, as plain processes: two servers of the hub on one PostgreSQL, and drivers on a host of their own. */
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'portolan-topology-'));
  database = await createTestDatabase();
  sample = await makeSample(database.url);
  const key = randomBytes(32);
  const hubKeys = await hubKeySet(await createKeyring(new Uint8Array(key), []));
  Object.assign(hostEnv, {
    PORT: String(await freePort()),
    PORTOLAN_DATA_DIR: folder,
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
  second = await ready(await spawnServer(env));
});
afterAll(async () => {
  for (const { child, ended } of [first, second]) {
    child.kill('SIGKILL');
    await ended;
  }
  await driverHost.kill();
  await database[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

/** As an operator starts it: by the command, which prints the line that hubs are told. */
async function startDriverHost(): Promise<{ address: string; kill(): Promise<void> }> {
  const { child } = spawnCommand(hostEnv, 'drivers');
  let output = '';
  child.stdout?.on('data', (chunk) => (output += chunk));
  const printed = () => /PORTOLAN_DRIVER_HOST=(\S+)/.exec(output)?.[1];
  await until(() => printed() !== undefined || child.exitCode !== null);
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  return {
    address: printed() ?? '',
    kill() {
      child.kill('SIGKILL');
      return ended;
    },
  };
}

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

function visitTo(url: string, slug: string): Visit {
  const { query, inTenant } = database;
  return new Visit({ start: anotherServer, url, slug, operator: OPERATOR, sample, query, inTenant });
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

  it('tests say that the driver host is gone, while all else goes on, and it is used again once it is back', async () => {
    await driverHost.kill();
    visit.token = (await visit.signIn(OPERATOR.username, OPERATOR.password)).body.access_token;
    const test = async () => (await visit.expect(201, 'POST', '/api/connections/test', { body: visit.draft() })).body.data;
    expect(await test()).toMatchObject({ success: false, code: 'DRIVER_HOST_UNREACHABLE' });
    const { body } = await visit.expect(200, 'GET', '/api/connections');
    const [connection] = body.data.items;
    // What is known is told from the snapshot.
    await visit.expect(200, 'GET', `/api/connections/${connection.id}/tables?schema=smoke`);
    await visit.refused(502, 'DRIVER_HOST_UNREACHABLE', 'POST', `/api/connections/${connection.id}/refresh`, {
      body: {},
    });
    driverHost = await startDriverHost();
    await until(async () => (await test()).success);
  });
});
