import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Harness, type Member, startHarness } from './harness.ts';

let api: Harness;
let tenantId: string;
let ada: Member;
let bob: Member;
let id: string;

beforeAll(async () => {
  api = await startHarness();
  tenantId = await api.createTenant(await api.token(), 'diagrams');
  ada = await api.member(tenantId, 'contributor');
  bob = await api.member(tenantId, 'contributor');
  id = await connection('shop');
});
afterAll(() => api.close());

const of = ({ token }: Member) => api.client(token, tenantId).introspection;
const NONE = { all: [], keys: [], map: [] };
const orders = { schema: 'sales', table: 'orders', x: 12.5, y: -40 };
const carts = { schema: 'sales', table: 'carts', x: 0, y: 0 };

async function connection(name: string): Promise<string> {
  const made = { name, dbType: 'postgresql', host: '127.0.0.1', port: 1, username: 'u' } as const;
  return (await api.client(ada.token, tenantId).connections.create.mutate(made)).id;
}

it('are nowhere else than the layout puts them, at first', async () => {
  expect(await of(ada).layout.query({ id })).toEqual(NONE);
});

it('keep what is moved, each form of the picture for itself, and forget it', async () => {
  await of(ada).setLayout.mutate({ id, form: 'all', tables: [orders] });
  await of(ada).setLayout.mutate({ id, form: 'map', tables: [orders, carts] });
  await of(ada).setLayout.mutate({ id, form: 'all', tables: [carts] });
  expect(await of(ada).layout.query({ id })).toEqual({ all: [carts], keys: [], map: [orders, carts] });
  const other = await connection('stock');
  expect(await of(ada).layout.query({ id: other })).toEqual(NONE);
  await of(ada).resetLayout.mutate({ id });
  expect(await of(ada).layout.query({ id })).toEqual(NONE);
});

it('are a person’s own, for the database too', async () => {
  await of(ada).setLayout.mutate({ id, form: 'keys', tables: [orders] });
  expect(await of(bob).layout.query({ id })).toEqual(NONE);
  await of(bob).resetLayout.mutate({ id });
  expect(await of(ada).layout.query({ id })).toEqual({ ...NONE, keys: [orders] });
  const { db } = api.composition.services;
  const seen = (userId: string) =>
    db.transaction({ tenantId, userId }, (em) => em.execute<object[]>('select form from diagram_layouts'));
  expect(await seen(bob.id)).toEqual([]);
  expect(await seen(ada.id)).toEqual([{ form: 'keys' }]);
});

it('are told to the audit log, without the places', async () => {
  const events = await api.database.query(
    `select details from audit_events where action = 'introspection:setLayout' and actor_user_id = $1 order by seq limit 1`,
    [ada.id],
  );
  expect(events).toEqual([{ details: { name: 'shop', form: 'all', tables: 1 } }]);
});

it('go with the membership', async () => {
  const eve = await api.member(tenantId, 'contributor');
  await of(eve).setLayout.mutate({ id, form: 'all', tables: [orders] });
  await api.database.query('delete from memberships where tenant_id = $1 and user_id = $2', [tenantId, eve.id]);
  const rows = await api.database.query('select form from diagram_layouts where user_id = $1', [eve.id]);
  expect(rows).toEqual([]);
});

it.each([
  { form: 'tree', tables: [] },
  { form: 'all', tables: [{ ...orders, x: Number.MAX_VALUE }] },
  { form: 'all', tables: Array.from({ length: 1001 }, () => orders) },
])('are refused where they are no places', async (input) => {
  const wrong = of(ada).setLayout.mutate({ id, ...input } as Parameters<
    ReturnType<typeof of>['setLayout']['mutate']
  >[0]);
  await expect(wrong).rejects.toMatchObject({ data: { appCode: 'VALIDATION_ERROR' } });
});

it('a diagram around a table needs the schema of the table', async () => {
  await expect(of(ada).diagram.query({ id, table: 'orders' })).rejects.toMatchObject({
    data: { appCode: 'VALIDATION_ERROR' },
  });
});
