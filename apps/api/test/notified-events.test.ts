import { createAuthority, startTestPostgres, type TestPostgres } from '@portolan/testing/postgres';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { type Harness, startHarness } from './harness.ts';

const DAY = 86_400_000;
const soon = new Date(Math.ceil(Date.now() / 1_000) * 1_000 + 5 * DAY);
const authority = createAuthority('Test authority', new Date(Date.now() + 60 * DAY));

let api: Harness;
let server: TestPostgres;
let token: string;
let tenant: string;
let id: string;

beforeAll(async () => {
  const tls = authority.issue({ commonName: 'ending', names: ['localhost'], until: soon });
  [api, server] = await Promise.all([startHarness(), startTestPostgres({ version: '18', tls })]);
  await server.query('create database shop');
  await server.query("create role reader login password 'the-reader-password'");
  await server.query('grant pg_read_all_data to reader');
  await shop('create table orders (id int primary key, note text)');
  api.secrets.add('the-reader-password');
  tenant = await api.createTenant(await api.token(), 'events');
  token = (await api.member(tenant, 'contributor')).token;
  id = (await ask('POST', '/api/connections', connection('Shop'))).body.data.id;
  const events = ['schema.changed', 'credential.sealed', 'certificate.expiring'];
  const target = { type: 'webhook', url: 'http://127.0.0.1:1/' };
  expect((await ask('POST', '/api/v1/notification-rules', { name: 'All', events, target })).status).toBe(201);
});
afterAll(async () => {
  await api.close();
  await server.close();
});
beforeEach(() => api.database.query('delete from notification_outbox'));

const shop = (sql: string) => server.query(sql, [], 'shop');
const ask = (method: string, path: string, body: object = {}) => api.ask(method, path, { token, body });
const connection = (name: string) => ({
  name,
  dbType: 'postgresql',
  host: '127.0.0.1',
  port: server.port,
  databaseName: 'shop',
  username: 'reader',
  password: 'the-reader-password',
  options: { sslMode: 'require' },
});
const refresh = async () => {
  const answer = await ask('POST', `/api/connections/${id}/refresh`);
  expect(answer.status).toBeLessThan(300);
  return answer.body.data.snapshot.id as string;
};
const told = async () =>
  (await api.database.query<{ event: object }>('select event from notification_outbox order by seq')).map(
    ({ event }) => event,
  );

const attention = () => api.client(token).health.attention.query();

it('a refresh tells what has changed since the one before, and whether it breaks something', async () => {
  await refresh();
  const first = await refresh();
  expect(await told()).toEqual([]);
  await shop('alter table orders add placed_at timestamptz');
  const second = await refresh();
  await shop('drop table orders; create table customers (id int primary key)');
  const third = await refresh();
  await refresh();
  const about = { type: 'schema.changed', connections: [{ id, name: 'Shop', kind: 'postgresql' }] };
  expect(await told()).toMatchObject([
    { ...about, breaking: false, change: { previousId: first, snapshotId: second, added: 0, removed: 0, changed: 1 } },
    { ...about, breaking: true, change: { previousId: second, snapshotId: third, added: 1, removed: 1, changed: 0 } },
  ]);
  const last = {
    id,
    name: 'Shop',
    breaking: true,
    added: 1,
    removed: 1,
    changed: 0,
    previousId: second,
    snapshotId: third,
  };
  expect((await attention()).drift).toEqual({ total: 1, items: [{ ...last, at: expect.any(String) }] });
});

it('what could not be told is told with the next snapshot, once', async () => {
  const before = await refresh();
  await shop('create table parcels (id int primary key)');
  await api.database.query('alter table notification_outbox rename to elsewhere');
  await refresh();
  await api.database.query('alter table elsewhere rename to notification_outbox');
  const after = await refresh();
  await refresh();
  expect(await told()).toMatchObject([{ change: { previousId: before, snapshotId: after, added: 1 } }]);
});

it('another destination seals the credential, and tells it once; so does an import', async () => {
  const path = `/api/connections/${id}`;
  await ask('PATCH', path, { description: 'The shop' });
  expect(await told()).toEqual([]);
  await ask('PATCH', path, { host: 'localhost' });
  await ask('PATCH', path, { description: 'Still sealed' });
  const sealed = { type: 'credential.sealed', connections: [{ id, name: 'Shop' }] };
  expect(await told()).toMatchObject([sealed]);
  const { credentials, drift } = await attention();
  expect(credentials).toEqual({ total: 1, items: [{ id, name: 'Shop', state: 'sealed' }] });
  expect(drift?.total).toBe(1);
  await ask('PATCH', path, { host: '127.0.0.1' });
  const exported = (await api.raw('GET', '/api/connections/export?format=csv', { token })).text;
  const text = exported.replace('127.0.0.1', 'localhost');
  const imported = await ask('POST', '/api/connections/import', { format: 'csv', text, apply: true });
  expect(imported.body.data).toMatchObject({ changed: 1 });
  expect(await told()).toMatchObject([sealed, sealed]);
  await ask('PATCH', path, { host: '127.0.0.1' });
});

it('a certificate that ends soon is told once', async () => {
  const { checkNow } = api.client(token).health;
  const checked = await checkNow.mutate({ id });
  expect(checked.certificate?.subject).toBe('CN=ending');
  await checkNow.mutate({ id });
  const certificate = { subject: 'CN=ending', endsAt: soon.toISOString() };
  expect(await told()).toMatchObject([{ type: 'certificate.expiring', connections: [{ id }], certificate }]);
  const { certificates, checks } = await attention();
  expect(certificates).toEqual({ total: 1, items: [{ id, name: 'Shop', ...certificate }] });
  expect(checks).toEqual({ total: 1, watched: 1, lastCheckAt: expect.any(String) });
});

it('what needs attention is told to whoever may see it, and that something has changed to whoever watches', async () => {
  const [reader, admin] = [await api.member(tenant, ['connections:read']), await api.member(tenant, 'admin')];
  const invite = async () => {
    const body = { email: 'new@example.com', role_id: await api.roleId(tenant, 'viewer') };
    expect((await api.ask('POST', '/api/v1/invitations', { token: admin.token, body })).status).toBe(201);
  };
  const told: number[] = [];
  const heard = Promise.withResolvers<void>();
  const watching = api.client(reader.token).health.live.subscribe(undefined, {
    onData: (news) => {
      if (told.push(news.attention) > 1) heard.resolve();
      else void invite().catch(heard.reject);
    },
    onError: heard.reject,
  });
  await heard.promise;
  watching.unsubscribe();
  expect(told[1]).not.toBe(told[0]);
  expect(await api.client(reader.token).health.attention.query()).toMatchObject({ invitations: null, drift: null });
  const { invitations } = await api.client(admin.token).health.attention.query();
  expect(invitations).toMatchObject({ total: 1, items: [{ email: 'new@example.com', roleName: expect.any(String) }] });
});
