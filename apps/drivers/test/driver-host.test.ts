import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { STAGES, type StageResult } from '@portolan/contract';
import { createKeyring, hubKeySet, hubSigner, type Keyring } from '@portolan/core';
import type { ConnectionTarget, DriverGateway } from '@portolan/drivers';
import { createRemoteDrivers, type HostAddress, type HostEvent } from '@portolan/drivers/remote';
import { openDrivers, readAll } from '@portolan/drivers/testing';
import { leakedSecrets } from '@portolan/testing';
import { startTestPostgres, type TestPostgres } from '@portolan/testing/postgres';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { bundleInto, COMMAND_LINE, type HostProcess, startHost, tapBefore } from './host-process.ts';

const PASSWORD = 'planted "secret of\\ the ünhappy';
const ROWS = 3_000;

let folder: string;
let bundle: string;
let hubKeys: string;
let server: TestPostgres;
let target: ConnectionTarget;
let keyring: Keyring;
let host: HostProcess;
const local = openDrivers({ size: 1 });

const newKeyring = (...previous: Uint8Array<ArrayBuffer>[]) => createKeyring(new Uint8Array(randomBytes(32)), previous);

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'portolan-hub-keys-'));
  bundle = await bundleInto(path.join(folder, 'bundle'));
  hubKeys = path.join(folder, 'hub-keys.json');
  keyring = await newKeyring();
  await writeFile(hubKeys, JSON.stringify(await hubKeySet(keyring)));
  server = await startTestPostgres({ version: '18' });
  await server.query(`create role app login password '${PASSWORD}'`);
  await server.query('create table customers (id int primary key, email varchar(80) not null unique)');
  await server.query('create table orders (id int primary key, customer int references customers)');
  await server.query(`do $$ begin for n in 1..${ROWS} loop
    execute format('create table wide_%s (a int, b text, c timestamptz)', n); commit; end loop; end $$`);
  await server.query('grant select on customers, orders to app');
  target = {
    dbType: 'postgresql',
    host: server.host,
    port: server.port,
    databaseName: 'postgres',
    username: 'app',
    useSsl: false,
    options: {},
    credential: { type: 'password', password: PASSWORD },
  };
  host = await startHost(bundle, { PORTOLAN_HUB_KEYS: hubKeys, PORTOLAN_EGRESS_ALLOW: '127.0.0.1' });
});
afterAll(async () => {
  await local.close();
  await host?.[Symbol.asyncDispose]();
  await server?.close();
  await rm(folder, { recursive: true, force: true });
});

async function gatewayTo(hosts: HostAddress[], by = keyring): Promise<{ gateway: DriverGateway; events: HostEvent[] }> {
  const events: HostEvent[] = [];
  const remote = createRemoteDrivers({
    hosts,
    version: '0',
    signer: await hubSigner(by),
    onEvent: (event) => events.push(event),
  });
  return { gateway: remote.gateway('people'), events };
}

const AWAY = { success: false, code: 'DRIVER_HOST_UNREACHABLE' };
/** Connections of the login to the server. */
const open = async () =>
  (await server.query<{ count: number }>("select count(*)::int from pg_stat_activity where usename = 'app'"))[0]?.count;

test('answers what the drivers of this machine answer, and shows nobody in between the credential', async () => {
  await using tap = await tapBefore(host.address);
  const { gateway, events } = await gatewayTo([{ ...host.address, url: tap.url }]);
  const told: StageResult[] = [];
  const result = await gateway.diagnose(target, { onStage: (stage) => told.push(stage) });
  expect(result).toMatchObject({ success: true, message: 'Connection successful' });
  expect(result.stages.map(({ stage }) => stage)).toEqual(STAGES);
  expect(told).toEqual(result.stages);
  const wrong = { ...target, credential: { type: 'password' as const, password: `${PASSWORD}!` } };
  for (const one of [wrong, { ...target, databaseName: 'nowhere' }, { ...target, port: 1 }]) {
    const { success, code, stage, message } = await local.diagnose(one);
    expect(await gateway.diagnose(one)).toMatchObject({ success, code, stage, message });
  }
  expect(await gateway.check(target)).toMatchObject({ success: true });
  expect(await gateway.schemas(target)).toEqual(await local.schemas(target));
  const query = { search: 'ORD', includeViews: true, page: 1, pageSize: 10 };
  expect(await gateway.tables(target, query)).toEqual(await local.tables(target, query));
  expect(await gateway.fields(target, { table: 'orders' })).toEqual(await local.fields(target, { table: 'orders' }));
  expect(await gateway.fields(target, { table: 'no_such_table' })).toBeNull();
  const [there, here] = [
    await readAll(gateway, target, { depth: 'columns' }),
    await readAll(local, target, { depth: 'columns' }),
  ];
  expect(there).toEqual(here);
  expect(there.tables).toHaveLength(ROWS + 2);
  const bytes = tap.taken();
  expect(bytes.length).toBeGreaterThan(100_000);
  expect(leakedSecrets(bytes.toString('latin1'), [PASSWORD, Buffer.from(PASSWORD).toString('latin1')])).toEqual([]);
  expect(leakedSecrets(bytes.toString(), [PASSWORD])).toEqual([]);
  expect(leakedSecrets(host.output(), [PASSWORD])).toEqual([]);
  expect(events).toEqual([]);
});

test('whoever leaves ends what the host has opened', async () => {
  const { gateway } = await gatewayTo([host.address]);
  const leaving = new AbortController();
  const onStage = ({ stage }: StageResult) => stage === 'auth' && leaving.abort();
  expect(await gateway.diagnose(target, { signal: leaving.signal, onStage })).toMatchObject({ code: 'CANCELLED' });
  await vi.waitFor(async () => expect(await open()).toBe(0), 5_000);
  for await (const page of gateway.introspect(target, { depth: 'columns' })) {
    if (page.kind === 'outline') expect(await open()).toBe(1);
    else break;
  }
  await vi.waitFor(async () => expect(await open()).toBe(0), 5_000);
});

test('the host dials what its own policy allows', async () => {
  const { gateway } = await gatewayTo([host.address]);
  const refused = await gateway.diagnose({ ...target, host: '127.0.0.2' });
  expect(refused).toMatchObject({ success: false, code: 'EGRESS_BLOCKED', stage: 'policy' });
});

test('knows old and new keys of a hub at once, and those of no other hub', async () => {
  const other = await newKeyring();
  const { gateway, events } = await gatewayTo([host.address], other);
  expect(await gateway.diagnose(target)).toMatchObject(AWAY);
  expect(await gateway.check(target)).toBeNull();
  expect(events.every(({ reason }) => reason === 'UNKNOWN_HUB')).toBe(true);
  const lines = host
    .output()
    .split('\n')
    .filter((line) => line.includes('a call was refused'));
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ event: { type: 'refused', reason: 'UNKNOWN_HUB' } });

  const keys = [...(await hubKeySet(other)).keys, ...(await hubKeySet(keyring)).keys];
  await writeFile(hubKeys, JSON.stringify({ keys }));
  await vi.waitFor(async () => expect((await gateway.diagnose(target)).success).toBe(true), 5_000);
  const { gateway: before } = await gatewayTo([host.address]);
  expect((await before.diagnose(target)).success).toBe(true);
  // A file that is spoilt changes nothing.
  await writeFile(hubKeys, 'nonsense');
  expect((await gateway.diagnose(target)).success).toBe(true);
});

test('a host that is killed in the middle costs that call alone, and the next host takes what comes', async () => {
  const env = { PORTOLAN_HUB_KEYS: JSON.stringify(await hubKeySet(keyring)), PORTOLAN_EGRESS_ALLOW: '127.0.0.1' };
  await using first = await startHost(bundle, env);
  const { gateway, events } = await gatewayTo([first.address, host.address]);
  const read = async () => {
    for await (const page of gateway.introspect(target, { depth: 'columns' })) {
      if (page.kind === 'outline') first.child.kill('SIGKILL');
    }
  };
  await expect(read()).rejects.toMatchObject({ code: 'DRIVER_HOST_UNREACHABLE' });
  await vi.waitFor(async () => expect(await open()).toBe(0), 5_000);
  expect((await gateway.diagnose(target)).success).toBe(true);
  expect(events.map(({ host: at }) => at)).toContain(first.address.url.host);
});

test('a query that waits for a lock ends with the host that is killed', async () => {
  const env = { PORTOLAN_HUB_KEYS: JSON.stringify(await hubKeySet(keyring)), PORTOLAN_EGRESS_ALLOW: '127.0.0.1' };
  await using doomed = await startHost(bundle, env);
  const { gateway } = await gatewayTo([doomed.address]);
  // Of its own: whoever looks into the catalogue of a locked one waits as well.
  await server.query('create database locked');
  const lock = 'begin; lock table pg_catalog.pg_constraint in access exclusive mode; select pg_sleep(60)';
  const held = server.query(lock, [], 'locked').catch(() => 'ended');
  const waiting = async () =>
    (await server.query("select pid from pg_stat_activity where usename = 'app' and wait_event_type = 'Lock'")).length;
  try {
    await vi.waitFor(async () => {
      const asleep = "select pid from pg_stat_activity where wait_event = 'PgSleep'";
      expect(await server.query(asleep)).toHaveLength(1);
    }, 5_000);
    // Readings have a minute: only the end of the host can end it sooner.
    const reading = readAll(gateway, { ...target, databaseName: 'locked' }, { depth: 'columns' });
    reading.catch(() => {});
    await vi.waitFor(async () => expect(await waiting()).toBe(1), 10_000);
    doomed.child.kill('SIGKILL');
    await vi.waitFor(async () => expect(await waiting()).toBe(0), 10_000);
    await expect(reading).rejects.toMatchObject({ code: 'DRIVER_HOST_UNREACHABLE' });
  } finally {
    await server.query("select pg_terminate_backend(pid) from pg_stat_activity where wait_event = 'PgSleep'");
    expect(await held).toBe('ended');
  }
});

test('a host that is told to stop ends what is under way and takes nothing new', async () => {
  const env = { PORTOLAN_HUB_KEYS: JSON.stringify(await hubKeySet(keyring)), PORTOLAN_EGRESS_ALLOW: '127.0.0.1' };
  await using stopping = await startHost(bundle, env);
  const { gateway } = await gatewayTo([stopping.address]);
  for (const method of ['GET', 'HEAD']) {
    expect((await fetch(new URL('/health', stopping.address.url), { method })).status).toBe(200);
  }
  const counts: number[] = [];
  for await (const page of gateway.introspect(target, { depth: 'columns' })) {
    if (page.kind === 'outline') stopping.child.kill('SIGTERM');
    else counts.push(page.count);
  }
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(ROWS + 2);
  expect(await stopping.ended).toBe(0);
  expect(await gateway.diagnose(target)).toMatchObject(AWAY);
});

test('is a command of portolan, which says in one line why it does not start', async () => {
  const error = await startHost(COMMAND_LINE, { PORTOLAN_HUB_KEYS: '/nowhere/at-all' }, 'drivers').catch(String);
  expect(error).toMatch(/Configuration: PORTOLAN_HUB_KEYS holds no public keys .+ \(ENOENT\)\n$/);
});
