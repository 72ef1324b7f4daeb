import { afterEach, describe, expect, test } from 'vitest';
import type { DriverGateway } from '../driver.ts';
import { openDrivers } from '../testing/open-drivers.ts';
import { targetOf } from '../testing/target.ts';
import type { DriverHostOptions } from './index.ts';
import { WaitingRoom } from './waiting-room.ts';

const worker = new URL('../testing/misbehaving-worker.ts', import.meta.url);
let host: DriverGateway | null = null;
afterEach(() => host?.close());

function start(options: Partial<DriverHostOptions> = {}): DriverGateway {
  host = openDrivers({ worker, ...options });
  return host;
}

describe('tenants share the workers', () => {
  test('one that fills them shuts nobody out', async () => {
    const gateway = start({ size: 1, deadlineMs: 1_500, hardCapMs: 3_000 });
    const flood = Array.from({ length: 200 }, () =>
      gateway.diagnose(targetOf({ host: 'silent', port: 1 }), { tenant: 'flood' }),
    );
    const other = await gateway.diagnose(targetOf({ host: 'slow', port: 1 }), { tenant: 'other' });
    expect(other.success).toBe(true);
    for (const result of await Promise.all(flood)) expect(result.code).toBe('TIMEOUT');
  });

  test('a full queue refuses at once, and only whose it is', async () => {
    const gateway = start({ size: 1, deadlineMs: 2_000, hardCapMs: 3_000 });
    const flood = Array.from({ length: 400 }, () =>
      gateway.diagnose(targetOf({ host: 'silent', port: 1 }), { tenant: 'flood' }),
    );
    const refused = (await Promise.all(flood)).filter(({ code }) => code === 'CAPACITY');
    // 112 places of the worker and 250 in the queue.
    expect(refused).toHaveLength(38);
  });

  test('who waits and leaves is gone from the queue', async () => {
    const gateway = start({ size: 1, deadlineMs: 2_000, hardCapMs: 3_000 });
    const flood = Array.from({ length: 112 }, () => gateway.diagnose(targetOf({ host: 'silent', port: 1 })));
    const leaving = new AbortController();
    const waiting = gateway.diagnose(targetOf({ host: 'pid', port: 1 }), { signal: leaving.signal });
    leaving.abort();
    expect((await waiting).code).toBe('CANCELLED');
    await Promise.all(flood);
  });
});

describe('Snowflake', () => {
  const pidOf = async (gateway: DriverGateway, tenant: string, dbType: 'snowflake' | 'mysql' = 'snowflake') =>
    (await gateway.diagnose(targetOf({ dbType, host: 'pid', port: 1 }), { tenant })).serverVersion;

  test('never shares a process between tenants, nor with another kind', async () => {
    const gateway = start({ size: 2 });
    const order = ['a', 'b', 'a', 'c', 'b', 'a', 'c'];
    const seen = new Map<string, Set<string | undefined>>();
    for (const tenant of order) {
      const pids = seen.get(tenant) ?? new Set();
      seen.set(tenant, pids.add(await pidOf(gateway, tenant)));
    }
    const all = [...seen.values()].flatMap((pids) => [...pids]);
    expect(new Set(all).size).toBe(all.length);
    expect(all).not.toContain(await pidOf(gateway, 'a', 'mysql'));
  });

  test('a tenant waits until a process of another is idle, and then gets its own', async () => {
    const gateway = start({ size: 1 });
    const busy = gateway.diagnose(targetOf({ dbType: 'snowflake', host: 'slow', port: 1 }), { tenant: 'a' });
    const other = await gateway.diagnose(targetOf({ dbType: 'snowflake', host: 'pid', port: 1 }), { tenant: 'b' });
    expect([(await busy).success, other.success]).toEqual([true, true]);
  });
});

test('the tenants in a waiting room take turns', () => {
  const room = new WaitingRoom<string>();
  for (const call of ['a1', 'a2', 'a3']) room.add('a', call);
  for (const call of ['b1', 'b2']) room.add('b', call);
  room.add('c', 'c1');
  const served: string[] = [];
  for (let next = room.firsts()[0]; next; next = room.firsts()[0]) {
    room.take(...next);
    served.push(next[1]);
  }
  expect(served).toEqual(['a1', 'b1', 'c1', 'a2', 'b2', 'a3']);
});
