import type { ConnectionKind } from '@portolan/contract';
import { startSnowflakeEmulator } from '@portolan/emulator-snowflake';
import { createAuthority } from '@portolan/testing/postgres';
import { afterEach, describe, expect, test } from 'vitest';
import type { DriverGateway } from '../driver.ts';
import { OPEN_EGRESS, passwordOf, targetOf } from '../testing/target.ts';
import { createDriverHost, type DriverHostOptions, type HostEvent } from './index.ts';

const worker = new URL('../testing/loading-worker.ts', import.meta.url);
const events: HostEvent[] = [];
let host: DriverGateway | null = null;
afterEach(() => host?.close());

function start(options: Partial<DriverHostOptions> = {}): DriverGateway {
  events.length = 0;
  host = createDriverHost({ egress: OPEN_EGRESS, worker, size: 1, onEvent: (event) => events.push(event), ...options });
  return host;
}
const ask = async (gateway: DriverGateway, dbType: ConnectionKind, tenant = '', signal?: AbortSignal) => {
  const result = await gateway.diagnose(targetOf({ dbType, port: 1 }), { tenant, signal });
  return {
    ...result,
    seen: JSON.parse(result.serverVersion ?? 'null') as null | { pid: number; loaded: string[]; left: number },
  };
};
const started = () => events.filter(({ type }) => type === 'worker-started').length;

describe('what a kind needs', () => {
  test('is loaded before the time of the first call begins, once', async () => {
    // Less than the loading takes.
    const gateway = start({ deadlineMs: 500, hardCapMs: 700 });
    const first = await ask(gateway, 'mysql');
    expect(first).toMatchObject({ success: true, seen: { loaded: ['mysql'] } });
    // What the call has left is its own time, not what the loading has left of it.
    expect(first.seen?.left).toBeGreaterThan(0);
    expect((await ask(gateway, 'mysql')).seen?.loaded).toEqual(['mysql']);
    expect((await ask(gateway, 'postgresql')).seen?.loaded).toEqual(['mysql', 'postgresql']);
    expect(started()).toBe(1);
  });

  test('has a bound of its own, and the pool heals', async () => {
    // Enough for what loads, on a machine that is busy; what never does takes all of it.
    const gateway = start({ loadMs: 3_000 });
    expect(await ask(gateway, 'databricks')).toMatchObject({ success: false, code: 'DRIVER_CRASHED' });
    expect(await ask(gateway, 'sqlserver')).toMatchObject({ success: false, code: 'DRIVER_CRASHED' });
    expect(await ask(gateway, 'postgresql')).toMatchObject({ success: true });
  });

  test('is not waited for by who leaves', async () => {
    const gateway = start();
    const leaving = new AbortController();
    const waiting = ask(gateway, 'databricks', '', leaving.signal);
    setTimeout(() => leaving.abort(), 100);
    expect(await waiting).toMatchObject({ code: 'CANCELLED' });
    expect(await ask(gateway, 'postgresql')).toMatchObject({ success: true });
  });
});

describe('warmed', () => {
  test('processes are there and have loaded before anybody asks', async () => {
    const gateway = start({ size: 2 });
    await gateway.warm([]);
    expect(started()).toBe(0);
    await gateway.warm(['mysql', 'postgresql']);
    expect(started()).toBe(2);
    expect((await ask(gateway, 'postgresql')).seen?.loaded).toEqual(['mysql', 'postgresql']);
    expect(started()).toBe(2);
  });

  test('the one for Snowflake is for the first tenant that comes, and for no other', async () => {
    const gateway = start({ size: 2 });
    await gateway.warm(['snowflake']);
    expect(started()).toBe(1);
    const [a, again, b] = [
      await ask(gateway, 'snowflake', 'a'),
      await ask(gateway, 'snowflake', 'a'),
      await ask(gateway, 'snowflake', 'b'),
    ];
    expect(again.seen?.pid).toBe(a.seen?.pid);
    expect(b.seen?.pid).not.toBe(a.seen?.pid);
    expect(started()).toBe(2);
  });

  test('what cannot be loaded is nobody’s failure until it is needed', async () => {
    const gateway = start({ loadMs: 3_000 });
    await gateway.warm(['databricks', 'sqlserver', 'postgresql']);
    expect(await ask(gateway, 'postgresql')).toMatchObject({ success: true });
  });
});

test('the first test of Snowflake has all of its time, cold or warmed', async () => {
  const authority = createAuthority();
  await using account = await startSnowflakeEmulator({
    tls: authority.issue({ commonName: 'account', names: ['localhost', '127.0.0.1'] }),
    account: 'acme-shop',
    users: { APP: { password: 'planted' } },
    warehouses: [{ name: 'WH', state: 'STARTED' }],
    databases: [{ name: 'SHOP', schemas: [{ name: 'PUBLIC', tables: [] }] }],
  });
  const target = targetOf({
    dbType: 'snowflake',
    port: account.port,
    databaseName: 'SHOP',
    useSsl: true,
    options: { account: 'acme-shop', warehouse: 'WH', sslCa: authority.ca },
    credential: passwordOf('planted'),
  });
  // A second is enough for everything but the loading of the library on a busy machine.
  for (const warmed of [false, true]) {
    const gateway = createDriverHost({ egress: OPEN_EGRESS, deadlineMs: 1_500, size: 1 });
    const before = account.requests.length;
    if (warmed) await gateway.warm(['snowflake']);
    expect(account.requests.length).toBe(before);
    expect(await gateway.diagnose(target, { tenant: 'a' })).toMatchObject({ success: true });
    await gateway.close();
  }
});
