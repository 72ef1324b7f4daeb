import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Harness, type Member, startHarness } from './harness.ts';

let api: Harness;
let tenantId: string;
let admin: Member;
let worker: Member;
let reader: Member;

beforeAll(async () => {
  api = await startHarness();
  tenantId = await api.createTenant(await api.token(), 'views');
  admin = await api.member(tenantId, 'admin');
  worker = await api.member(tenantId, 'contributor');
  reader = await api.member(tenantId, ['connections:read']);
});
afterAll(() => api.close());

const views = ({ token }: { token: string }) => api.client(token).views;
const code = (promise: Promise<unknown>) =>
  promise.then(
    () => 'ok',
    (error) => error.data.appCode,
  );
const names = async (member: Member) => (await views(member).list.query()).map(({ name }) => name);

describe('saved views', () => {
  it('are kept as they are, for their maker alone', async () => {
    const state = {
      search: 'orders',
      environment: 'production',
      tag: ['team:a', 'eu'],
      ownerId: 'none',
      credentialState: 'sealed',
      sortBy: 'status',
      sortOrder: 'asc',
      groupBy: 'tag',
      columns: ['name', 'environment'],
      pageSize: 100,
    } as const;
    const made = await views(reader).create.mutate({
      name: 'Mine',
      state: { ...state, tag: [...state.tag], columns: [...state.columns] },
    });
    expect(made).toMatchObject({ name: 'Mine', shared: false, mine: true, state });
    expect(await views(reader).list.query()).toEqual([made]);
    expect(await names(admin)).toEqual([]);
    for (const call of [
      () => views(admin).update.mutate({ id: made.id, name: 'Taken' }),
      () => views(admin).delete.mutate({ id: made.id }),
    ]) {
      expect(await code(call())).toBe('NOT_FOUND');
    }
    const changed = await views(reader).update.mutate({ id: made.id, state: { status: 'failed' } });
    expect(changed).toMatchObject({ name: 'Mine', shared: false, state: { status: 'failed' } });
    await views(reader).delete.mutate({ id: made.id });
    expect(await names(reader)).toEqual([]);
  });

  it('are shared by who may write connections, and seen by whoever reads them', async () => {
    expect(await code(views(reader).create.mutate({ name: 'S', shared: true, state: {} }))).toBe('FORBIDDEN');
    const { id } = await views(worker).create.mutate({ name: 'S', shared: true, state: {} });
    expect(await views(reader).list.query()).toMatchObject([{ id, shared: true, mine: false }]);
    const own = await views(reader).create.mutate({ name: 'S', state: {} });
    expect(await code(views(reader).update.mutate({ id: own.id, shared: true }))).toBe('FORBIDDEN');
    expect(await code(views(reader).update.mutate({ id, name: 'Renamed' }))).toBe('FORBIDDEN');
    expect(await code(views(reader).delete.mutate({ id }))).toBe('FORBIDDEN');
    expect(await views(admin).update.mutate({ id, name: 'Renamed' })).toMatchObject({ name: 'Renamed', shared: true });
    expect(await code(views(admin).update.mutate({ id, shared: false }))).toBe('FORBIDDEN');
    expect(await views(worker).update.mutate({ id, shared: false })).toMatchObject({ shared: false, mine: true });
    expect(await names(admin)).toEqual([]);
    await views(worker).delete.mutate({ id });
    await views(reader).delete.mutate({ id: own.id });
  });

  it('have names that tell them apart', async () => {
    const { id } = await views(worker).create.mutate({ name: 'Twice', state: {} });
    expect(await code(views(worker).create.mutate({ name: 'TWICE', state: {} }))).toBe('CONFLICT');
    await views(admin).create.mutate({ name: 'Twice', state: {} });
    const shared = await views(worker).create.mutate({ name: 'Twice', shared: true, state: {} });
    expect(await code(views(worker).update.mutate({ id, shared: true }))).toBe('CONFLICT');
    await views(worker).delete.mutate({ id: shared.id });
    expect(await code(views(worker).create.mutate({ name: ' ', state: {} }))).toBe('VALIDATION_ERROR');
  });

  it.each([{ unknown: 1 }, { sortBy: 'secret' }, { tag: ['UPPER'] }, { pageSize: 1000 }])(
    'refuse %j',
    async (state) => {
      const wrong = state as object;
      expect(await code(views(worker).create.mutate({ name: 'Wrong', state: wrong }))).toBe('VALIDATION_ERROR');
    },
  );

  it('go with the membership of their maker; shared ones stay, and the tenant may change them', async () => {
    const leaver = await api.member(tenantId, 'contributor');
    await views(leaver).create.mutate({ name: 'Private', state: {} });
    const { id } = await views(leaver).create.mutate({ name: 'Left behind', shared: true, state: {} });
    await api.ask('DELETE', `/api/v1/users/${leaver.id}`, { token: admin.token });
    const rows = await api.database.query<{ name: string }>(
      "select name from saved_views where name in ('Private', 'Left behind')",
    );
    expect(rows.map(({ name }) => name)).toEqual(['Left behind']);
    await views(admin).delete.mutate({ id });
  });

  it('are as many as a list can show', async () => {
    const maker = await api.member(tenantId, 'contributor');
    await api.database.query(
      `insert into saved_views (id, tenant_id, user_id, name, state)
       select gen_random_uuid(), $1, $2, 'View ' || n, '{}' from generate_series(1, 200) n`,
      [tenantId, maker.id],
    );
    expect(await code(views(maker).create.mutate({ name: 'One more', state: {} }))).toBe('CONFLICT');
  });

  it('are behind the second barrier: without a filter a member sees no private view of another', async () => {
    await views(worker).create.mutate({ name: 'Secret plan', state: {} });
    const { db } = api.composition.services;
    const seenBy = (userId: string) =>
      db.transaction({ tenantId, userId }, (em) => em.execute<{ name: string }[]>('select name from saved_views'));
    expect((await seenBy(worker.id)).map(({ name }) => name)).toContain('Secret plan');
    expect((await seenBy(admin.id)).map(({ name }) => name)).not.toContain('Secret plan');
  });

  it('are in the audit log, before and after', async () => {
    const { id } = await views(worker).create.mutate({ name: 'Logged', state: { status: 'failed' } });
    await views(worker).update.mutate({ id, name: 'Logged again' });
    await views(worker).delete.mutate({ id });
    const events = await api.database.query<{ action: string; details: object }>(
      'select action, details from audit_events where entity_id = $1 order by seq',
      [id],
    );
    expect(events).toMatchObject([
      { action: 'views:create', details: { after: { name: 'Logged', shared: false, state: { status: 'failed' } } } },
      { action: 'views:update', details: { before: { name: 'Logged' }, after: { name: 'Logged again' } } },
      { action: 'views:delete', details: { before: { name: 'Logged again' } } },
    ]);
  });
});
