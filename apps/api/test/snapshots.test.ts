import { randomUUID } from 'node:crypto';
import type { RefreshProgress } from '@portolan/contract';
import { startTestPostgres, type TestPostgres } from '@portolan/testing/postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Harness, startHarness } from './harness.ts';

let api: Harness;
let server: TestPostgres;
let token: string;
let tenantId: string;
let id: string;
const PASSWORD = 'the-snapshot-password';

beforeAll(async () => {
  [api, server] = await Promise.all([startHarness(), startTestPostgres({ version: '18' })]);
  api.secrets.add(PASSWORD);
  await server.query('create database shop');
  await server.query(`create role reader login password '${PASSWORD}'`);
  await shop(`
    create table customers (id int generated always as identity primary key, email varchar(80) not null unique);
    comment on table customers is 'People who buy';
    comment on column customers.email is 'Where to write to';
    create table orders (id int primary key, customer_id int not null references customers on delete cascade,
      total numeric(10,2) not null default 0, placed_at timestamptz, note text);
    create view big_orders as select * from orders where total > 100;
    create schema stock;
    create table stock.items (id uuid primary key, order_id int references orders, tags text[])`);
  await server.query('grant pg_read_all_data to reader');
  tenantId = await api.createTenant(await api.token(), 'charts');
  token = (await api.member(tenantId, 'contributor')).token;
  id = await connect('Shop');
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
const blobs = async () => {
  const sql =
    'select (select count(*) from schema_tables)::int as tables, (select count(*) from schema_trees)::int as trees';
  const { tenantDatabases } = api.composition.services;
  return tenantDatabases.transaction('charts', (em) => em.execute(sql));
};

describe('a snapshot', () => {
  it('is what tables and fields are answered from, with its age; before it the database answers', async () => {
    const live = { tables: await get('/tables?includeViews=true'), fields: await get('/tables/orders/fields') };
    expect(live.tables).toMatchObject({ total: 4, snapshot: null });
    const { snapshot, changed } = await refresh();
    expect(changed).toBe(true);
    expect(snapshot).toMatchObject({ connectionId: id, tables: 4, columns: 15 });
    const ref = { id: snapshot.id, takenAt: snapshot.takenAt, scope: { include: null, exclude: [] } };
    const kept = { tables: await get('/tables?includeViews=true'), fields: await get('/tables/orders/fields') };
    const statistics = ({ items }: { items: object[] }) =>
      items.map((item) => ({ ...item, rowEstimate: 0, sizeBytes: 0 }));
    expect(kept.fields).toEqual({ ...live.fields, snapshot: ref });
    expect(statistics(kept.tables)).toEqual(statistics(live.tables));
    expect(kept.tables.snapshot).toEqual(ref);
    expect(await get('/schemas')).toMatchObject({ snapshot: ref, catalogs: expect.arrayContaining(['shop']) });
    expect((await get('/tables?search=ORD')).items).toMatchObject([{ name: 'orders' }]);
    expect((await get('/tables?schema=stock')).items).toMatchObject([{ schema: 'stock', name: 'items' }]);
    expect(await get('/tables?page=2&pageSize=2')).toMatchObject({ total: 3, items: [{ name: 'items' }] });
    expect((await get('/tables?schema=pg_catalog&pageSize=1')).snapshot).toBeNull();
    expect((await api.ask('GET', `/api/connections/${id}/tables/nothing/fields`, { token })).status).toBe(404);
  });

  it('adds nothing where nothing has changed, and only the changed table where one has', async () => {
    const before = await blobs();
    expect(before).toEqual([{ tables: 4, trees: 1 }]);
    const again = await refresh();
    expect(again.changed).toBe(false);
    expect(await blobs()).toEqual(before);
    await shop('alter table orders add column currency char(3)');
    expect((await refresh()).changed).toBe(true);
    expect(await blobs()).toEqual([{ tables: 5, trees: 2 }]);
    await shop('alter table orders drop column currency');
    // The tree is one that was there before, and yet not the latest.
    expect((await refresh()).changed).toBe(true);
    expect(await blobs()).toEqual([{ tables: 5, trees: 2 }]);
    expect((await get('/snapshots')).items).toHaveLength(4);
  });

  it('is of one place: a connection that points elsewhere has none', async () => {
    await server.query('create database elsewhere');
    await api.ask('PATCH', `/api/connections/${id}`, { token, body: { databaseName: 'elsewhere' } });
    expect(await get('/tables')).toMatchObject({ total: 0, snapshot: null });
    await api.ask('PATCH', `/api/connections/${id}`, { token, body: { databaseName: 'shop' } });
    expect((await get('/tables')).snapshot).not.toBeNull();
  });

  it('tells its progress to whoever watches, and ends with the result', async () => {
    const seen: RefreshProgress[] = [];
    const client = api.client(token);
    const listening = Promise.withResolvers<void>();
    const ended = Promise.withResolvers<void>();
    client.introspection.progress.subscribe(
      { id },
      {
        onData: (progress) => {
          seen.push(progress);
          listening.resolve();
        },
        onComplete: () => ended.resolve(),
        onError: (error) => ended.reject(error),
      },
    );
    await listening.promise;
    expect(seen).toEqual([{ state: 'idle', tablesRead: 0, tablesTotal: null }]);
    await client.introspection.refresh.mutate({ id });
    await ended.promise;
    expect(seen.at(-1)).toEqual({ state: 'done', tablesRead: 4, tablesTotal: 4 });
    expect(seen.map(({ state }) => state)).toContain('reading');
  });

  it('is read once for all who ask at the same time, and each leaves an event', async () => {
    const events = async () =>
      (
        await api.database.query(
          "select from audit_events where action = 'introspection:refresh' and outcome = 'success'",
        )
      ).length;
    const before = await events();
    // The reading begins once all three have asked.
    const { drivers } = api.composition.services;
    const introspect = drivers.introspect.bind(drivers);
    let asked = 0;
    const joins = api.processes.map(({ refreshes }) => {
      const join = refreshes.join.bind(refreshes);
      refreshes.join = (...args) => {
        asked++;
        return join(...args);
      };
      return () => Object.assign(refreshes, { join });
    });
    drivers.introspect = async function* (...args) {
      await expect.poll(() => asked).toBe(3);
      // Of another process it is known that it waits.
      const waiting = () => api.database.query('select from refresh_callers');
      await expect.poll(async () => (await waiting()).length).toBe(api.processes.length - 1);
      yield* introspect(...args);
    };
    const results = await Promise.all([refresh(), refresh(), refresh()]);
    for (const restore of joins) restore();
    Object.assign(drivers, { introspect });
    expect(new Set(results.map(({ snapshot }) => snapshot.id)).size).toBe(1);
    expect(await events()).toBe(before + 3);
  });

  it('that could not be taken is an error with its stages, and is watched to its end', async () => {
    const broken = await connect('Broken');
    await api.ask('PATCH', `/api/connections/${broken}`, { token, body: { databaseName: 'nowhere' } });
    const seen: RefreshProgress[] = [];
    const ended = Promise.withResolvers<void>();
    const listening = Promise.withResolvers<void>();
    api.client(token).introspection.progress.subscribe(
      { id: broken },
      {
        onData: (progress) => listening.resolve(void seen.push(progress)),
        onComplete: () => ended.resolve(),
        onError: (error) => ended.reject(error),
      },
    );
    await listening.promise;
    const answer = await api.ask('POST', `/api/connections/${broken}/refresh`, { token, body: {} });
    expect(answer).toMatchObject({ status: 502, body: { error: { code: 'DATABASE_NOT_FOUND' } } });
    await ended.promise;
    expect(seen.at(-1)).toMatchObject({
      state: 'failed',
      message: 'The server has no such database (error 3D000)',
    });
  });

  /** A connection whose database keeps everyone waiting who looks inside, and a wait for so many of them. */
  async function lockedUp() {
    await server.query('drop database if exists locked with (force)');
    await server.query('create database locked');
    await server.query('create table held (a int default 1 + 1)', [], 'locked');
    const locked = await connect('Locked');
    await api.ask('PATCH', `/api/connections/${locked}`, { token, body: { databaseName: 'locked' } });
    // Printing the default of a column waits for a lock on its table.
    const holding = server.query('begin; lock table held in access exclusive mode; select pg_sleep(60)', [], 'locked');
    holding.catch(() => {});
    const held = `
      select from pg_locks l join pg_database d on d.oid = l.database
      where d.datname = 'locked' and l.mode = 'AccessExclusiveLock' and l.granted`;
    while ((await server.query(held)).length === 0) await new Promise((done) => setTimeout(done, 20));
    const waiting = async (count: number) => {
      const sql =
        "select from pg_stat_activity where datname = 'locked' and usename = 'reader' and wait_event_type = 'Lock'";
      while ((await server.query(sql)).length !== count) await new Promise((done) => setTimeout(done, 20));
    };
    const free = () => server.query("select pg_terminate_backend(pid) from pg_stat_activity where datname = 'locked'");
    return { locked, waiting, free };
  }

  it('ends when the last who waits for it has left', async () => {
    const { locked, waiting, free } = await lockedUp();
    const leaving = new AbortController();
    const asked = api.client(token).introspection.refresh.mutate({ id: locked }, { signal: leaving.signal });
    asked.catch(() => {});
    await waiting(1);
    leaving.abort();
    await expect(asked).rejects.toThrow();
    await waiting(0);
    await free();
  });

  it('ends for each who waits for it with their right to have it, on both faces', async () => {
    const { locked, waiting, free } = await lockedUp();
    const [first, second] = [await api.member(tenantId, 'contributor'), await api.member(tenantId, 'contributor')];
    const path = `/api/connections/${locked}/refresh`;
    const onRest = api.ask('POST', path, { token: first.token, body: {} });
    await waiting(1);
    const onTrpc = api.raw('POST', '/trpc/introspection.refresh', { token: second.token, body: { id: locked } });
    await api.database.query('delete from membership_roles where user_id = $1', [first.id]);
    expect((await onRest).status).toBe(403);
    // It was begun by one who may no longer have it, and goes on for the other.
    await waiting(1);
    await api.ask('POST', '/api/v1/auth/logout', { token: second.token });
    expect((await onTrpc).status).toBe(401);
    await waiting(0);
    await free();
  }, 60_000);
});

describe('what is made of snapshots', () => {
  it('outlines every schema with its names', async () => {
    const outline = await api.client(token).introspection.outline.query({ id });
    const named = outline.schemas.filter(({ isSystem }) => !isSystem).map(({ name, tables }) => [name, tables]);
    expect(named).toEqual([
      [
        'public',
        [
          { name: 'big_orders', type: 'view' },
          { name: 'customers', type: 'table' },
          { name: 'orders', type: 'table' },
        ],
      ],
      ['stock', [{ name: 'items', type: 'table' }]],
    ]);
    expect(outline.snapshot).not.toBeNull();
  });

  it('draws a schema, and what lies around a table', async () => {
    const { diagram } = api.client(token).introspection;
    const names = ({ tables }: { tables: { schema: string; name: string }[] }) =>
      tables.map(({ schema, name }) => `${schema}.${name}`).sort();
    expect(names(await diagram.query({ id, schema: 'public' }))).toEqual(['public.customers', 'public.orders']);
    const around = (table: string, hops: number) => diagram.query({ id, schema: 'public', table, hops }).then(names);
    expect(await around('customers', 1)).toEqual(['public.customers', 'public.orders']);
    expect(await around('customers', 2)).toEqual(['public.customers', 'public.orders', 'stock.items']);
    expect(await around('nothing', 1)).toEqual([]);
  });

  it('finds columns over all connections, the exact name first, never in what was deleted', async () => {
    const second = await connect('Shop again');
    await refresh(second);
    const search = async (query: string) =>
      (await api.ask('GET', `/api/columns?query=${encodeURIComponent(query)}`, { token })).body.data;
    const found = await search('EMAIL');
    expect(found).toMatchObject({ total: 2, items: [{ column: 'email', table: 'customers' }, { column: 'email' }] });
    expect(new Set(found.items.map(({ connectionName }: { connectionName: string }) => connectionName))).toEqual(
      new Set(['Shop', 'Shop again']),
    );
    expect((await search('write to')).total).toBe(2);
    expect((await search('100%')).total).toBe(0);
    await api.ask('DELETE', `/api/connections/${second}`, { token });
    expect((await search('email')).total).toBe(1);
  });

  it('finds tables and columns by a part of their name, in whatever case and script', async () => {
    await shop('alter table orders add column "Größe" text');
    await refresh();
    const find = async (query: string) =>
      (await api.client(token).introspection.find.query({ query })).map(({ schema, table, column }) =>
        [schema, table, column].filter(Boolean).join('.'),
      );
    expect(await find('ORDER')).toEqual(['public.orders', 'public.big_orders', 'stock.items.order_id']);
    expect(await find('customer_id')).toEqual(expect.arrayContaining(['public.orders.customer_id']));
    expect(await find('GRÖSSE')).toEqual([]);
    expect(await find('GRÖ')).toEqual(expect.arrayContaining(['public.orders.Größe']));
    expect(await find('100%_')).toEqual([]);
    await shop('alter table orders drop column "Größe"');
    await refresh();
  });

  it('tells of the whole at a glance, of what points at a table, and what makes it', async () => {
    const { introspection } = api.client(token);
    const overview = await introspection.overview.query({ id });
    const outline = await introspection.outline.query({ id });
    const all = outline.schemas.flatMap(({ tables }) => tables);
    expect(overview).toMatchObject({
      tables: all.filter(({ type }) => type === 'table').length,
      views: all.filter(({ type }) => type === 'view').length,
      snapshot: outline.snapshot,
    });
    expect(overview.mostReferenced[0]).toMatchObject({ schema: 'public', table: 'customers' });
    const found = await introspection.referencedBy.query({ id, schema: 'public', table: 'customers' });
    expect(found.total).toBe(overview.mostReferenced[0]?.references);
    expect(found.items[0]).toMatchObject({ schema: 'public', table: 'orders', references: ['id'] });
    const place = { id, schema: 'public', table: 'orders' };
    const { create, select } = await introspection.statements.query(place);
    expect(create).toContain('CREATE TABLE "public"."orders" (');
    expect(create).toContain('REFERENCES "public"."customers" ("id")');
    expect(select).toMatch(/^SELECT\n {2}"id",\n[^;]+\nFROM "public"."orders"\nLIMIT 100;\n$/);
    const nowhere = introspection.statements.query({ ...place, table: 'nowhere' });
    await expect(nowhere).rejects.toMatchObject({ data: { appCode: 'NOT_FOUND' } });
    const fresh = await connect('Never read');
    await expect(introspection.overview.query({ id: fresh })).rejects.toMatchObject({
      data: { appCode: 'NOT_FOUND' },
    });
  });

  it('tells two of them apart, and what of it may break somebody', async () => {
    const a = (await refresh()).snapshot;
    await shop(`
      alter table orders alter column note set not null;
      alter table orders add column paid bool not null default false;
      create table refunds (id int primary key);
      drop table stock.items;
      alter table customers alter column email type varchar(120)`);
    const b = (await refresh()).snapshot;
    const { data } = (await api.ask('GET', `/api/snapshots/${a.id}/diff/${b.id}`, { token })).body;
    expect(data).toEqual(await api.client(token).introspection.diff.query({ a: a.id, b: b.id }));
    expect(data).toMatchObject({ a, b, breaking: true, breaks: ['read', 'write'], database: [] });
    const columns = [{ name: 'id', nativeType: 'integer', type: 'integer', nullable: false }];
    const refunds = { schema: 'public', table: 'refunds', type: 'table', columns };
    expect(data.added).toEqual([{ ...refunds, breaking: false, breaks: [] }]);
    expect(data.removed).toMatchObject([{ table: 'items', breaking: true, breaks: ['read', 'write'] }]);
    expect(data.removed[0].columns[0]).toMatchObject({ name: 'id' });
    const changes = Object.fromEntries(data.changed.map((one: { table: string }) => [one.table, one]));
    const grown = {
      path: ['columns', 'email', 'nativeType'],
      kind: 'changed',
      before: 'character varying(80)',
      after: 'character varying(120)',
      reason: 'longer values fit',
      breaks: [],
      breaking: false,
    };
    expect(changes.customers).toEqual({
      schema: 'public',
      table: 'customers',
      changes: [grown],
      breaks: [],
      breaking: false,
    });
    expect(changes.orders).toMatchObject({
      breaks: ['write'],
      changes: [
        { path: ['columns', 'note', 'nullable'], before: true, after: false, breaks: ['write'] },
        { path: ['columns', 'paid'], kind: 'added', before: null, after: { nativeType: 'boolean' }, breaks: [] },
      ],
    });
    const same = (await api.ask('GET', `/api/snapshots/${b.id}/diff/${b.id}`, { token })).body.data;
    expect(same).toMatchObject({ database: [], added: [], removed: [], changed: [], breaks: [], breaking: false });
    const nowhere = await api.ask('GET', `/api/snapshots/${b.id}/diff/${randomUUID()}`, { token });
    expect(nowhere.status).toBe(404);
    const { lastChange } = await api.client(token).introspection.overview.query({ id });
    expect(lastChange).toEqual({ at: b.takenAt, before: a.id, after: b.id });
    const listed = await api.client(token).introspection.snapshots.query({ id, limit: 1 });
    expect(listed.items[0]).toMatchObject({ id: b.id, changes: { added: 1, removed: 1, changed: 2 } });

    const { sql, ...draft } = await api.client(token).introspection.migration.query({ a: a.id, b: b.id });
    expect(draft).toEqual({ dialect: 'PostgreSQL', partly: false });
    expect(sql).toContain('ALTER TABLE "public"."orders" ADD COLUMN "paid" boolean DEFAULT false NOT NULL;');
    expect(sql).toContain('DROP TABLE "stock"."items";');
    const text = await api.ask('GET', `/api/snapshots/${a.id}/diff/${b.id}/migration`, { token });
    expect(text.text).toBe(sql);
  });

  it('compares only what both of them looked at', async () => {
    const all = (await refresh()).snapshot;
    const body = { includeSchemas: ['public'] };
    const narrow = (await api.ask('POST', `/api/connections/${id}/refresh`, { token, body })).body.data.snapshot;
    for (const [a, b] of [
      [all.id, narrow.id],
      [narrow.id, all.id],
    ]) {
      const { data } = (await api.ask('GET', `/api/snapshots/${a}/diff/${b}`, { token })).body;
      expect(data).toMatchObject({ database: [], added: [], removed: [], changed: [], breaking: false });
      expect((await api.client(token).introspection.migration.query({ a: a ?? '', b: b ?? '' })).sql).toContain(
        'There is nothing to do.',
      );
    }
    await refresh();
  });

  it.each(['typescript', 'kysely', 'zod'])('writes types for %s as text', async (kind) => {
    const answer = await api.ask('GET', `/api/connections/${id}/types?target=${kind}`, { token });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(answer.text).toContain('Customers');
    const { code } = await api.client(token).introspection.types.query({ connectionId: id, target: kind as 'zod' });
    expect(code).toBe(answer.text);
  });

  it('writes them for the client that is asked for, and says for which', async () => {
    const types = api.client(token).introspection.types;
    const usual = await types.query({ connectionId: id, target: 'typescript' });
    expect(usual).toMatchObject({ driver: 'pg', code: expect.stringMatching(/^\/\/ Rows as pg returns/) });
    expect(usual.code).toContain('placed_at: Date | number | null;');
    const answer = await api.ask('GET', `/api/connections/${id}/types?target=typescript&driver=postgres`, { token });
    expect(answer.text).toMatch(/^\/\/ Rows as postgres \(postgres\.js\) returns/);
    expect(answer.text).toContain('placed_at: Date | null;');
    const same = await types.query({ connectionId: id, target: 'typescript', driver: 'postgres' });
    expect(same).toMatchObject({ driver: 'postgres', code: answer.text });
  });

  it.each(['mysql2', 'jdbc'])('refuses the client %s, and says which are possible', async (driver) => {
    const answer = await api.ask('GET', `/api/connections/${id}/types?target=zod&driver=${driver}`, { token });
    expect(answer.status).toBe(400);
    expect(answer.body.error.details).toMatchObject([
      { path: 'driver', message: expect.stringContaining('pg, postgres, bun') },
    ]);
    const input = { connectionId: id, target: 'zod', driver: driver as 'mysql2' } as const;
    const asked = api.client(token).introspection.types.query(input);
    await expect(asked).rejects.toThrow('pg, postgres, bun');
  });

  it('refuses a kind of types that there is not', async () => {
    expect((await api.ask('GET', `/api/connections/${id}/types?target=java`, { token })).status).toBe(400);
  });
});
