import { randomUUID } from 'node:crypto';
import type { HealthNews } from '@portolan/contract';
import { forgetIncidents, type HealthState, Monitor, nextHealth, type Services, UNKNOWN } from '@portolan/core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Harness, type Member, startBeside, startHarness } from './harness.ts';

let api: Harness;
/** Another process of the same installation. */
let beside: Harness;
let who: Tenant;
let other: Tenant;
const monitors: Monitor[] = [];

beforeAll(async () => {
  api = await startHarness();
  beside = await startBeside(api);
  const operator = await api.token();
  [who, other] = await Promise.all([tenant(operator, 'ours'), tenant(operator, 'theirs')]);
}, 60_000);
afterEach(async () => {
  await Promise.all(monitors.splice(0).map((one) => one.close()));
  // What one test has left to be watched is nothing to the next.
  await api.database.query('delete from data_connections');
  await api.database.query('delete from incidents');
  await api.database.query('delete from monitoring_defaults');
});
afterAll(async () => {
  await beside.close();
  await api.close();
});

function monitorOf(services: Services): Monitor {
  const made = new Monitor(services);
  monitors.push(made);
  return made;
}

interface Tenant {
  id: string;
  slug: string;
  worker: Member;
}
async function tenant(operator: string, slug: string): Promise<Tenant> {
  const id = await api.createTenant(operator, slug);
  return { id, slug, worker: await api.member(id, 'contributor') };
}
let connections = 0;
async function connect(over: object = {}): Promise<string> {
  // Nothing listens on port 1.
  const target = { dbType: 'postgresql', host: '127.0.0.1', port: 1, username: 'u', password: 'a planted password' };
  const body = { name: `C${++connections}`, ...target, ...over };
  const answer = await api.ask('POST', '/api/connections', { token: who.worker.token, body });
  expect(answer.status).toBe(201);
  return answer.body.data.id;
}
/** Has all be due, and checks it by some processes at once. */
async function check(...by: Monitor[]): Promise<void> {
  const due =
    "update connection_monitors set next_check_at = now() - interval '1 second' where tenant_id = $1 and enabled";
  await api.database.query(`${due} and next_check_at is not null`, [who.id]);
  for (let more = true; more; ) {
    more = (await Promise.all(by.map((one) => one.round()))).some((count) => count > 0);
    await Promise.all(by.map((one) => one.settle()));
  }
}
/** Two checks that fail. */
async function fail(): Promise<void> {
  const monitor = monitorOf(api.composition.services);
  await check(monitor);
  await check(monitor);
}
const list = async (query = '', { worker } = who) =>
  (await api.ask('GET', `/api/v1/incidents${query}`, { token: worker.token })).body;
const acknowledge = (id: string, token: string) => api.ask('POST', `/api/v1/incidents/${id}/acknowledge`, { token });
const events = () =>
  api.database.query<{ action: string; actor: string | null; address: string; entity: string; details: object }>(
    `select action, actor_user_id as actor, address, entity_id as entity, details from audit_events
     where entity_id in (select id from incidents) and outcome = 'success' order by seq`,
  );
const actions = async () => (await events()).map(({ action }) => action);

describe('an incident', () => {
  it('is opened by the second failure in a row, with its cause, its members and whom to call', async () => {
    const ids = [await connect(), await connect()];
    const monitor = monitorOf(api.composition.services);
    await check(monitor);
    expect(await list()).toEqual({ items: [], total: 0, page: 1, limit: 20 });
    await check(monitor);
    await check(monitor);
    const { items, total } = await list();
    expect(total).toBe(1);
    const [incident] = items;
    expect(incident).toEqual({
      id: expect.any(String),
      startedAt: expect.any(String),
      endedAt: null,
      status: 'open',
      connections: expect.any(Array),
      connectionCount: 2,
      stage: 'tcp',
      code: 'TCP_REFUSED',
      message: expect.any(String),
      remedy: expect.any(String),
      team: 'dba',
      acknowledgedBy: null,
      acknowledgedAt: null,
    });
    expect(incident.connections.map(({ id }: { id: string }) => id).toSorted()).toEqual(ids.toSorted());
    const [event, ...others] = await events();
    expect(others).toEqual([]);
    expect(event).toMatchObject({
      action: 'health:openIncident',
      actor: null,
      address: 'system',
      entity: incident.id,
      details: { stage: 'tcp', code: 'TCP_REFUSED', team: 'dba', startedAt: incident.startedAt },
    });
    const since = (await api.ask('GET', `/api/connections/${ids[0]}/health`, { token: who.worker.token })).body.data;
    expect([since.since]).toContain(incident.startedAt);
  });

  it('is acknowledged once, by somebody who may, until it ends', async () => {
    const id = await connect();
    await fail();
    const [incident] = (await list()).items;
    const reader = await api.member(who.id, ['connections:read']);
    expect((await acknowledge(incident.id, reader.token)).status).toBe(403);
    const answer = await acknowledge(incident.id, who.worker.token);
    expect(answer.status).toBe(200);
    const said = { status: 'acknowledged', acknowledgedBy: who.worker.email, acknowledgedAt: expect.any(String) };
    expect(answer.body).toEqual({ ...incident, ...said });
    // Who was first stays.
    const pager = await api.member(who.id, ['monitoring:manage']);
    const again = (await acknowledge(incident.id, pager.token)).body;
    expect(again).toMatchObject({
      ...said,
      acknowledgedAt: answer.body.acknowledgedAt,
      connections: [],
      message: null,
    });
    expect((await list()).items).toEqual([answer.body]);
    const [, event, ...others] = await events();
    expect(others).toEqual([]);
    expect(event).toMatchObject({ action: 'health:acknowledge', actor: who.worker.id, entity: incident.id });

    await api.ask('DELETE', `/api/connections/${id}`, { token: who.worker.token });
    await monitorOf(beside.composition.services).round();
    expect((await list()).items[0]).toMatchObject({ ...said, status: 'closed' });
    expect((await acknowledge(incident.id, pager.token)).status).toBe(200);
    await api.database.query('update incidents set acknowledged_at = null where id = $1', [incident.id]);
    const late = await acknowledge(incident.id, pager.token);
    expect([late.status, late.body.error.code]).toEqual([409, 'CONFLICT']);
  });

  it('is told to whom it first concerns with a connection that joins, and to nobody twice', async () => {
    const target = { type: 'webhook', url: 'http://127.0.0.1:1/' };
    const rule = async (name: string, pattern: string) => {
      const body = { name, events: ['incident.opened'], filter: { type: 'name', pattern }, target };
      const made = await api.ask('POST', '/api/v1/notification-rules', { token: who.worker.token, body });
      expect(made.status).toBe(201);
      return made.body.id as string;
    };
    const [all, late] = [await rule('All', '*'), await rule('Late', 'Late*')];
    const first = await connect();
    await fail();
    const joined = [await connect({ name: 'Late 1' })];
    await fail();
    joined.push(await connect({ name: 'Late 2' }));
    await fail();
    const { items, total } = await list();
    expect([total, items[0].connectionCount]).toEqual([1, 3]);
    const told = await api.database.query<{ rule: string; event: object }>(
      'select rule_id as rule, event from notification_outbox order by seq',
    );
    const { id, startedAt } = items[0];
    const opened = { type: 'incident.opened', incident: { id, startedAt, endedAt: null, code: 'TCP_REFUSED' } };
    expect(told).toMatchObject([
      { rule: all, event: { ...opened, connections: [{ id: first }] } },
      { rule: late, event: { ...opened, connections: [{ id: joined[0], name: 'Late 1' }], connectionCount: 1 } },
    ]);
    expect(await actions()).toEqual(['health:openIncident']);
    await api.database.query('delete from notification_rules');
  });

  it('is nowhere for others: 403 by its id, in no list, and out of reach without the filter', async () => {
    await connect();
    await fail();
    const [incident] = (await list()).items;
    expect((await list('', other)).total).toBe(0);
    expect((await acknowledge(incident.id, other.worker.token)).status).toBe(403);
    expect((await acknowledge(randomUUID(), other.worker.token)).status).toBe(404);
    expect((await acknowledge('nothing', other.worker.token)).status).toBe(400);
    const { db } = api.composition.services;
    for (const table of ['incidents', 'incident_members']) {
      const seen = (tenantId?: string) => db.transaction({ tenantId }, (em) => em.execute(`select * from ${table}`));
      expect([(await seen()).length, (await seen(other.id)).length, (await seen(who.id)).length]).toEqual([0, 0, 1]);
      await expect(db.transaction({ tenantId: who.id }, (em) => em.execute(`delete from ${table}`))).rejects.toThrow(
        /permission denied/,
      );
    }
  });

  it('is found by status, team and connection', async () => {
    const id = await connect();
    await fail();
    const found = async (query: string) => (await list(query)).total;
    expect(await found(`?status=open&team=dba&connectionId=${id}`)).toBe(1);
    expect(await found('?status=acknowledged')).toBe(0);
    expect(await found('?status=closed')).toBe(0);
    expect(await found('?team=network')).toBe(0);
    expect(await found(`?connectionId=${randomUUID()}`)).toBe(0);
    expect((await api.ask('GET', '/api/v1/incidents?status=over', { token: who.worker.token })).status).toBe(400);
  });

  const ENDS: [string, (id: string) => Promise<{ status: number }>][] = [
    ['is deleted', (id) => api.ask('DELETE', `/api/connections/${id}`, { token: who.worker.token })],
    [
      'is watched no more',
      (id) =>
        api.ask('PATCH', `/api/connections/${id}`, {
          token: who.worker.token,
          body: { monitoring: { enabled: false } },
        }),
    ],
    [
      'is sealed, as it leads elsewhere',
      (id) => api.ask('PATCH', `/api/connections/${id}`, { token: who.worker.token, body: { host: '127.0.0.2' } }),
    ],
    [
      'is in a tenant that watches nothing any more',
      async () => {
        const input = { enabled: false, intervalSeconds: 300, warehouseIntervalSeconds: 3_600 };
        await api.client(who.worker.token).health.setDefaults.mutate(input);
        return { status: 200 };
      },
    ],
  ];
  it.each(ENDS)('ends when its last connection %s', async (_, end) => {
    const id = await connect();
    await fail();
    expect((await end(id)).status).toBeLessThan(300);
    // It has left at once; the incident ends with the next look of whichever process.
    const open = 'select from incident_members where tenant_id = $1 and ended_at is null';
    expect(await api.database.query(open, [who.id])).toEqual([]);
    const both = [monitorOf(api.composition.services), monitorOf(beside.composition.services)];
    await Promise.all(both.map((one) => one.round()));
    const [incident] = (await list()).items;
    expect(incident).toMatchObject({ status: 'closed', connections: [{ id }] });
    expect(await actions()).toEqual(['health:openIncident', 'health:closeIncident']);
  });
});

describe('a trace of outages', () => {
  /** Those of one code fail as one, on one host or two. */
  const HOSTS = { one: 'TIMEOUT', two: 'TIMEOUT', three: 'TCP_REFUSED', four: 'DNS_NOT_FOUND' } as const;
  const STEPS = 30;
  const STEP_SECONDS = 600;
  interface Place {
    host: keyof typeof HOSTS;
    port: number;
  }
  /** The ports of what is down. */
  const down = new Set<number>();

  /** The same numbers each time. */
  function seeded(seed: number): () => number {
    let state = seed;
    return () => {
      state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
      return state / 4_294_967_296;
    };
  }

  /** A process to which databases are down, or not, as the trace has it. */
  function traced({ composition: { services } }: Harness): Services {
    const check: Services['checks']['check'] = ({ host, port }) => {
      const told = { latencyMs: 1, stages: [] };
      const code = HOSTS[host as Place['host']];
      const fault = { success: false, message: 'It is down', code, stage: 'tcp' as const, ...told };
      return Promise.resolve(down.has(port) ? fault : { success: true, message: 'Well', ...told });
    };
    return { ...services, checks: { ...services.checks, check } };
  }

  /** A process that is killed at the last step of each transaction that opens or ends something; its claims run out. */
  async function dieInTheMiddle(): Promise<void> {
    const services = traced(api);
    const mirrorActivity = () => Promise.reject(new Error('killed'));
    await check(monitorOf({ ...services, jobs: { ...services.jobs, mirrorActivity } }));
    await api.database.query("update connection_monitors set claimed_until = now() - interval '1 second'");
  }

  /** All that was written lies further back. */
  async function pass(): Promise<void> {
    const columns = {
      incidents: ['started_at', 'ended_at'],
      incident_members: ['started_at', 'ended_at'],
      connection_monitors: ['status_since', 'outcome_since', 'quality_since'],
    };
    for (const [table, times] of Object.entries(columns)) {
      const back = times.map((time) => `${time} = ${time} - interval '${STEP_SECONDS} seconds'`);
      await api.database.query(`update ${table} set ${back.join(', ')}`);
    }
  }

  it('is told exactly once, however many processes share it and however they end', async () => {
    const random = seeded(20_261_130);
    const places = new Map<string, Place>();
    for (let port = 1; port <= 16; port++) {
      const host = (['one', 'two', 'three', 'four'] as const)[port % 4] ?? 'one';
      places.set(await connect({ host, port }), { host, port });
    }
    const both = [api, beside].map((one) => monitorOf(traced(one)));
    const states = new Map<string, HealthState>();
    const begun: { id: string; incident: string }[] = [];
    let ended = 0;
    /** What the pure machine makes of a check; one that dies keeps nothing of what opens or ends something. */
    const expectOf = (step: number, dies: boolean) => {
      for (const [id, { host, port }] of places) {
        const at = new Date(step * STEP_SECONDS * 1_000);
        const seen = down.has(port) ? { at, ok: false as const } : { at, ok: true as const, reasons: [] };
        const { state, incident } = nextHealth(states.get(id) ?? UNKNOWN, seen);
        if (incident && dies) continue;
        states.set(id, state);
        if (incident?.change === 'opened') begun.push({ id, incident: `${incident.at.getTime()} ${HOSTS[host]}` });
        if (incident?.change === 'closed') ended++;
      }
    };
    for (let step = 0; step < STEPS; step++) {
      for (const { port } of places.values()) {
        if (random() < 0.35 && !down.delete(port)) down.add(port);
      }
      if (step % 4 === 1) {
        await dieInTheMiddle();
        expectOf(step, true);
      }
      await check(...both);
      expectOf(step, false);
      await pass();
    }

    expect(begun.length).toBeGreaterThan(40);
    const members = await api.database.query<{ incident: string; connection: string; open: boolean }>(
      'select incident_id as incident, connection_id as connection, ended_at is null as open from incident_members',
    );
    for (const [id, { status }] of states) {
      const own = members.filter(({ connection }) => connection === id);
      expect(own).toHaveLength(begun.filter((one) => one.id === id).length);
      expect(own.filter(({ open }) => open)).toHaveLength(status === 'unreachable' ? 1 : 0);
    }
    expect(members.filter(({ open }) => !open)).toHaveLength(ended);
    const incidents = await api.database.query<{ id: string; open: boolean }>(
      'select id, ended_at is null as open from incidents',
    );
    expect(incidents).toHaveLength(new Set(begun.map(({ incident }) => incident)).size);
    const told = Map.groupBy(await events(), ({ entity }) => entity);
    for (const { id, open } of incidents) {
      const own = told.get(id)?.map(({ action }) => action);
      expect(own).toEqual(open ? ['health:openIncident'] : ['health:openIncident', 'health:closeIncident']);
      expect(members.some((one) => one.incident === id && one.open)).toBe(open);
    }
    const { token } = await api.member(who.id, 'admin');
    expect((await api.ask('GET', '/api/v1/audit-events/verify', { token })).body.ok).toBe(true);
  }, 60_000);
});

describe('whoever watches', () => {
  /** What one process tells, and how it ended. */
  function watch(by: Harness, { token }: Member) {
    const told: HealthNews[] = [];
    let wake = () => {};
    const end = Promise.withResolvers<string>();
    const subscription = by.client(token, who.slug).health.live.subscribe(undefined, {
      onData: (news) => {
        told.push(news);
        wake();
      },
      onError: (error) => end.resolve(error.data?.appCode ?? String(error)),
      onComplete: () => end.resolve('completed'),
    });
    const until = async (isIt: (news: HealthNews) => boolean): Promise<HealthNews> => {
      for (;;) {
        const news = told.at(-1);
        if (news && isIt(news)) return news;
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    };
    return { until, end: end.promise, stop: () => subscription.unsubscribe() };
  }

  // Sooner than anybody looks by themselves.
  it('is told by every process of what any of them has seen, an acknowledgement included', async () => {
    const [near, far] = [watch(api, who.worker), watch(beside, who.worker)];
    const all = [near, far];
    await Promise.all(all.map(({ until }) => until(({ summary }) => summary.total === 0)));
    const id = await connect();
    await Promise.all(all.map(({ until }) => until(({ summary }) => summary.total === 1)));
    await fail();
    const [first, second] = await Promise.all(
      all.map(({ until }) => until(({ openIncidents }) => openIncidents === 1)),
    );
    // Each counts for itself how often something else has changed.
    expect({ ...first, attention: 0 }).toEqual({ ...second, attention: 0 });
    expect(first).toMatchObject({
      summary: { unreachable: 1, ailing: [{ id, code: 'TCP_REFUSED' }] },
      incidents: [{ status: 'open', connections: [{ id }] }],
    });
    await acknowledge(first?.incidents[0]?.id ?? '', who.worker.token);
    await Promise.all(all.map(({ until }) => until(({ incidents }) => incidents[0]?.status === 'acknowledged')));
    await api.ask('DELETE', `/api/connections/${id}`, { token: who.worker.token });
    await monitorOf(api.composition.services).round();
    await Promise.all(
      all.map(({ until }) => until(({ summary, openIncidents }) => summary.total + openIncidents === 0)),
    );
    for (const one of all) one.stop();
  }, 12_000);

  it('hears no more once the right is gone, whichever process takes it', async () => {
    const leaving = await api.member(who.id, ['connections:read']);
    const { until, end } = watch(beside, leaving);
    await until(() => true);
    await api.database.query('delete from membership_roles where user_id = $1', [leaving.id]);
    expect(await end).toBe('FORBIDDEN');
  }, 9_000);
});

it('is for those to be told who want to know of it, from the moment that it begins and ends', async () => {
  const target = { type: 'webhook', url: 'http://127.0.0.1:1/in' };
  const body = { name: 'On call', events: ['incident.opened', 'incident.closed'], target };
  const made = await api.ask('POST', '/api/v1/notification-rules', { token: who.worker.token, body });
  expect(made.status).toBe(201);
  api.secrets.add(made.body.secret);
  const id = await connect();
  await fail();
  const [incident] = (await list()).items;
  const { startedAt, stage, code, message, remedy, team } = incident;
  const told = () => api.database.query<{ event: object }>('select event from notification_outbox order by seq');
  const cause = { id: incident.id, startedAt, stage, code, message, remedy, team };
  const named = { connections: [{ id, name: incident.connections[0].name, kind: 'postgresql' }], connectionCount: 1 };
  const opened = { type: 'incident.opened', at: startedAt, incident: { ...cause, endedAt: null }, ...named };
  expect(await told()).toEqual([{ event: opened }]);
  await api.ask('DELETE', `/api/connections/${id}`, { token: who.worker.token });
  await monitorOf(api.composition.services).round();
  const { endedAt } = (await list()).items[0];
  const closed = { type: 'incident.closed', at: endedAt, incident: { ...cause, endedAt }, ...named };
  expect(await told()).toEqual([{ event: opened }, { event: closed }]);
  await api.database.query('delete from notification_rules');
});

it('of very many connections names the first of them, and how many there are', async () => {
  const target = { type: 'webhook', url: 'http://127.0.0.1:1/in' };
  const body = { name: 'Many', events: ['incident.opened'], target };
  const rule = await api.ask('POST', '/api/v1/notification-rules', { token: who.worker.token, body });
  api.secrets.add(rule.body.secret);
  await api.database.query(
    `insert into data_connections (id, tenant_id, name, db_type, host, port, username, use_ssl)
     select gen_random_uuid(), $1, 'many ' || n, 'postgresql', '127.0.0.1', 1, 'u', false from generate_series(1, 60) n`,
    [who.id],
  );
  const monitor = new Monitor(api.composition.services, { perTenant: 60 });
  monitors.push(monitor);
  await check(monitor);
  await check(monitor);
  const of = (told: object) => {
    const { connections, connectionCount } = told as { connections: unknown[]; connectionCount: number };
    return [connections.length, connectionCount];
  };
  const [incident, ...others] = (await list()).items;
  expect(others).toEqual([]);
  expect(of(incident)).toEqual([50, 60]);
  expect(of((await acknowledge(incident.id, who.worker.token)).body)).toEqual([50, 60]);
  expect((await events()).map(({ details }) => of(details))).toEqual([
    [50, 60],
    [50, 60],
  ]);
  const told = await api.database.query<{ event: object }>('select event from notification_outbox');
  expect(told.map(({ event }) => of(event))).toEqual([[50, 60]]);
  await api.database.query('delete from notification_rules');
});

it('is forgotten two years after its end, and never before that', async () => {
  const ended = [null, 729, 731].map((days) => ({ id: randomUUID(), days }));
  await api.database.query(
    `with made as (
       insert into incidents (id, tenant_id, started_at, ended_at)
       select id, $1, now() - interval '800 days', now() - make_interval(days => days)
       from jsonb_to_recordset($2::jsonb) as i(id uuid, days int) returning id, ended_at)
     insert into incident_members (incident_id, tenant_id, connection_id, name, kind, host, started_at, ended_at)
     select id, $1, gen_random_uuid(), 'old', 'postgresql', 'h', now() - interval '800 days', ended_at from made`,
    [who.id, JSON.stringify(ended)],
  );
  await forgetIncidents(api.composition.services);
  const left = async (table: string, id: string) =>
    (await api.database.query<{ id: string }>(`select ${id} as id from ${table}`)).map((row) => row.id).toSorted();
  const young = ended.slice(0, 2).map(({ id }) => id);
  expect(await left('incidents', 'id')).toEqual(young.toSorted());
  expect(await left('incident_members', 'incident_id')).toEqual(young.toSorted());
});

it('where the log takes no events nothing is kept, and the next check does it', async () => {
  await connect();
  const monitor = monitorOf(api.composition.services);
  await check(monitor);
  const refuse = 'alter table audit_events add constraint full_up check (false) not valid';
  await api.database.query(refuse);
  await check(monitor);
  await api.database.query('alter table audit_events drop constraint full_up');
  const state = () => api.database.query('select status, failures from connection_monitors');
  expect(await state()).toEqual([{ status: 'unknown', failures: 1 }]);
  expect((await list()).total).toBe(0);
  await api.database.query("update connection_monitors set claimed_until = now() - interval '1 second'");
  await check(monitor);
  expect(await state()).toEqual([{ status: 'unreachable', failures: 2 }]);
  expect([(await list()).total, await actions()]).toEqual([1, ['health:openIncident']]);
});
