import { Monitor, rollUp, rollUpTenants, storeSamples, type TakenSample } from '@portolan/core';
import { startTestPostgres, type TestPostgres } from '@portolan/testing/postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Harness, startHarness } from './harness.ts';

const PASSWORD = 'a password that is checked with';
let api: Harness;
let server: TestPostgres;
let monitor: Monitor;
let token: string;
let tenantId: string;

beforeAll(async () => {
  [api, server] = await Promise.all([startHarness(), startTestPostgres({ version: '15' })]);
  api.secrets.add(PASSWORD);
  await server.query(`create role watched login password '${PASSWORD}'`);
  tenantId = await api.createTenant(await api.token(), 'watched');
  token = (await api.member(tenantId, 'contributor')).token;
  monitor = new Monitor(api.composition.services);
}, 60_000);
afterAll(async () => {
  await monitor.close();
  await api.close();
  await server.close();
});

const target = (over: object = {}) => ({
  dbType: 'postgresql',
  host: '127.0.0.1',
  port: server.port,
  databaseName: 'postgres',
  username: 'watched',
  password: PASSWORD,
  ...over,
});
const create = async (over: object = {}) => {
  const body = { name: `Watched ${Math.random()}`, ...target(), ...over };
  const answer = await api.ask('POST', '/api/connections', { token, body });
  expect(answer.status).toBe(201);
  return answer.body.data;
};
const get = async (id: string, rest = '') =>
  (await api.ask('GET', `/api/connections/${id}${rest}`, { token })).body.data;
const patch = async (id: string, body: object) =>
  (await api.ask('PATCH', `/api/connections/${id}`, { token, body })).body.data;
const stored = async (id: string) => {
  const [row] = await api.database.query<Record<string, unknown>>(
    `select m.*, extract(epoch from m.next_check_at - now())::float8 as "dueIn" from connection_monitors m where connection_id = $1`,
    [id],
  );
  return row ?? {};
};
/** Has it be due, and looks until all that is due has been looked at. */
const check = async (id?: string) => {
  // A moment ago: no clock is that exact.
  const due = `update connection_monitors set next_check_at = now() - interval '1 second' where connection_id = $1`;
  if (id) await api.database.query(due, [id]);
  while ((await monitor.round()) > 0) await monitor.settle();
};

describe('monitoring of a connection', () => {
  it('is on by default, rarely for warehouses, and as its connection says', async () => {
    const plain = await create({ port: 1 });
    expect(plain).toMatchObject({
      monitoring: { enabled: true, intervalSeconds: 300 },
      health: { status: 'unknown', since: null, uptime24h: null },
    });
    const snowflake = await create({ dbType: 'snowflake', port: 1, options: { account: 'acme-shop' } });
    expect(snowflake.monitoring).toEqual({ enabled: true, intervalSeconds: 3_600 });
    const own = await create({ port: 1, monitoring: { enabled: false, intervalSeconds: 30 } });
    expect(own.monitoring).toEqual({ enabled: false, intervalSeconds: 30 });
    expect(await stored(own.id)).toMatchObject({ next_check_at: null });
    const on = await patch(own.id, { monitoring: { enabled: true } });
    expect(on.monitoring).toEqual({ enabled: true, intervalSeconds: 30 });
    expect((await stored(own.id)).dueIn).toBeLessThanOrEqual(0);
    expect((await patch(own.id, { monitoring: null })).monitoring).toEqual(plain.monitoring);
    expect((await get(own.id)).monitoring).toEqual(plain.monitoring);
  });

  it.each([29, 86_401, 60.5, '60', null])('refuses an interval of %s', async (intervalSeconds) => {
    const body = { name: 'Refused', ...target(), monitoring: { enabled: true, intervalSeconds } };
    const answer = await api.ask('POST', '/api/connections', { token, body });
    expect(answer.status).toBe(400);
    expect(JSON.stringify(answer.body)).toContain('monitoring.intervalSeconds');
    const { id } = await create({ port: 1 });
    const { monitoring } = body;
    const changed = await api.ask('PATCH', `/api/connections/${id}`, { token, body: { monitoring } });
    expect(changed.status).toBe(400);
    const defaults = { enabled: true, intervalSeconds, warehouseIntervalSeconds: 3_600 };
    // What no typed client would send.
    const set = api.client(token).health.setDefaults.mutate(defaults as never);
    await expect(set).rejects.toMatchObject({ data: { appCode: 'VALIDATION_ERROR' } });
  });

  it('follows the defaults of its tenant, wherever it has no settings of its own', async () => {
    const other = await api.createTenant(await api.token(), 'defaults');
    const admin = (await api.member(other, 'admin')).token;
    const body = (over: object = {}) => ({ name: `D ${Math.random()}`, ...target({ port: 1 }), ...over });
    const made = async (over?: object) =>
      (await api.ask('POST', '/api/connections', { token: admin, body: body(over) })).body.data;
    const [plain, own] = [await made(), await made({ monitoring: { intervalSeconds: 60 } })];
    const client = api.client(admin);
    expect(await client.health.defaults.query()).toEqual({
      enabled: true,
      intervalSeconds: 300,
      warehouseIntervalSeconds: 3_600,
    });
    const defaults = { enabled: false, intervalSeconds: 600, warehouseIntervalSeconds: 7_200 };
    expect(await client.health.setDefaults.mutate(defaults)).toEqual(defaults);
    expect(await client.health.defaults.query()).toEqual(defaults);
    const now = async (id: string) =>
      (await api.ask('GET', `/api/connections/${id}`, { token: admin })).body.data.monitoring;
    expect(await now(plain.id)).toEqual({ enabled: false, intervalSeconds: 600 });
    expect(await now(own.id)).toEqual({ enabled: false, intervalSeconds: 60 });
    expect(await stored(plain.id)).toMatchObject({ next_check_at: null });
    expect((await made()).monitoring).toEqual({ enabled: false, intervalSeconds: 600 });
    await client.health.setDefaults.mutate({ ...defaults, enabled: true });
    expect((await stored(plain.id)).dueIn).toBeLessThanOrEqual(600);
    const settings = await api.composition.services.tenantDatabases.transaction('defaults', (em) =>
      em.execute<{ value: object }[]>("select value from settings where key = 'monitoring'"),
    );
    expect(settings).toEqual([{ value: { ...defaults, enabled: true } }]);
  });
});

describe('housekeeping', () => {
  const roll = () => rollUpTenants(api.composition.services);
  /** As a change leaves it that ends between the tenant's settings and the plan. */
  const setAlone = (slug: string, value: object) =>
    api.composition.services.tenantDatabases.transaction(slug, (em) =>
      em.execute(
        `insert into settings (key, value, updated_at) values ('monitoring', ?::jsonb, now())
         on conflict (key) do update set value = excluded.value`,
        [JSON.stringify(value)],
      ),
    );
  const plan = async (id: string) => {
    const sql = `select enabled, interval_seconds as every, d.xmin::text as version from monitoring_defaults d where tenant_id = $1`;
    return (await api.database.query<{ enabled: boolean; every: number; version: string }>(sql, [id]))[0];
  };
  const rolled = (id: string, ago: string) =>
    api.database.query('update health_rollups set rolled_at = now() - $2::interval where tenant_id = $1', [id, ago]);

  it('brings the plan of a tenant in line with its settings, also where the plan keeps it from being checked', async () => {
    const other = await api.createTenant(await api.token(), 'astray');
    const { token: admin } = await api.member(other, 'admin');
    const defaults = { enabled: false, intervalSeconds: 300, warehouseIntervalSeconds: 3_600 };
    await api.client(admin).health.setDefaults.mutate(defaults);
    const body = { name: 'Astray', ...target({ port: 1 }) };
    const { id } = (await api.ask('POST', '/api/connections', { token: admin, body })).body.data;
    await setAlone('astray', { ...defaults, enabled: true, intervalSeconds: 120 });
    await roll();
    const mended = await plan(other);
    expect(mended).toMatchObject({ enabled: true, every: 120 });
    expect((await stored(id)).dueIn).toBeLessThanOrEqual(120);
    // Not again for a while, as it is not checked; and what is in line stays as it is.
    await setAlone('astray', { ...defaults, enabled: true, intervalSeconds: 240 });
    await rolled(other, '2 hours');
    await roll();
    expect(await plan(other)).toEqual(mended);
    await setAlone('astray', { ...defaults, enabled: true, intervalSeconds: 120 });
    await rolled(other, '25 hours');
    await roll();
    expect(await plan(other)).toEqual(mended);
    // Where somebody checks it, within the hour.
    await setAlone('astray', { ...defaults, intervalSeconds: 240 });
    await rolled(other, '2 hours');
    await check(id);
    await roll();
    expect(await plan(other)).toMatchObject({ enabled: false, every: 240 });
    expect(await stored(id)).toMatchObject({ next_check_at: null });
  });

  it('leaves the plan of those alone for whom it changes nothing', async () => {
    const other = await api.createTenant(await api.token(), 'steady');
    const { token: admin } = await api.member(other, 'admin');
    const made = async (over: object) => {
      const body = { name: `S ${Math.random()}`, ...target({ port: 1 }), ...over };
      return (await api.ask('POST', '/api/connections', { token: admin, body })).body.data.id as string;
    };
    const [plain, own] = [await made({}), await made({ monitoring: { intervalSeconds: 60 } })];
    await api.database.query(
      "update connection_monitors set next_check_at = now() + interval '290 seconds' where tenant_id = $1",
      [other],
    );
    const planned = async () => [(await stored(plain)).next_check_at, (await stored(own)).next_check_at];
    const before = await planned();
    // The first copy, of what the product has as its defaults.
    await roll();
    expect(await plan(other)).toMatchObject({ enabled: true, every: 300 });
    expect(await planned()).toEqual(before);
    const defaults = { enabled: true, intervalSeconds: 30, warehouseIntervalSeconds: 3_600 };
    await api.client(admin).health.setDefaults.mutate(defaults);
    expect((await stored(plain)).dueIn).toBeLessThanOrEqual(30);
    expect((await planned())[1]).toEqual(before[1]);
  });

  it('takes what no version could have written for the defaults of the product, and goes on past what is away', async () => {
    const ids: string[] = [];
    for (const slug of ['odd', 'gone-away', 'behind']) {
      const id = await api.createTenant(await api.token(), slug);
      const { token: admin } = await api.member(id, 'admin');
      await api.ask('POST', '/api/connections', { token: admin, body: { name: slug, ...target({ port: 1 }) } });
      ids.push(id);
    }
    const [odd = '', away = '', behind = ''] = ids;
    await setAlone('odd', { intervalSeconds: 1, enabled: 'maybe' });
    await setAlone('behind', { intervalSeconds: 90 });
    const name = `${api.database.tenantPrefix}gone-away`;
    const allow = (isAllowed: boolean) =>
      api.database.query(`alter database "${name}" with allow_connections ${isAllowed}`);
    await allow(false);
    await api.database.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [name]);
    await roll();
    await allow(true);
    expect(await plan(odd)).toMatchObject({ enabled: true, every: 300 });
    expect(await plan(behind)).toMatchObject({ enabled: true, every: 90 });
    expect(await plan(away)).toBeUndefined();
    await roll();
    expect(await plan(away)).toMatchObject({ enabled: true, every: 300 });
  });
});

describe('a check', () => {
  it('finds a database well, by its own diagnosis, and leaves the last test and the log alone', async () => {
    const { id } = await create();
    await check(id);
    const row = await get(id);
    expect(row).toMatchObject({ lastTestedAt: null, lastTestResult: null, lastTestMessage: null });
    expect(row.health).toMatchObject({ status: 'healthy', uptime24h: 1 });
    const detail = await get(id, '/health');
    expect(detail).toMatchObject({
      status: 'healthy',
      reasons: [],
      monitoring: { enabled: true, intervalSeconds: 300 },
      monitoringIsDefault: true,
      message: 'Connection successful',
    });
    expect(detail.lastCheckAt).toBe(detail.lastSuccessAt);
    expect(detail.latencyMs).toBeGreaterThan(0);
    expect(detail.uptime).toEqual({ '1h': 1, '24h': 1, '7d': 1, '30d': 1 });
    expect(detail.p50).toBe(detail.latencyMs);
    const { dueIn } = await stored(id);
    expect(dueIn).toBeGreaterThan(260);
    expect(dueIn).toBeLessThanOrEqual(300);
    expect(
      await api.database.query('select from audit_events where entity_id = $1 and action like $2', [id, '%test']),
    ).toEqual([]);
  });

  it('calls it unreachable after the second failure in a row, tells why and whom to call, and well after the second success', async () => {
    const { id } = await create();
    await check(id);
    await server.query('alter role watched nologin');
    try {
      await check(id);
      expect(await get(id, '/health')).toMatchObject({ status: 'healthy' });
      expect((await stored(id)).dueIn).toBeLessThanOrEqual(10);
      await check(id);
      const { health } = await get(id);
      expect(health).toMatchObject({ status: 'unreachable' });
      const detail = await get(id, '/health');
      expect(detail).toMatchObject({ status: 'unreachable', code: 'AUTH_FAILED', stage: 'auth', team: 'owner' });
      expect(detail.remedy).toBeTruthy();
      expect(JSON.stringify(detail)).not.toContain('watched');
      expect(Date.parse(detail.since)).toBeLessThanOrEqual(Date.parse(detail.lastCheckAt));
      const { ailing, unreachable } = await api.client(token).health.summary.query();
      expect(unreachable).toBeGreaterThan(0);
      expect(ailing.filter((one) => one.id === id)).toMatchObject([{ status: 'unreachable', code: 'AUTH_FAILED' }]);
    } finally {
      await server.query('alter role watched login');
    }
    await check(id);
    expect((await get(id)).health.status).toBe('unreachable');
    expect((await stored(id)).dueIn).toBeLessThanOrEqual(10);
    await check(id);
    expect((await get(id)).health.status).toBe('healthy');
  });

  it('does not dial what is sealed, unreadable or deleted, and says so', async () => {
    const sealed = await create();
    const unreadable = await create();
    const deleted = await create();
    await patch(sealed.id, { host: 'localhost' });
    await api.database.query("update data_connections set credential_key_id = 'gone' where id = $1", [unreadable.id]);
    await api.ask('DELETE', `/api/connections/${deleted.id}`, { token });
    const before = await server.query<{ n: number }>('select sum(sessions)::int as n from pg_stat_database');
    for (const { id } of [sealed, unreadable, deleted]) await check(id);
    const after = await server.query<{ n: number }>('select sum(sessions)::int as n from pg_stat_database');
    expect((after[0]?.n ?? 0) - (before[0]?.n ?? 0)).toBeLessThanOrEqual(1);
    expect(await get(sealed.id, '/health')).toMatchObject({
      status: 'unknown',
      code: 'CREDENTIAL_REENTRY_REQUIRED',
      stage: 'config',
      uptime: { '24h': null },
    });
    expect(await get(unreadable.id, '/health')).toMatchObject({ status: 'unknown', code: 'CREDENTIAL_UNREADABLE' });
    expect(await stored(deleted.id)).toMatchObject({ last_check_at: null });
  });

  it('is forgotten where the connection has been led elsewhere meanwhile', async () => {
    const { id } = await create();
    await check(id);
    await patch(id, { ...target({ dbType: undefined, port: 1 }) });
    expect(await stored(id)).toMatchObject({ status: 'unknown', last_check_at: null, warnings: null });
    expect((await get(id)).health).toMatchObject({ status: 'unknown' });
  });

  it('made by hand is made at once, waits for nobody and is in the log', async () => {
    const { id } = await create({ monitoring: { enabled: false } });
    const checked = await api.client(token).health.checkNow.mutate({ id });
    expect(checked).toMatchObject({ message: 'Connection successful', monitoring: { enabled: false } });
    expect(await stored(id)).toMatchObject({ next_check_at: null, claimed_by: null });
    const events = await api.database.query('select outcome from audit_events where entity_id = $1 and action = $2', [
      id,
      'health:checkNow',
    ]);
    expect(events).toEqual([{ outcome: 'success' }]);
  });

  it('made by hand of what is not watched opens no incident, which nothing would end', async () => {
    const { id } = await create({ port: 1, monitoring: { enabled: false } });
    const { checkNow } = api.client(token).health;
    await checkNow.mutate({ id });
    expect(await checkNow.mutate({ id })).toMatchObject({
      status: 'unknown',
      since: expect.any(String),
      code: 'TCP_REFUSED',
      uptime: { '24h': 0 },
    });
    expect(await api.database.query('select 1 from incident_members where connection_id = $1', [id])).toEqual([]);
    // Watched again, it is believed no sooner than any other.
    await patch(id, { monitoring: { enabled: true } });
    await check(id);
    expect(await stored(id)).toMatchObject({ status: 'unknown', failures: 1 });
  });
});

describe('the list', () => {
  it('shows health, and is narrowed and sorted by it, in one round trip', async () => {
    const other = await api.createTenant(await api.token(), 'listed');
    const member = (await api.member(other, 'contributor')).token;
    const names = ['unreachable', 'degraded', 'unknown', 'healthy'];
    for (const name of names.toReversed()) {
      const body = { name, ...target({ port: 1 }) };
      const { id } = (await api.ask('POST', '/api/connections', { token: member, body })).body.data;
      await api.database.query(
        `update connection_monitors set status = $2, next_check_at = now() + interval '1 minute', uptime_24h = 0.5,
           status_since = '2026-01-01' where connection_id = $1`,
        [id, name],
      );
    }
    const list = async (query: string) =>
      (await api.ask('GET', `/api/connections?${query}`, { token: member })).body.data.items as {
        name: string;
        health: object;
      }[];
    expect((await list('sortBy=health')).map(({ name }) => name)).toEqual(names);
    expect((await list('sortBy=health&sortOrder=desc')).map(({ name }) => name)).toEqual(names.toReversed());
    for (const name of names) {
      const since = '2026-01-01T00:00:00.000Z';
      const found = await list(`health=${name}`);
      expect(found.map((one) => one.name)).toEqual([name]);
      expect(found[0]?.health).toEqual({ status: name, since, uptime24h: 0.5 });
      expect(await list(`health=${name}&search=${name}`)).toHaveLength(1);
      expect(await list(`health=${name}&search=nothing`)).toHaveLength(0);
    }
    const { total } = await api.client(member).connections.facets.query({ health: 'healthy' });
    expect(total).toBe(1);
    expect((await api.ask('GET', '/api/connections?health=ill', { token: member })).status).toBe(400);
    // What has long been due is not known any more.
    await api.database.query(
      `update connection_monitors set next_check_at = now() - interval '7 minutes' where tenant_id = $1`,
      [other],
    );
    expect(await list('health=unknown')).toHaveLength(4);
  });
});

describe('strips of a list', () => {
  const hour = 3_600_000;
  const now = () => Math.floor(Date.now() / 1_000) * 1_000;
  /** A check every 5 minutes from one hour ago to another, and of those a few that failed. */
  const checks = (id: string, from: number, to: number, isDown: (hoursAgo: number) => boolean): TakenSample[] =>
    Array.from({ length: (from - to) * 12 }, (_, n) => {
      const ago = from - n / 12;
      return { id, at: new Date(now() - ago * hour), ms: 5, code: isDown(ago) ? 'TCP_REFUSED' : null, every: 300 };
    });
  const strips = async (ids: string[]) => (await api.client(token).health.strips.query({ ids })).strips;

  it('tell down from gaps, of many at once, before and after they are rolled up', async () => {
    const made = await Promise.all(['down', 'gap', 'never', 'gone'].map((name) => create({ name, port: 1 })));
    const [down, gap, never, gone] = made.map(({ id }) => id as string);
    if (!down || !gap || !never || !gone) throw new Error('Four were made');
    const samples = [
      ...checks(down, 30, 0, (ago) => ago < 3 || (ago > 10 && ago < 10.2)),
      ...checks(gap, 30, 20, () => false),
      ...checks(gap, 8, 0, () => false),
      ...checks(gone, 2, 0, () => false),
    ];
    const { tenantDatabases } = api.composition.services;
    await tenantDatabases.transaction('watched', (em) => storeSamples(em, samples));
    await api.ask('DELETE', `/api/connections/${gone}`, { token });
    const look = async () => new Map((await strips([down, gap, never, gone, gap])).map(({ id, cells }) => [id, cells]));
    const before = await look();
    expect([...before.keys()].toSorted()).toEqual([down, gap, never].toSorted());
    // Nobody has looked yet in a half hour that has only just begun.
    expect(before.get(down)).toMatch(/^h{26,27}d{1,2}h{12,14}d?u{5,7}-?$/);
    expect(before.get(gap)).toMatch(/^h{7,9}-{23,24}h{15,17}-?$/);
    expect(before.get(never)).toBe('-'.repeat(48));
    await rollUp(api.composition.services, 'watched');
    expect(await look()).toEqual(before);
  });

  it('are none of another tenant’s, and at most a hundred', async () => {
    const { id } = await create({ port: 1 });
    const other = await api.createTenant(await api.token(), 'elsewhere');
    const { token: stranger } = await api.member(other, 'contributor');
    expect((await api.client(stranger).health.strips.query({ ids: [id] })).strips).toEqual([]);
    expect(await strips(Array<string>(100).fill(id))).toHaveLength(1);
    for (const ids of [[], Array<string>(101).fill(id), ['none']]) {
      await expect(strips(ids)).rejects.toMatchObject({ data: { code: 'BAD_REQUEST' } });
    }
  });
});

describe('a history', () => {
  it.each(['1h', '24h', '7d', '30d', '90d'])(
    'of %s has its steps, and gaps where nobody has looked',
    async (window) => {
      const { id } = await create();
      await check(id);
      const history = await get(id, `/health/history?window=${window}`);
      expect(history.window).toBe(window);
      const [first, ...rest] = history.points;
      expect(first).toMatchObject({ status: null, uptime: null, p50: null, p95: null });
      rest.forEach(({ at }: { at: string }, n: number) => {
        expect(Date.parse(at) - Date.parse(history.points[n].at)).toBe(history.stepSeconds * 1_000);
      });
      expect(history.points.filter(({ status }: { status: string }) => status === 'healthy')).toHaveLength(1);
    },
  );

  it('of an unknown window, and of a connection that is nowhere, is a clear error', async () => {
    const { id } = await create();
    expect((await api.ask('GET', `/api/connections/${id}/health/history?window=2h`, { token })).status).toBe(400);
    const nowhere = '00000000-0000-4000-8000-000000000000';
    expect((await api.ask('GET', `/api/connections/${nowhere}/health/history`, { token })).status).toBe(404);
  });
});
