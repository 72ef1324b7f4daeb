import { randomUUID } from 'node:crypto';
import type { SnapshotSchedule } from '@portolan/contract';
import { ScheduledRefreshes } from '@portolan/core';
import { startTestPostgres, type TestPostgres } from '@portolan/testing/postgres';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Harness, startBeside, startHarness } from './harness.ts';

const PASSWORD = 'the-password-of-the-clock';
const DAY = 86_400_000;
let server: TestPostgres;
let here: Harness;
/** Another process of the same installation. */
let there: Harness;
let tenantId: string;
let token: string;
const schedulers: ScheduledRefreshes[] = [];

beforeAll(async () => {
  [here, server] = await Promise.all([startHarness(), startTestPostgres({ version: '18' })]);
  there = await startBeside(here);
  for (const api of [here, there]) api.secrets.add(PASSWORD);
  await server.query('create database shop');
  await server.query(`create role reader login password '${PASSWORD}'`);
  await server.query('grant pg_read_all_data to reader');
  await shop('create table orders (id int primary key, note text)');
  tenantId = await here.createTenant(await here.token(), 'clock');
  token = (await here.member(tenantId, 'contributor')).token;
  const target = { type: 'webhook', url: 'http://127.0.0.1:1/' };
  const rule = { name: 'Schemas', events: ['schema.changed'], target };
  expect((await ask('POST', '/api/v1/notification-rules', rule)).status).toBe(201);
}, 60_000);
afterEach(async () => {
  await Promise.all(schedulers.splice(0).map((one) => one.close()));
  await here.database.query('delete from notification_outbox');
  await here.database.query('delete from data_connections');
});
afterAll(async () => {
  await there.close();
  await here.close();
  await server.close();
});

const shop = (sql: string) => server.query(sql, [], 'shop');
const ask = (method: string, path: string, body?: object) => here.ask(method, path, { token, body });
const target = () => ({
  dbType: 'postgresql',
  host: '127.0.0.1',
  port: server.port,
  username: 'reader',
  password: PASSWORD,
  databaseName: 'shop',
});
async function connect(more: object = { snapshotRefresh: 'daily' }): Promise<string> {
  return (await ask('POST', '/api/connections', { name: 'Shop', ...target(), ...more })).body.data.id;
}
const schedule = async (id: string): Promise<SnapshotSchedule> =>
  (await ask('GET', `/api/connections/${id}/snapshots/schedule`)).body.data;
const snapshots = async (id: string) => (await ask('GET', `/api/connections/${id}/snapshots`)).body.data;
const refresh = (id: string) => here.client(token).introspection.refresh.mutate({ id });
const due = (id: string) =>
  here.database.query("update snapshot_schedules set next_at = now() - interval '1 s' where connection_id = $1", [id]);
const events = () =>
  here.database.query<{ actor: string | null; address: string; outcome: string; details: Record<string, unknown> }>(
    `select actor_user_id as actor, address, outcome, details from audit_events
     where action = 'introspection:refresh' and tenant_id = $1 order by seq desc`,
    [tenantId],
  );
const told = () => here.database.query<{ event: object }>('select event from notification_outbox order by seq');

function schedulerOf({ composition }: Harness): ScheduledRefreshes {
  const made = new ScheduledRefreshes(composition.services);
  schedulers.push(made);
  return made;
}
/** One look, and the end of all that it began. */
async function look(api = here): Promise<number> {
  const scheduler = schedulerOf(api);
  const begun = await scheduler.round();
  await scheduler.settle();
  return begun;
}
/** How often a process dials on schedule; with a gate, its readings stop at their first page until that opens. */
function counted({ composition: { services } }: Harness, gate: Promise<void> = Promise.resolve()) {
  const { charts } = services;
  const begun = Promise.withResolvers<void>();
  const state = { readings: 0, begun: begun.promise, undo: () => void Object.assign(services, { charts }) };
  services.charts = {
    ...charts,
    introspect: async function* (...args) {
      state.readings++;
      const [, , { signal } = {}] = args;
      const left = Promise.withResolvers<void>();
      signal?.addEventListener('abort', () => left.resolve());
      for await (const page of charts.introspect(...args)) {
        begun.resolve();
        await Promise.race([gate, left.promise]);
        signal?.throwIfAborted();
        yield page;
      }
    },
  };
  return state;
}

/** One more process at work, which counts what it dials. */
async function startWorking(env: Record<string, string>) {
  const api = await startBeside(here, env);
  const state = counted(api);
  await api.composition.work();
  return Object.assign(state, { [Symbol.asyncDispose]: () => api.close() });
}

describe('how often', () => {
  it('is a field of a connection, with a default of its kind', async () => {
    const warehouse = { name: 'Lake', dbType: 'snowflake', host: 'a.snowflakecomputing.com', port: 443 };
    const made = await ask('POST', '/api/connections', { ...warehouse });
    expect(made.body.data.snapshotRefresh).toBe('never');
    const id = await connect({});
    const path = `/api/connections/${id}`;
    expect((await ask('GET', path)).body.data.snapshotRefresh).toBe('daily');
    expect(await schedule(id)).toEqual({ every: 'daily', isDefault: true, nextAt: null, last: null });
    expect((await ask('PATCH', path, { snapshotRefresh: 'weekly' })).body.data.snapshotRefresh).toBe('weekly');
    expect(await schedule(id)).toMatchObject({ every: 'weekly', isDefault: false, nextAt: expect.any(String) });
    const listed = await ask('GET', '/api/connections?search=Shop');
    expect(listed.body.data.items[0].snapshotRefresh).toBe('weekly');
    expect((await ask('PATCH', path, { snapshotRefresh: 'hourly' })).status).toBe(400);
    expect((await ask('PATCH', path, { snapshotRefresh: null })).body.data.snapshotRefresh).toBe('daily');
    const text = JSON.stringify([{ name: 'Shop', ...target(), password: undefined, snapshotRefresh: 'never' }]);
    const imported = await ask('POST', '/api/connections/import', { format: 'json', text, apply: true });
    expect(imported.body.data.rows).toMatchObject([{ action: 'changed', changes: ['snapshotRefresh'] }]);
    expect(await schedule(id)).toMatchObject({ every: 'never', nextAt: null });
  });

  it('by default begins once somebody has read the database, and is counted from whoever read it last', async () => {
    const id = await connect({});
    expect(await look()).toBe(0);
    await refresh(id);
    const next = Date.parse((await schedule(id)).nextAt ?? '') - Date.now();
    expect(next).toBeGreaterThan(0.89 * DAY);
    expect(next).toBeLessThan(DAY);
    await due(id);
    await refresh(id);
    expect(await look()).toBe(0);
    await ask('PATCH', `/api/connections/${id}`, { databaseName: 'other' });
    expect(await schedule(id)).toMatchObject({ nextAt: null, last: null });
  });
});

it('a changed schema is one more snapshot, told with its difference; an unchanged one adds nothing', async () => {
  const id = await connect();
  expect(await look()).toBe(1);
  expect(await schedule(id)).toMatchObject({ last: { outcome: 'changed' } });
  const [first] = (await snapshots(id)).items;
  expect(first).toMatchObject({ takenByUserId: null, login: 'reader' });
  const audited = await events();
  expect(audited[0]).toMatchObject({ actor: null, address: 'system', outcome: 'success' });
  expect(audited[0]?.details).toMatchObject({ name: 'Shop', snapshotId: first.id, changed: true, every: 'daily' });
  await due(id);
  expect(await look()).toBe(1);
  expect(await schedule(id)).toMatchObject({ last: { outcome: 'unchanged' } });
  expect((await snapshots(id)).total).toBe(1);
  expect(await told()).toEqual([]);
  await shop('alter table orders drop note');
  await due(id);
  await look();
  const after = await snapshots(id);
  expect(after.total).toBe(2);
  const change = { previousId: first.id, snapshotId: after.items[0].id, added: 0, removed: 0, changed: 1 };
  expect(await told()).toMatchObject([
    { event: { type: 'schema.changed', breaking: true, change, connections: [{ id, name: 'Shop' }] } },
  ]);
  expect((await events()).length).toBe(audited.length + 1);
  const next = Date.parse((await schedule(id)).nextAt ?? '') - Date.now();
  expect(next).toBeGreaterThan(0.89 * DAY);
  await shop('alter table orders add note text');
});

it('reads the schemas that were read the last time', async () => {
  await shop('create schema if not exists archive; create table if not exists archive.old (id int)');
  const id = await connect();
  await here.client(token).introspection.refresh.mutate({ id, includeSchemas: ['archive'] });
  await due(id);
  await look();
  expect(await schedule(id)).toMatchObject({ last: { outcome: 'unchanged' } });
  expect((await snapshots(id)).total).toBe(1);
  await shop('drop schema archive cascade');
  await due(id);
  await look();
  const { last } = await schedule(id);
  expect(last).toMatchObject({ outcome: 'failed', message: expect.stringContaining("no schema 'archive'") });
});

it('a database that fails is tried again, ever later, and it is seen why', async () => {
  const id = await connect();
  await server.query("alter role reader password 'another-one'");
  const before = (await events()).length;
  for (const seconds of [900, 3_600, 14_400]) {
    await look();
    const { nextAt, last } = await schedule(id);
    expect(last).toMatchObject({ outcome: 'failed', code: 'AUTH_FAILED', message: expect.any(String) });
    const wait = (Date.parse(nextAt ?? '') - Date.now()) / 1_000;
    expect(wait).toBeGreaterThan(seconds * 0.88);
    expect(wait).toBeLessThanOrEqual(seconds);
    await due(id);
  }
  // The log has that it began.
  expect((await events()).slice(0, -before || undefined)).toMatchObject([{ actor: null, outcome: 'failure' }]);
  await server.query(`alter role reader password '${PASSWORD}'`);
  await look();
  expect(await schedule(id)).toMatchObject({ last: { outcome: 'changed' } });
});

it('what may not be opened is not dialled and says so; what is deleted is nobody’s any more', async () => {
  const id = await connect();
  const state = counted(here);
  await ask('PATCH', `/api/connections/${id}`, { host: 'localhost' });
  await due(id);
  await look();
  expect(await schedule(id)).toMatchObject({ last: { outcome: 'failed', code: 'CREDENTIAL_REENTRY_REQUIRED' } });
  await here.database.query("update data_connections set host = '127.0.0.1', credential_key_id = 'gone'");
  await due(id);
  await look();
  expect(await schedule(id)).toMatchObject({ last: { outcome: 'failed', code: 'CREDENTIAL_UNREADABLE' } });
  // Entered again, it is due at once.
  await ask('PATCH', `/api/connections/${id}`, { password: PASSWORD });
  expect(Date.parse((await schedule(id)).nextAt ?? '')).toBeLessThanOrEqual(Date.now() + 1_000);
  await ask('DELETE', `/api/connections/${id}`);
  expect(await look()).toBe(0);
  expect(state.readings).toBe(0);
  state.undo();
});

describe('several processes', () => {
  it('share what is due: each connection is read once, those of a tenant one after the other', async () => {
    const ids = [await connect(), await connect({ name: 'Mirror', snapshotRefresh: 'daily' })];
    const states = [counted(here), counted(there)];
    const both = [schedulerOf(here), schedulerOf(there)];
    for (let more = true; more; ) {
      const begun = await Promise.all(both.map((one) => one.round()));
      await Promise.all(both.map((one) => one.settle()));
      more = begun.some((count) => count > 0);
    }
    expect(states.reduce((sum, { readings }) => sum + readings, 0)).toBe(2);
    for (const id of ids) expect((await snapshots(id)).total).toBe(1);
    for (const { undo } of states) undo();
  });

  it('do not read what another is at; a person who asks meanwhile waits for the same', async () => {
    const id = await connect();
    await look();
    await due(id);
    const gate = Promise.withResolvers<void>();
    const state = counted(here, gate.promise);
    const first = schedulerOf(here);
    await first.round();
    await state.begun;
    expect(await look(there)).toBe(0);
    const since = Date.now();
    const asked = there.client(token).introspection.refresh.mutate({ id });
    // The one here is told by the other that somebody waits there.
    await expect.poll(() => here.database.query('select from refresh_callers')).toHaveLength(1);
    gate.resolve();
    const { snapshot, changed } = await asked;
    await first.settle();
    state.undo();
    expect(state.readings).toBe(1);
    expect(changed).toBe(false);
    expect(Date.parse(snapshot.takenAt)).toBeGreaterThanOrEqual(since);
    expect((await snapshots(id)).items.map((one: { id: string }) => one.id)[0]).toBe(snapshot.id);
    expect(await schedule(id)).toMatchObject({ last: { outcome: 'unchanged' } });
  });

  it('of which one was killed: another takes up what that had begun', async () => {
    const id = await connect();
    await here.database.query(
      `update snapshot_schedules set claimed_by = $1, claimed_until = now() + interval '8 s' where connection_id = $2`,
      [randomUUID(), id],
    );
    await here.database.query(
      `insert into running_refreshes (connection_id, tenant_id, run_id, scope, progress, heard_at)
       values ($1, $2, $3, '[null,null]', '{"state":"reading","tablesRead":1,"tablesTotal":9}', now() - interval '11 s')`,
      [id, tenantId, randomUUID()],
    );
    expect(await look(there)).toBe(0);
    await here.database.query("update snapshot_schedules set claimed_until = now() - interval '1 s'");
    expect(await look(there)).toBe(1);
    expect(await schedule(id)).toMatchObject({ last: { outcome: 'changed' } });
  });

  it('read what is due as long as they work, unless PORTOLAN_MONITORING is off', async () => {
    const id = await connect();
    await using on = await startWorking({ PORTOLAN_MONITORING: 'on' });
    await using off = await startWorking({ PORTOLAN_MONITORING: 'off' });
    await expect.poll(async () => (await schedule(id)).last?.outcome, { timeout: 20_000 }).toBe('changed');
    expect([on.readings, off.readings]).toEqual([1, 0]);
  });

  it('that close give back what they had not done', async () => {
    const id = await connect();
    const state = counted(here, new Promise(() => {}));
    const leaving = schedulerOf(here);
    await leaving.round();
    await state.begun;
    state.undo();
    await leaving.close();
    expect(await look(there)).toBe(1);
    expect(await schedule(id)).toMatchObject({ last: { outcome: 'changed' } });
  });
});
