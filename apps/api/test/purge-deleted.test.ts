import { forgetSnapshots, keepHouse, purgeDeletedConnections } from '@portolan/core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Harness, type Member, startHarness } from './harness.ts';
import { Fixture } from './isolation/world.ts';

let api: Harness;
let admin: Member;
let rows: Fixture;
const DAYS = 7;
const PASSWORD = 'password-that-goes';

beforeAll(async () => {
  api = await startHarness({ PORTOLAN_DELETED_CONNECTION_DAYS: String(DAYS) });
  api.secrets.add(PASSWORD);
  const tenantId = await api.createTenant(await api.token(), 'purged');
  admin = await api.member(tenantId, 'admin');
  rows = new Fixture(api, tenantId, 'purged', 'Purge');
});
afterAll(() => api.close());

const services = () => api.composition.services;
const sql = (text: string, ...values: unknown[]) => api.database.query<Record<string, unknown>>(text, values);
const ask = (method: string, path: string, body?: unknown) =>
  api.ask(method, `/api/connections${path}`, { token: admin.token, ...(body === undefined ? {} : { body }) });

/** Deleted through the API, longer or shorter ago than that. */
async function deletedAgo(id: string, days: number): Promise<string> {
  expect((await ask('DELETE', `/${id}`)).status).toBe(204);
  await sql('update data_connections set deleted_at = now() - make_interval(hours => $2) where id = $1', id, days * 24);
  return id;
}

async function create(name: string): Promise<string> {
  const body = { name, dbType: 'postgresql', host: 'db.example.com', port: 5432, password: PASSWORD };
  return (await ask('POST', '', body)).body.data.id;
}

const snapshotsOf = (slug: string, id: string) =>
  services().tenantDatabases.transaction(slug, (em) =>
    em.execute<object[]>(
      `select id from schema_snapshots where connection_id = ? union all select id from schema_trees where connection_id = ?
       union all select tree_id from schema_tree_tables where tree_id in (select id from schema_trees where connection_id = ?)`,
      [id, id, id],
    ),
  );

it('ends what was deleted longer ago than it can be restored, credential and snapshots with it', async () => {
  const old = await deletedAgo(await create('Long gone'), DAYS + 1);
  const { id: charted } = await rows.charted();
  await deletedAgo(charted, DAYS + 1);
  const recent = await deletedAgo(await create('Just gone'), DAYS - 1);
  const living = await create('Living');
  const { id: kept } = await rows.charted();
  await keepHouse(services());

  const left = (
    await sql('select id from data_connections where id = any($1)', [old, charted, recent, living, kept])
  ).map(({ id }) => id);
  expect(left.toSorted()).toEqual([recent, living, kept].toSorted());
  expect(await snapshotsOf('purged', charted)).toEqual([]);
  expect(await snapshotsOf('purged', kept)).toHaveLength(3);
  expect((await ask('POST', `/${old}/restore`)).status).toBe(404);
  expect((await ask('POST', `/${recent}/restore`)).status).toBe(200);
  const listed = await ask('GET', '?deleted=true');
  expect(listed.body.data.total).toBe(0);
});

it('says so in the audit log of the tenant, which stays sound', async () => {
  const id = await deletedAgo(await create('Logged'), DAYS + 1);
  await keepHouse(services());
  const events = await sql("select * from audit_events where action = 'connections:purge' and entity_id = $1", id);
  expect(events).toMatchObject([
    { tenant_id: rows.tenantId, actor_user_id: null, outcome: 'success', details: { name: 'Logged' } },
  ]);
  const verified = await api.ask('GET', '/api/v1/audit-events/verify', { token: admin.token });
  expect(verified.body).toMatchObject({ ok: true });
});

it('does not reach into tenants that are deleted themselves', async () => {
  const operator = await api.token();
  const other = new Fixture(api, await api.createTenant(operator, 'asleep'), 'asleep', 'Asleep');
  const id = await other.connection(true);
  await sql("update data_connections set deleted_at = now() - interval '1 year' where id = $1", id);
  await api.ask('DELETE', '/api/tenants/asleep', { token: operator });
  await keepHouse(services());
  expect(await sql('select from data_connections where id = $1', id)).toHaveLength(1);
});

it('leaves a tenant for later whose database is away, and goes on with the others', async () => {
  const operator = await api.token();
  const other = new Fixture(api, await api.createTenant(operator, 'away'), 'away', 'Away');
  const stuck = await other.connection(true);
  await sql("update data_connections set deleted_at = now() - interval '2 years' where id = $1", stuck);
  const here = await deletedAgo(await create('Here'), DAYS + 1);
  const ctx = { services: services(), request: { id: 'test', address: 'test', userAgent: null } };
  const forget = (slug: string, ids: string[]) =>
    slug === 'away' ? Promise.reject(new Error('away')) : forgetSnapshots(services(), slug, ids);
  expect(await purgeDeletedConnections(ctx, forget)).toBe(1);
  expect(await sql('select id from data_connections where id = any($1)', [stuck, here])).toEqual([{ id: stuck }]);
  await keepHouse(services());
  expect(await sql('select from data_connections where id = $1', stuck)).toEqual([]);
});

it('takes any number, in turns', async () => {
  await sql(
    `insert into data_connections (id, tenant_id, name, db_type, host, port, deleted_at)
     select gen_random_uuid(), $1, 'Bulk ' || n, 'mysql', 'h', 1, now() - interval '1 year' from generate_series(1, 230) n`,
    rows.tenantId,
  );
  await Promise.all([keepHouse(services()), keepHouse(services())]);
  await keepHouse(services());
  const bulk = "select count(*)::int as n from data_connections where name like 'Bulk %'";
  expect(await sql(bulk)).toEqual([{ n: 0 }]);
  const events =
    "select count(*)::int as n from audit_events where action = 'connections:purge' and details ->> 'name' like 'Bulk %'";
  expect(await sql(events)).toEqual([{ n: 230 }]);
});

it('tells who deletes how long they can take it back', async () => {
  const { connections } = api.client(admin.token);
  expect(await connections.retention.query()).toEqual({ days: DAYS });
});

it('tells who deleted what can be restored, also when they have left', async () => {
  const leaver = await api.member(rows.tenantId, 'contributor');
  const id = await create('Deleted by a leaver');
  await api.ask('DELETE', `/api/connections/${id}`, { token: leaver.token });
  await api.ask('DELETE', `/api/v1/users/${leaver.id}`, { token: admin.token });
  const deleters = await api.client(admin.token).connections.deleters.query();
  expect(deleters).toContainEqual({ id: leaver.id, email: leaver.email, name: null });
});
