import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Harness, type Member, startHarness } from './harness.ts';

let api: Harness;
let ada: Member;
let bob: Member;

beforeAll(async () => {
  api = await startHarness();
  const tenantId = await api.createTenant(await api.token(), 'preferences');
  ada = await api.member(tenantId, 'viewer');
  bob = await api.member(tenantId, null);
});
afterAll(() => api.close());

const of = ({ token }: Member) => api.client(token).preferences;
const NONE = { language: null, timeZone: null, times: 'relative', density: 'comfortable', columns: null };

it('are none at first', async () => {
  expect(await of(ada).get.query()).toEqual(NONE);
});

it('keep what is set, and leave the rest', async () => {
  expect(await of(ada).set.mutate({ language: 'de', columns: ['name', 'owner'] })).toEqual({
    ...NONE,
    language: 'de',
    columns: ['name', 'owner'],
  });
  const all = { language: 'de', timeZone: 'Europe/Berlin', times: 'absolute', density: 'compact', columns: null };
  await of(ada).set.mutate({ timeZone: 'Europe/Berlin', times: 'absolute' });
  expect(await of(ada).set.mutate({ density: 'compact', columns: null })).toEqual(all);
  expect(await of(ada).set.mutate({})).toEqual(all);
  expect(await of(ada).get.query()).toEqual(all);
});

it('are a person’s own', async () => {
  await of(ada).set.mutate({ density: 'compact' });
  expect(await of(bob).get.query()).toEqual(NONE);
  const { db } = api.composition.services;
  const seen = await db.transaction({ userId: bob.id }, (em) => em.execute<object[]>('select * from user_preferences'));
  expect(seen).toEqual([]);
});

it.each([
  { language: 'fr' },
  { timeZone: 'Mars/Base' },
  { times: null },
  { density: 'tight' },
  { columns: [''] },
  { font: 'x' },
])('refuse %j', async (wrong) => {
  await expect(of(ada).set.mutate(wrong as object)).rejects.toMatchObject({ data: { appCode: 'VALIDATION_ERROR' } });
});

it('keep what two windows set at once', async () => {
  await Promise.all([of(bob).set.mutate({ language: 'en' }), of(bob).set.mutate({ times: 'absolute' })]);
  expect(await of(bob).get.query()).toEqual({ ...NONE, language: 'en', times: 'absolute' });
});

it('forget a choice that is no longer there to be made', async () => {
  await api.database.query(
    `update user_preferences set preferences = '{"language":"tlh","density":"compact","old":1}' where user_id = $1`,
    [bob.id],
  );
  expect(await of(bob).get.query()).toEqual({ ...NONE, density: 'compact' });
});

it('are not for API keys', async () => {
  const keys = await api.member(await api.createTenant(await api.token(), 'keys'), 'admin');
  const { key } = await api.client(keys.token).apiKeys.create.mutate({ name: 'k', permissionIds: ['user:read'] });
  await expect(api.client(key).preferences.get.query()).rejects.toMatchObject({ data: { appCode: 'FORBIDDEN' } });
});

it('are in the log of the installation', async () => {
  const events = await api.database.query<{ details: object }>(
    "select details from audit_events where action = 'preferences:set' and actor_user_id = $1 order by seq limit 1",
    [ada.id],
  );
  expect(events[0]?.details).toEqual({
    before: { language: null, columns: null },
    after: { language: 'de', columns: ['name', 'owner'] },
  });
});
