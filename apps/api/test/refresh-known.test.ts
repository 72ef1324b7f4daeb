import { startTestPostgres, type TestPostgres } from '@portolan/testing/postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Harness, startHarness } from './harness.ts';

let api: Harness;
let server: TestPostgres;
let token: string;
let id: string;
const PASSWORD = 'the-snapshot-password';

beforeAll(async () => {
  [api, server] = await Promise.all([startHarness(), startTestPostgres({ version: '18' })]);
  api.secrets.add(PASSWORD);
  await server.query('create database shop');
  await server.query(`create role reader login password '${PASSWORD}'`);
  await shop(`
    create table customers (id int generated always as identity primary key, email varchar(80) not null unique);
    create table orders (id int primary key, customer_id int not null references customers, note text);
    create view big_orders as select * from orders where id > 100;
    create schema stock;
    create table stock.items (id uuid primary key, order_id int references orders, tags text[])`);
  await server.query('grant pg_read_all_data to reader');
  const tenantId = await api.createTenant(await api.token(), 'known');
  token = (await api.member(tenantId, 'contributor')).token;
  id = await connect('Shop');
  await refresh();
});
afterAll(async () => {
  await api.close();
  await server.close();
});

const shop = (sql: string) => server.query(sql, [], 'shop');
const target = () => ({
  dbType: 'postgresql',
  host: '127.0.0.1',
  port: server.port,
  databaseName: 'shop',
  username: 'reader',
  password: PASSWORD,
});
const connect = async (name: string) =>
  (await api.ask('POST', '/api/connections', { token, body: { name, ...target() } })).body.data.id as string;
const get = async (path: string) => (await api.ask('GET', `/api/connections/${id}${path}`, { token })).body.data;
const refresh = async (connection = id) =>
  (await api.ask('POST', `/api/connections/${connection}/refresh`, { token, body: {} })).body.data;

describe('a refresh of what is known', () => {
  it('is told only what has changed, and keeps every definition under the hash of its text', async () => {
    const { drivers, tenantDatabases } = api.composition.services;
    const introspect = drivers.introspect.bind(drivers);
    const told: string[] = [];
    drivers.introspect = async function* (...given) {
      for await (const page of introspect(...given)) {
        if (page.kind === 'tables') told.push(...JSON.parse(page.json).map(({ name }: { name: string }) => name));
        yield page;
      }
    };
    const toldBy = async (work: () => Promise<unknown>) => {
      told.length = 0;
      await work();
      return told.toSorted();
    };
    try {
      expect(await toldBy(refresh)).toEqual([]);
      await shop(`create table "Größe \\ ""1""
" (note text default E'tab\t \x01 "quoted" 表 😀')`);
      await shop('comment on table orders is E\'What was "ordered"\\n/ \x7f\'');
      expect(await toldBy(refresh)).toEqual(['Größe \\ "1"\n', 'orders']);
      // The statistics of what is not told again are those of now.
      await shop('insert into customers (email) select n::text from generate_series(1, 30) n; analyze customers');
      expect(await toldBy(refresh)).toEqual([]);
      expect((await get('/tables?search=customers')).items).toMatchObject([{ rowEstimate: 30 }]);
      const elsewhere = await connect('Shop again');
      expect(await toldBy(() => refresh(elsewhere))).toHaveLength(5);
      await api.ask('DELETE', `/api/connections/${elsewhere}`, { token });
    } finally {
      drivers.introspect = introspect;
    }
    await shop(`drop table "Größe \\ ""1""
"; comment on table orders is null`);
    expect(await toldBy(refresh)).toEqual([]);
    const wrong = `
      select d.definition->>'name' as name from schema_tables d
      where d.hash <> sha256(convert_to(d.definition::text, 'UTF8'))`;
    expect(await tenantDatabases.transaction('known', (em) => em.execute(wrong))).toEqual([]);
  });

  it('takes no definition of another connection for its own, whoever names it', async () => {
    const { drivers, tenantDatabases } = api.composition.services;
    const ask = (sql: string) => tenantDatabases.transaction('known', (em) => em.execute<{ hash: string }[]>(sql));
    const elsewhere = await connect('Named by another');
    const [{ hash } = { hash: '' }] = await ask("select encode(hash, 'hex') as hash from schema_tables limit 1");
    expect(hash).toHaveLength(64);
    const introspect = drivers.introspect.bind(drivers);
    drivers.introspect = async function* (...given) {
      for await (const page of introspect(...given)) {
        const known = { hash, columns: 1, rowEstimate: null, sizeBytes: null };
        yield page.kind === 'tables' ? { ...page, count: 1, json: '[]', known: [known] } : page;
      }
    };
    const answer = await api.ask('POST', `/api/connections/${elsewhere}/refresh`, { token, body: {} }).finally(() => {
      drivers.introspect = introspect;
    });
    expect(answer).toMatchObject({ status: 502, body: { error: { code: 'QUERY_FAILED' } } });
    expect(await ask(`select from schema_snapshots where connection_id = '${elsewhere}'`)).toEqual([]);
    await api.ask('DELETE', `/api/connections/${elsewhere}`, { token });
  });
});
