import { createServer, type Socket } from 'node:net';
import { Monitor } from '@portolan/core';
import { ready, spawnServer, until } from '@portolan/testing';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Harness, OPERATOR, startBeside, startHarness } from './harness.ts';

let api: Harness;
let beside: Harness;
const monitors: Monitor[] = [];
const peers: Peer[] = [];

beforeAll(async () => {
  api = await startHarness();
  beside = await startBeside(api);
}, 60_000);
afterEach(async () => {
  await Promise.all(monitors.splice(0).map((one) => one.close()));
  await Promise.all(peers.splice(0).map((one) => one.close()));
  await api.database.query('delete from data_connections');
});
afterAll(async () => {
  await beside.composition.close();
  await api.close();
});

interface Peer {
  port: number;
  /** How often somebody has come, and how many are there. */
  visits(): number;
  close(): Promise<void>;
}

/** Hangs up at once, or says nothing for ever. */
async function peer(behave: 'refuses' | 'is silent'): Promise<Peer> {
  const sockets = new Set<Socket>();
  let visits = 0;
  const server = createServer((socket) => {
    visits++;
    socket.on('error', () => {});
    if (behave === 'refuses') socket.destroy();
    else sockets.add(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const made: Peer = {
    port: (server.address() as { port: number }).port,
    visits: () => visits,
    close: () => {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
  peers.push(made);
  return made;
}

function monitorOf({ composition }: Harness, options: ConstructorParameters<typeof Monitor>[1] = {}): Monitor {
  const made = new Monitor(composition.services, options);
  monitors.push(made);
  return made;
}

let slugs = 0;
const tenant = async () => api.createTenant(await api.token(), `sched-${++slugs}`);
/** Connections that have been due for a while. */
async function due(tenantId: string, count: number, port: number, seconds = 60): Promise<string[]> {
  const rows = await api.database.query<{ id: string }>(
    `insert into data_connections (id, tenant_id, name, db_type, host, port, username, use_ssl)
     select gen_random_uuid(), $1, 'c' || n, 'postgresql', '127.0.0.1', $2, 'u', false from generate_series(1, $3::int) n
     returning id`,
    [tenantId, port, count],
  );
  const ids = rows.map(({ id }) => id);
  await api.database.query(
    'update connection_monitors set next_check_at = now() - make_interval(secs => $2) where connection_id = any($1::uuid[])',
    [ids, seconds],
  );
  return ids;
}
const state = async (id: string) =>
  (
    await api.database.query<{ claimed_by: string | null; last_check_at: Date | null; failures: number }>(
      'select claimed_by, last_check_at, failures from connection_monitors where connection_id = $1',
      [id],
    )
  )[0];
const samples = async (slug: string) => {
  const rows = await api.composition.services.tenantDatabases.transaction(slug, (em) =>
    em.execute<{ id: string; n: number }[]>(
      `select h.connection_id as id, sum(cardinality(s.at))::int as n from health_samples s
       join health_connections h on h.number = s.connection group by 1`,
    ),
  );
  return new Map(rows.map(({ id, n }) => [id, n]));
};

describe('several processes', () => {
  it('share what is due: each connection is checked once, by one of them', async () => {
    const tenantId = await tenant();
    const closed = await peer('refuses');
    const ids = await due(tenantId, 60, closed.port);
    const both = [monitorOf(api, { places: 10, perTenant: 10 }), monitorOf(beside, { places: 10, perTenant: 10 })];
    const did = [0, 0];
    for (let more = true; more; ) {
      const rounds = await Promise.all(both.map((one) => one.round()));
      rounds.forEach((count, n) => {
        did[n] = (did[n] ?? 0) + count;
      });
      await Promise.all(both.map((one) => one.settle()));
      more = rounds.some((count) => count > 0);
    }
    expect(did.every((count) => count > 0)).toBe(true);
    expect((did[0] ?? 0) + (did[1] ?? 0)).toBe(60);
    const kept = await samples(`sched-${slugs}`);
    expect(ids.map((id) => kept.get(id))).toEqual(Array(60).fill(1));
  });

  it('do not check one that another is at, and take it over once its claim has run out; what comes late does not count', async () => {
    const tenantId = await tenant();
    const silent = await peer('is silent');
    const [id = ''] = await due(tenantId, 1, silent.port);
    const [first, second] = [monitorOf(api), monitorOf(beside)];
    expect(await first.round()).toBe(1);
    expect(await second.round()).toBe(0);
    const claim = (await state(id))?.claimed_by;
    await api.database.query("update connection_monitors set claimed_until = now() - interval '1 second'");
    expect(await second.round()).toBe(1);
    expect((await state(id))?.claimed_by).not.toBe(claim);
    await Promise.all([first.settle(), second.settle()]);
    expect(await state(id)).toMatchObject({ claimed_by: null, failures: 1 });
    expect((await samples(`sched-${slugs}`)).get(id)).toBe(1);
  }, 20_000);

  it('one of which makes no checks by itself leave them to the others, and it makes those that people call for', async () => {
    const tenantId = await tenant();
    const closed = await peer('refuses');
    const ids = await due(tenantId, 20, closed.port);
    const both = [await startBeside(api), await startBeside(api, { PORTOLAN_MONITORING: 'on' })];
    const [off, on] = both.map(({ composition }) => vi.spyOn(composition.services.checks, 'check'));
    try {
      await Promise.all(both.map(({ composition }) => composition.work()));
      const left = 'select from connection_monitors where last_check_at is null';
      await until(async () => (await api.database.query(left)).length === 0);
      expect(off).not.toHaveBeenCalled();
      expect(on?.mock.calls.length).toBeGreaterThanOrEqual(20);
      const { token } = await api.member(tenantId, 'contributor');
      const told = await both[0]?.client(token).health.checkNow.mutate({ id: ids[0] ?? '' });
      expect(off).toHaveBeenCalledTimes(1);
      expect(told).toMatchObject({ code: 'WRONG_SERVICE', lastCheckAt: expect.any(String) });
    } finally {
      await Promise.all(both.map((one) => one.close()));
    }
  }, 60_000);

  it('that close give back what they had not done', async () => {
    const tenantId = await tenant();
    const silent = await peer('is silent');
    const [id = ''] = await due(tenantId, 1, silent.port);
    const leaving = monitorOf(api);
    expect(await leaving.round()).toBe(1);
    await leaving.close();
    expect(await state(id)).toMatchObject({ claimed_by: null, last_check_at: null });
    expect((await samples(`sched-${slugs}`)).get(id)).toBeUndefined();
  });

  it('one of which is killed in the middle miss nothing for long and double nothing: the other has checked all within 15 s', async () => {
    const tenantId = await tenant();
    const silent = await peer('is silent');
    const { url } = api.database;
    const server = await ready(
      await spawnServer({
        DATABASE_URL: url,
        ENCRYPTION_KEY: api.key,
        TENANT_DB_PREFIX: api.database.tenantPrefix,
        PORTOLAN_OPERATOR_PASSWORD: OPERATOR.password,
        PORTOLAN_EGRESS_ALLOW: '127.0.0.0/8',
        PORTOLAN_DEMO: 'off',
        PORTOLAN_MONITORING: 'on',
      }),
    );
    // More than one of them takes of a tenant, so that each has some.
    const ids = await due(tenantId, 40, silent.port);
    monitorOf(beside).start();
    await until(() => silent.visits() >= ids.length);
    server.child.kill('SIGKILL');
    await server.ended;
    const killed = Date.now();
    const left = 'select from connection_monitors where tenant_id = $1 and last_check_at is null';
    await until(async () => (await api.database.query(left, [tenantId])).length === 0);
    expect(Date.now() - killed).toBeLessThan(15_000);
    const slug = `sched-${slugs}`;
    await until(async () => (await samples(slug)).size === ids.length);
    // What has failed is looked at again after 10 s, and never sooner.
    const taken = await api.composition.services.tenantDatabases.transaction(slug, (em) =>
      em.execute<{ gap: number | null }[]>(
        `select min(b - a)::int as gap from health_samples s, lateral (
           select at as b, lag(at) over (order by at) as a from unnest(s.at) at) t`,
      ),
    );
    expect(taken[0]?.gap ?? 10).toBeGreaterThanOrEqual(9);
  }, 60_000);
});

describe('many tenants', () => {
  it('take turns: thousands of dead hosts of one delay nobody else', async () => {
    const [large, small] = [await tenant(), await tenant()];
    const silent = await peer('is silent');
    const closed = await peer('refuses');
    await due(large, 5_000, silent.port, 3_600);
    const [id = ''] = await due(small, 1, closed.port, 1);
    const monitor = monitorOf(api, { places: 24, perTenant: 16 });
    // The large one has all that it may have, and the small one is checked all the same.
    expect(await monitor.round()).toBe(17);
    const [later = ''] = await due(small, 1, closed.port, 1);
    expect(await monitor.round()).toBe(1);
    while (!(await state(id))?.last_check_at || !(await state(later))?.last_check_at) {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    const done = await api.database.query(
      'select from connection_monitors where tenant_id = $1 and last_check_at is not null',
      [large],
    );
    expect(done).toEqual([]);
  }, 20_000);

  it('of which one is deleted are checked no more', async () => {
    const tenantId = await tenant();
    const closed = await peer('refuses');
    await due(tenantId, 1, closed.port);
    await api.ask('DELETE', `/api/tenants/sched-${slugs}`, { token: await api.token() });
    expect(await monitorOf(api).round()).toBe(0);
    expect(closed.visits()).toBe(0);
  });
});

it('a tenant whose own database is away is told how its connections are all the same, and has a gap', async () => {
  const tenantId = await tenant();
  const closed = await peer('refuses');
  const [id = ''] = await due(tenantId, 1, closed.port);
  const name = `${api.database.tenantPrefix}sched-${slugs}`;
  const away = async (isAway: boolean) => {
    await api.database.query(`alter database "${name}" with allow_connections ${!isAway}`);
    await api.database.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [name]);
  };
  await away(true);
  const monitor = monitorOf(api);
  await monitor.round();
  await monitor.settle();
  expect(await state(id)).toMatchObject({ claimed_by: null, failures: 1 });
  expect(api.log.some((line) => line.includes('samples of health could not be kept'))).toBe(true);
  await away(false);
  expect((await samples(`sched-${slugs}`)).size).toBe(0);
});

it('people’s tests do not queue behind checks', async () => {
  const tenantId = await tenant();
  const silent = await peer('is silent');
  const closed = await peer('refuses');
  await due(tenantId, 96, silent.port);
  const monitor = monitorOf(api, { places: 96, perTenant: 96 });
  expect(await monitor.round()).toBe(96);
  let ended = false;
  const checks = monitor.settle().then(() => {
    ended = true;
  });
  const { token } = await api.member(tenantId, 'contributor');
  const body = { dbType: 'postgresql', host: '127.0.0.1', port: closed.port, username: 'u' };
  const { data } = (await api.ask('POST', '/api/connections/test', { token, body })).body;
  expect(data.success).toBe(false);
  expect(ended).toBe(false);
  await monitor.close();
  await checks;
}, 20_000);
