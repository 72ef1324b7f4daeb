import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, expect, test, vi } from 'vitest';
import type { DriverGateway } from '../driver.ts';
import { createDriverService } from '../serving/index.ts';
import { hubOf, type Listener, listenTo, serviceOf, type TestService } from '../testing/driver-service.ts';
import { type ScriptedDrivers, scriptedDrivers } from '../testing/scripted-drivers.ts';
import { tableOf } from '../testing/table.ts';
import { targetOf } from '../testing/target.ts';
import { createRemoteDrivers, type HostEvent } from './index.ts';

const hub = await hubOf('hub');
const open: Listener[] = [];
afterEach(async () => {
  for (const listener of open.splice(0)) await listener.close();
});

interface Started {
  service: TestService;
  listener: Listener;
  drivers: ScriptedDrivers;
}

async function start(comment?: string): Promise<Started> {
  const drivers = scriptedDrivers(tableOf(comment));
  const service = await serviceOf(drivers, { hub: hub.publicKey });
  const listener = await listenTo(service.fetch);
  open.push(listener);
  return { service, listener, drivers };
}

function gatewayTo(...hosts: Started[]): { gateway: DriverGateway; events: HostEvent[] } {
  const events: HostEvent[] = [];
  const remote = createRemoteDrivers({
    version: '0',
    hosts: hosts.map(({ service, listener }) => ({ url: listener.url, publicKey: service.keys.publicKey })),
    signer: hub.signer,
    onEvent: (event) => events.push(event),
  });
  return { gateway: remote.gateway('people'), events };
}

const at = (host: string) => targetOf({ host, port: 1 });

test('each verb answers what the drivers of the host answer', async () => {
  const host = await start('ä\u2028');
  const { gateway } = gatewayTo(host);
  const told: string[] = [];
  const onStage = ({ stage }: { stage: string }) => void told.push(stage);
  expect(await gateway.diagnose(at('x'), { tenant: 'one', onStage })).toMatchObject({ success: true });
  expect(told).toEqual(['config', 'policy', 'dns']);
  expect(await gateway.diagnose(at('slow'))).toMatchObject({ success: true });
  expect(await gateway.check(at('x'))).toMatchObject({ success: true });
  expect(await gateway.check(at('nobody'))).toBeNull();
  expect(await gateway.schemas(at('x'))).toMatchObject({ catalogs: ['db'] });
  expect(await gateway.tables(at('x'), { includeViews: true, page: 1, pageSize: 10 })).toMatchObject({ total: 0 });
  expect(await gateway.fields(at('x'), { table: 't' })).toBeNull();
  await gateway.warm(['postgresql']);
  const pages: unknown[] = [];
  for await (const page of gateway.introspect(at('x'), { depth: 'columns', known: ['0'] })) {
    pages.push(page.kind === 'tables' ? JSON.parse(page.json) : page.tablesTotal);
  }
  const table = tableOf('ä\u2028');
  expect(pages).toEqual([1_000_000, [table], [table, table], [table, table, table]]);
  const failure = { code: 'AUTH_FAILED', message: 'The login failed', stages: [{ stage: 'auth' }] };
  await expect(gateway.schemas(at('failing'))).rejects.toMatchObject(failure);
  // Hubs that share a host share no tenant.
  expect(host.drivers.tenants).toEqual(['hub/one', 'hub/']);
  expect(gateway.load()).toMatchObject({ processes: 1, busy: 0, failing: false });
  expect(host.service.refusals).toEqual([]);
});

test('whoever leaves ends the call on the host', async () => {
  const host = await start();
  const { gateway } = gatewayTo(host);
  const leaving = new AbortController();
  const diagnosed = gateway.diagnose(at('silent'), { signal: leaving.signal });
  await vi.waitFor(() => expect(host.drivers.tenants).toHaveLength(1));
  leaving.abort();
  expect(await diagnosed).toMatchObject({ success: false, code: 'CANCELLED' });
  await vi.waitFor(() => expect(host.drivers.seen.left).toBe(1));
  for await (const page of gateway.introspect(at('endless'), { depth: 'columns' })) {
    if (page.kind === 'tables' && page.count === 5) break;
  }
  const reading = new AbortController();
  const read = async () => {
    for await (const page of gateway.introspect(at('endless'), { depth: 'columns' }, { signal: reading.signal })) {
      if (page.kind === 'tables' && page.count === 5) reading.abort();
    }
  };
  await expect(read()).rejects.toMatchObject({ code: 'CANCELLED' });
  await expect(gateway.schemas(at('x'), { signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'CANCELLED' });
  expect(gateway.load().busy).toBe(0);
  await gateway.close();
  expect(await gateway.diagnose(at('x'))).toMatchObject({ code: 'CANCELLED', message: 'The service is shutting down' });
  expect(await gateway.check(at('x'))).toBeNull();
});

test('whoever reads slowly holds the reading', async () => {
  const host = await start('x'.repeat(1024 * 1024));
  const { gateway } = gatewayTo(host);
  const pages = gateway.introspect(at('endless'), { depth: 'columns' })[Symbol.asyncIterator]();
  for (let taken = 0; taken < 3; taken++) await pages.next();
  // What lies in the buffers of two sockets; then the host waits.
  let [before, now] = [-1, 0];
  while (before !== now) {
    await wait(300);
    [before, now] = [now, host.drivers.seen.pages];
  }
  expect(now).toBeLessThan(40);
  expect(await pages.next()).toMatchObject({ value: { count: 3 } });
  await pages.return?.();
});

test('where a host is away the next one is asked, and it is asked last for a while', async () => {
  const [first, second] = [await start(), await start()];
  const { gateway, events } = gatewayTo(first, second);
  await gateway.diagnose(at('x'));
  await first.listener.close();
  expect((await gateway.diagnose(at('x'))).success).toBe(true);
  expect((await gateway.diagnose(at('x'))).success).toBe(true);
  const { host } = first.listener.url;
  expect(events).toMatchObject([{ host, kind: 'away', verb: 'diagnose' }]);
  expect([first, second].map(({ drivers }) => drivers.tenants.length)).toEqual([1, 2]);
  expect(gateway.load().failing).toBe(false);
  await second.listener.close();
  const gone = { success: false, code: 'DRIVER_HOST_UNREACHABLE', stage: 'config' };
  const result = await gateway.diagnose(at('x'));
  expect(result).toMatchObject({ ...gone, stages: [{ ok: false, team: 'operator' }] });
  expect(JSON.stringify(result)).not.toContain('127.0.0.1');
  expect(await gateway.check(at('x'))).toBeNull();
  await expect(gateway.schemas(at('x'))).rejects.toMatchObject({ code: 'DRIVER_HOST_UNREACHABLE' });
  const pages = gateway.introspect(at('x'), { depth: 'columns' })[Symbol.asyncIterator]();
  await expect(pages.next()).rejects.toMatchObject({ code: 'DRIVER_HOST_UNREACHABLE' });
  expect(gateway.load().failing).toBe(true);
});

test('a host that was started again is greeted again, and what was lost on it is asked once more', async () => {
  const host = await start();
  const { gateway } = gatewayTo(host);
  await gateway.diagnose(at('x'));
  const { url } = host.listener;
  await host.listener.close();
  open.push(await startedAgain(host, Number(url.port)));
  expect((await gateway.diagnose(at('x'))).success).toBe(true);
});

test('nothing is asked twice of which something was told', async () => {
  const [first, second] = [await start(), await start()];
  const { gateway } = gatewayTo(first, second);
  const read = async () => {
    for await (const page of gateway.introspect(at('endless'), { depth: 'columns' })) {
      if (page.kind === 'tables' && page.count === 5) await first.listener.close();
    }
  };
  await expect(read()).rejects.toMatchObject({ code: 'DRIVER_HOST_UNREACHABLE' });
  expect(second.drivers.seen.pages).toBe(0);
});

/** Another start of a host: the key is the same, what it remembers of calls is not. */
async function startedAgain({ drivers, service }: Started, port: number): Promise<Listener> {
  const lanes = { people: drivers, checks: drivers, charts: drivers };
  const hubs = { find: async () => hub.publicKey };
  return listenTo(createDriverService({ lanes, keys: service.keys, hubs, version: '0' }).fetch, port);
}
