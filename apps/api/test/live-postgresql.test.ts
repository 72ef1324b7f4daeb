import { startTestPostgres, type TestPostgres } from '@portolan/testing/postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Harness, startHarness } from './harness.ts';

let api: Harness;
let server: TestPostgres;
let token: string;
let id: string;
const PASSWORD = 'päss "word" of the reader';

const ODD = ['with/slash', "it's 100%", 'MiXeD Case', 'Größe ∑ 表', '../../etc', '?query#hash', 'a"b'];
const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;

beforeAll(async () => {
  [api, server] = await Promise.all([startHarness(), startTestPostgres({ version: '15' })]);
  api.secrets.add(PASSWORD).add('a wrong password');
  await server.query('create database shop');
  await server.query(`create role reader login password '${PASSWORD}'`);
  await server.query(
    `create schema sales;
     create table sales.customers (id int generated always as identity primary key, email text not null unique);
     comment on table sales.customers is 'Who buys';
     create table sales.orders (id int primary key, customer_id int not null references sales.customers on delete cascade);
     create view sales.emails as select email from sales.customers;
     ${ODD.map((name) => `create table sales.${quoted(name)} (${quoted(name)} int primary key);`).join('\n')}
     grant usage on schema sales to reader;
     grant select on all tables in schema sales to reader`,
    [],
    'shop',
  );
  const operator = await api.token();
  const tenantId = await api.createTenant(operator, 'live');
  token = (await api.member(tenantId, 'contributor')).token;
  const { data } = (await api.ask('POST', '/api/connections', { token, body: { name: 'Shop', ...target() } })).body;
  id = data.id;
});
afterAll(async () => {
  await api.close();
  await server.close();
});

const target = () => ({
  dbType: 'postgresql',
  host: '127.0.0.1',
  port: server.port,
  databaseName: 'shop',
  username: 'reader',
  password: PASSWORD,
  options: { schema: 'sales' },
});
const get = async (path: string) => (await api.ask('GET', `/api/connections/${id}${path}`, { token })).body.data;

describe('POST /api/connections/{id}/test', () => {
  it('answers the stages, keeps the outcome, and records the event', async () => {
    const answer = await api.ask('POST', `/api/connections/${id}/test`, { token });
    expect(answer.status).toBe(201);
    expect(answer.body.data).toMatchObject({ success: true, message: 'Connection successful' });
    expect(answer.body.data.serverVersion).toMatch(/^15\./);
    expect(answer.body.data.stages.map(({ stage }: { stage: string }) => stage)).toEqual([
      'config',
      'policy',
      'dns',
      'tcp',
      'tls',
      'auth',
      'database',
      'query',
      'privileges',
    ]);
    const saved = await get('');
    expect(saved).toMatchObject({ lastTestResult: true, lastTestMessage: 'Connection successful' });
    expect(new Date(saved.lastTestedAt).getTime()).toBeGreaterThan(new Date(saved.createdAt).getTime());
    const events = await api.database.query(
      "select outcome, details from audit_events where action = 'connections:test' and entity_id = $1 order by seq",
      [id],
    );
    expect(events).toMatchObject([{ outcome: 'started' }, { outcome: 'success', details: { success: true } }]);
    expect(await api.client(token).connections.counts.query({})).toMatchObject({ connected: 1, untested: 0 });
  });

  it('keeps a failure too, in words for people and without the secret', async () => {
    await api.ask('PATCH', `/api/connections/${id}`, { token, body: { password: 'a wrong password' } });
    const { data } = (await api.ask('POST', `/api/connections/${id}/test`, { token })).body;
    expect(data).toMatchObject({ success: false, code: 'AUTH_FAILED', stage: 'auth' });
    expect(data.stages.at(-1)).toMatchObject({ stage: 'auth', ok: false, remedy: expect.stringMatching(/\w/) });
    expect(await get('')).toMatchObject({
      lastTestResult: false,
      lastTestMessage: 'The server refused the login (error 28P01)',
    });
    const chart = await api.ask('GET', `/api/connections/${id}/schemas`, { token });
    expect(chart.status).toBe(502);
    expect(chart.body.error).toMatchObject({
      code: 'AUTH_FAILED',
      stages: expect.arrayContaining([expect.objectContaining({ ok: false })]),
    });
    await api.ask('PATCH', `/api/connections/${id}`, { token, body: { password: PASSWORD } });
  });
});

describe('POST /api/connections/test', () => {
  const test = async (change: object) =>
    (await api.ask('POST', '/api/connections/test', { token, body: { ...target(), ...change } })).body.data;

  it('saves nothing, with or without a name', async () => {
    const before = await api.database.query('select count(*) from data_connections');
    expect(await test({})).toMatchObject({ success: true });
    expect(await test({ name: 'ignored', description: 'too' })).toMatchObject({ success: true });
    expect(await api.database.query('select count(*) from data_connections')).toEqual(before);
  });

  it('borrows the stored credential for the unchanged destination, and for no other', async () => {
    const borrowed = { password: undefined, connectionId: id };
    expect(await test(borrowed)).toMatchObject({ success: true });
    for (const change of [{ host: 'localhost' }, { port: 1 }, { useSsl: true }, { dbType: 'mysql', options: {} }]) {
      expect(await test({ ...borrowed, ...change })).toMatchObject({
        success: false,
        code: 'CREDENTIAL_REENTRY_REQUIRED',
      });
    }
    expect(await test({ ...borrowed, password: '' })).toMatchObject({ success: false, code: 'AUTH_FAILED' });
  });

  it.each([
    ['a database that is not there', { databaseName: 'nowhere' }, 'DATABASE_NOT_FOUND', 'database'],
    ['a port where nothing listens', { port: 1 }, 'TCP_REFUSED', 'tcp'],
    ['a name that does not resolve', { host: 'nowhere.invalid' }, 'DNS_NOT_FOUND', 'dns'],
    ['TLS that the server does not speak', { useSsl: true }, 'TLS_UNSUPPORTED', 'tls'],
    ['no user name', { username: null }, 'CONFIG_INVALID', 'config'],
    ['a metadata service', { host: '169.254.169.254', port: 80 }, 'EGRESS_BLOCKED', 'policy'],
    ['a private network that is not allowed', { host: '10.1.2.3' }, 'EGRESS_BLOCKED', 'policy'],
    ['another kind', { dbType: 'databricks', options: {} }, 'CONFIG_INVALID', 'config'],
  ])('names what is wrong with %s', async (_, change, code, stage) => {
    const result = await test(change);
    expect(result).toMatchObject({ success: false, code, stage });
    expect(result.stages.at(-1)).toMatchObject({ code, ok: false });
  });
});

describe('browsing', () => {
  it('lists schemas, and base tables unless views are asked for', async () => {
    const { items } = await get('/schemas');
    expect(items).toContainEqual({ name: 'sales', isDefault: true, isSystem: false });
    const tables = await get('/tables?schema=sales&pageSize=100');
    expect(tables.items.map(({ name }: { name: string }) => name).sort()).toEqual(
      [...ODD, 'customers', 'orders'].sort(),
    );
    const views = await get('/tables?schema=sales&includeViews=true&search=email');
    expect(views.items).toMatchObject([{ name: 'emails', type: 'view' }]);
    expect(await get('/tables?schema=sales&search=custom')).toMatchObject({
      total: 1,
      items: [{ comment: 'Who buys' }],
    });
    expect(await get('/tables?page=2&pageSize=4')).toMatchObject({ total: 9, totalPages: 3, page: 2 });
  });

  it.each(ODD)('finds the table %j by its exact name', async (name) => {
    const { items } = await get(`/tables/${encodeURIComponent(name)}/fields?schema=sales`);
    expect(items).toMatchObject([{ name, type: 'integer', primaryKey: true }]);
  });

  it('answers columns, keys and indexes, in the default schema too', async () => {
    const fields = await get('/tables/orders/fields');
    expect(fields.items[1]).toMatchObject({
      name: 'customer_id',
      nativeType: 'integer',
      nullable: false,
      references: { schema: 'sales', table: 'customers', column: 'id' },
    });
    expect(fields.foreignKeys).toMatchObject([{ columns: ['customer_id'], onDelete: 'CASCADE' }]);
    const overTrpc = await api.client(token).introspection.fields.query({ id, table: 'orders' });
    expect(overTrpc).toEqual(fields);
  });

  it('answers 404 for a table that is not there, and 400 for what is no name', async () => {
    const ask = (path: string) => api.ask('GET', `/api/connections/${id}${path}`, { token });
    expect((await ask('/tables/nowhere/fields')).status).toBe(404);
    expect((await ask("/tables/orders'%3B%20drop%20table%20orders/fields")).status).toBe(404);
    expect((await ask('/tables/a%00b/fields')).status).toBe(400);
    expect((await ask('/tables?includeViews=perhaps')).status).toBe(400);
    expect((await ask('/tables?page=0')).status).toBe(400);
  });
});
