import { type DiagnosisCode, STAGES, type Stage, type StageResult, TestResult } from '@portolan/contract';
import { openDrivers, readAll, relayTo, verdictOf } from '@portolan/drivers/testing';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { PEERS } from './peers/index.ts';
import type { Peer } from './peers/peer.ts';

const host = openDrivers();
afterAll(() => host.close());

/** What each wrong target has to answer; `success` where the login works and sees nothing. */
const WRONG: Record<keyof Peer['wrong'], [stage: Stage, code: DiagnosisCode] | 'success'> = {
  password: ['auth', 'AUTH_FAILED'],
  user: ['auth', 'AUTH_FAILED'],
  database: ['database', 'DATABASE_NOT_FOUND'],
  authority: ['tls', 'TLS_UNTRUSTED'],
  hostName: ['tls', 'TLS_HOSTNAME'],
  unprivileged: 'success',
};

describe.each(PEERS)('$name', ({ start }) => {
  let peer: Peer;
  let names: Record<'customers' | 'orders' | 'big_orders' | 'id' | 'customer_id' | 'email', string>;

  beforeAll(async () => {
    peer = await start();
    const { spell } = peer;
    const [customers, orders, big_orders] = [spell('customers'), spell('orders'), spell('big_orders')];
    names = {
      customers,
      orders,
      big_orders,
      id: spell('id'),
      customer_id: spell('customer_id'),
      email: spell('email'),
    };
  });
  afterAll(() => peer?.[Symbol.asyncDispose]());

  test('walks every stage, tells of each, and says what it found', async () => {
    const told: StageResult[] = [];
    const result = await host.diagnose(peer.target, { onStage: (stage) => told.push(stage) });
    expect(result).toMatchObject({ success: true, message: 'Connection successful' });
    expect(result.stages.map((one) => one.stage)).toEqual(STAGES);
    expect(result.stages.every((one) => one.ok)).toBe(true);
    expect(told).toEqual(result.stages);
    expect(result.serverVersion).toMatch(/\d/);
    expect(result.privileges).toMatchObject({ summary: expect.stringMatching(/\w/), superuser: false });
    if (peer.has.tls) {
      expect(result.tls?.version).toMatch(/^TLSv1\.[23]$/);
      expect(result.tls?.verified).toBe(peer.target.options.sslMode !== 'require');
      expect(result.tls?.certificates.length).toBeGreaterThan(0);
    }
    expect(TestResult.parse(result)).toEqual(result);
  });

  test.each(Object.entries(WRONG) as [keyof Peer['wrong'], (typeof WRONG)[keyof Peer['wrong']]][])(
    'a wrong %s',
    async (what, expected) => {
      const target = peer.wrong[what];
      // Some engines know no such thing: what a peer has is said by its type.
      if (!target) return expect(what).not.toBe('password');
      const told: StageResult[] = [];
      const result = await host.diagnose(target, { onStage: (stage) => told.push(stage) });
      if (expected === 'success') {
        if (result.success) expect(result.privileges?.readableTables ?? 0).toBe(0);
        else expect(result.code).toBe('PERMISSION_DENIED');
      } else {
        expect(verdictOf(result)).toMatchObject({ success: false, stage: expected[0], code: expected[1] });
        expect(result.stages.at(-1)?.remedy).toMatch(/^[A-Z][^\n]{10,}$/);
      }
      // What comes after the stage that failed is never told, and nothing before it is left out.
      expect(told.at(-1)).toEqual(result.stages.at(-1));
      const secrets = Object.values(peer.target.credential ?? {}).filter(
        (value) => value !== peer.target.credential?.type,
      );
      for (const secret of secrets) expect(JSON.stringify(result)).not.toContain(secret);
    },
  );

  test('lists the schemas, the default one among them', async () => {
    const { items } = await host.schemas(peer.target);
    expect(items.filter((one) => one.isDefault)).toEqual([{ name: peer.schema, isDefault: true, isSystem: false }]);
    expect(new Set(items.map((one) => one.name)).size).toBe(items.length);
  });

  test('lists tables and views', async () => {
    const { customers, orders, big_orders } = names;
    const all = await host.tables(peer.target, { schema: peer.schema, includeViews: true, page: 1, pageSize: 10 });
    expect(all.items.map(({ name, type, comment }) => [name, type, comment])).toEqual([
      [big_orders, 'view', null],
      [customers, 'table', 'People who buy'],
      [orders, 'table', null],
    ]);
    const second = await host.tables(peer.target, { schema: peer.schema, includeViews: false, page: 2, pageSize: 1 });
    expect(second).toMatchObject({ items: [{ name: orders }], total: 2, totalPages: 2 });
    const found = await host.tables(peer.target, { search: 'BIG_', includeViews: true, page: 1, pageSize: 10 });
    expect(found.items.map(({ name }) => name)).toEqual([big_orders]);
  });

  test('describes columns alike for every engine', async () => {
    const customers = await host.fields(peer.target, { table: names.customers });
    expect(customers?.items).toMatchObject([
      { name: names.id, position: 1, type: 'integer', nullable: false, primaryKey: true, references: null },
      { name: names.email, position: 2, type: 'string', length: 80, nullable: false, comment: 'Where to write to' },
    ]);
    expect(customers?.items[0]?.generated !== null).toBe(peer.has.identity);
    expect(customers?.primaryKey?.columns).toEqual([names.id]);
    expect(customers?.uniques.map((unique) => unique.columns)).toEqual(peer.has.uniques ? [[names.email]] : []);

    const orders = await host.fields(peer.target, { schema: peer.schema, table: names.orders });
    const [id, customer, total, placed, note] = orders?.items ?? [];
    expect(id).toMatchObject({ type: 'integer', nullable: false, primaryKey: true });
    const reference = { schema: peer.schema, table: names.customers, column: names.id };
    expect(customer).toMatchObject({ name: names.customer_id, type: 'integer', references: reference });
    expect(total).toMatchObject({ type: 'decimal', precision: 10, scale: 2, nullable: false });
    expect(total?.default).toMatch(/^[('N]*0(\.00)?\b/);
    expect(placed).toMatchObject({ type: 'timestamp', nullable: true, default: null });
    expect(note).toMatchObject({ type: 'string', nullable: true, default: null, comment: null });
    const { schema, table, column } = reference;
    expect(orders?.foreignKeys).toMatchObject([
      { columns: [names.customer_id], references: { schema, table, columns: [column] } },
    ]);
    if (peer.has.foreignKeyActions) expect(orders?.foreignKeys[0]?.onDelete).toBe('CASCADE');
    const indexed = orders?.indexes.map((index) => index.columns.join()) ?? [];
    expect(indexed.includes(names.customer_id)).toBe(peer.has.indexes);
  });

  test('a table that is not there is null', async () => {
    expect(await host.fields(peer.target, { table: 'no_such_table' })).toBeNull();
    expect(await host.fields(peer.target, { schema: 'no_such_schema', table: names.orders })).toBeNull();
  });

  test('introspects what the single look-ups say', async () => {
    const { outline, tables } = await readAll(host, peer.target, { depth: 'columns', include: [peer.schema] });
    const { items } = await host.schemas(peer.target);
    expect(outline).toMatchObject({ kind: 'outline', schemas: items, tablesTotal: 3 });
    expect(tables.map(({ schema, name }) => [schema, name])).toEqual(
      [names.big_orders, names.customers, names.orders].map((name) => [peer.schema, name]),
    );
    for (const { name, columns, primaryKey, foreignKeys, uniques, checks, indexes } of tables) {
      const fields = await host.fields(peer.target, { table: name });
      expect(fields).toMatchObject({ items: columns, primaryKey, foreignKeys, uniques, checks, indexes });
    }
    const shallow = await readAll(host, peer.target, { depth: 'tables', include: [peer.schema] });
    expect(shallow.tables.map(({ name, type, columns }) => [name, type, columns])).toEqual(
      tables.map(({ name, type }) => [name, type, []]),
    );
    const without = await readAll(host, peer.target, { depth: 'tables', exclude: [peer.schema] });
    expect(without.tables.filter(({ schema }) => schema === peer.schema)).toEqual([]);
  });

  test('a caller who leaves is answered CANCELLED, and no connection stays open', async () => {
    await using relay = await relayTo(peer.target.host, peer.target.port);
    const target = { ...peer.target, port: relay.port };
    const none = () => vi.waitFor(() => expect(relay.open()).toBe(0), 5_000);

    const leaving = new AbortController();
    const diagnosed = await host.diagnose(target, {
      signal: leaving.signal,
      onStage: ({ stage }) => stage === 'tcp' && leaving.abort(),
    });
    expect(diagnosed).toMatchObject({ success: false, code: 'CANCELLED' });
    await none();

    const reading = new AbortController();
    const pages = host.introspect(target, { depth: 'columns' }, { signal: reading.signal });
    const first = await pages[Symbol.asyncIterator]().next();
    expect(first.value).toMatchObject({ kind: 'outline' });
    reading.abort();
    await none();

    const gone = host.schemas(target, { signal: AbortSignal.abort() });
    await expect(gone).rejects.toMatchObject({ code: 'CANCELLED' });
    for await (const page of host.introspect(target, { depth: 'columns' })) if (page.kind === 'outline') break;
    await none();
    expect((await host.diagnose(target)).success).toBe(true);
    await none();
  });
});
