import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Harness, startHarness } from './harness.ts';

let api: Harness;
let admin: string;
let tenantId: string;
beforeAll(async () => {
  api = await startHarness();
  tenantId = await api.createTenant(await api.token(), 'harbour');
  admin = (await api.member(tenantId, 'admin')).token;
});
afterAll(() => api.close());

/** In the order in which people look for them. */
const NAMES = [
  '_scratch',
  '2 fast',
  '10 slow',
  'agypten',
  'Ägypten',
  'Éclair',
  'orders 9',
  'Orders 9',
  'Orders 10',
  'Zebra',
];
const SHUFFLED = NAMES.map((name, at) => ({ name, at: (at * 7) % NAMES.length })).toSorted((a, b) => a.at - b.at);

it('connections are listed by name as people look for them, page by page, on both faces', async () => {
  for (const { name } of SHUFFLED) {
    const body = { name, dbType: 'mysql', host: 'db.example.com', port: 1 };
    expect((await api.ask('POST', '/api/connections', { token: admin, body })).status).toBe(201);
  }
  const { connections } = api.client(admin);
  const names = async (sortOrder: 'asc' | 'desc') => {
    const pages: string[] = [];
    for (const page of [1, 2, 3, 4]) {
      const { items } = await connections.list.query({ sortBy: 'name', sortOrder, page, pageSize: 3 });
      pages.push(...items.map(({ name }) => name));
    }
    return pages;
  };
  expect(await names('asc')).toEqual(NAMES);
  expect(await names('desc')).toEqual(NAMES.toReversed());
  const rest = await api.ask('GET', '/api/connections?sortBy=name&sortOrder=asc&pageSize=100', { token: admin });
  expect(rest.body.data.items.map(({ name }: { name: string }) => name)).toEqual(NAMES);
  expect((await connections.options.query()).map(({ name }) => name)).toEqual(NAMES);
  for (const [search, found] of [
    ['éCLAIR', 'Éclair'],
    ['ÄGYPTEN', 'Ägypten'],
  ] as const) {
    const { items } = await connections.list.query({ search });
    expect(items.map(({ name }) => name)).toEqual([found]);
  }
});

it('roles, and the tenants of a person', async () => {
  for (const { name } of SHUFFLED) {
    const body = { name, description: null, permission_ids: ['connections:read'] };
    const answer = await api.ask('POST', '/api/v1/roles', { token: admin, body });
    // Two that differ in case alone are one name.
    expect(answer.status, name).toBe([201, 409].includes(answer.status) ? answer.status : 201);
  }
  const again = { name: 'ÉCLAIR', description: null, permission_ids: ['connections:read'] };
  expect((await api.ask('POST', '/api/v1/roles', { token: admin, body: again })).status).toBe(409);
  const answer = await api.ask('GET', '/api/v1/roles?limit=100', { token: admin });
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  const roles = answer.body;
  const own = roles.filter((role: { is_system_role: boolean }) => !role.is_system_role);
  const folded = (name: string) => name.toLowerCase();
  const expected = NAMES.filter((name, at) => NAMES.findIndex((other) => folded(other) === folded(name)) === at);
  expect(own.map(({ name }: { name: string }) => folded(name))).toEqual(expected.map(folded));
  const { items } = await api.client(admin).roles.list.query({ pageSize: 100 });
  expect(items.filter(({ isSystemRole }) => !isSystemRole).map(({ name }) => folded(name))).toEqual(
    expected.map(folded),
  );

  const operator = await api.token();
  for (const name of ['Pier 10', 'pier 9', 'Österhamn']) {
    const slug = name
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-/, 'o');
    await api.ask('POST', '/api/tenants', { token: operator, body: { name, slug } });
  }
  const mine = (await api.ask('GET', '/api/v1/tenants', { token: operator })).body as { name: string }[];
  const piers = mine.map(({ name }) => name).filter((name) => /pier|hamn/i.test(name));
  expect(piers).toEqual(['Österhamn', 'pier 9', 'Pier 10']);
});

it('names that read alike are one, in any case and width', async () => {
  const { views, serviceAccounts, notifications } = api.client(admin);
  const target = { type: 'email' as const, to: ['watch@example.com'] };
  const { items: roles } = await api.client(admin).roles.list.query({ pageSize: 100 });
  const roleIds = roles.slice(0, 1).map(({ id }) => id);
  const hypervisors = api.client(await api.token()).hypervisors;
  const made = {
    view: (name: string) => views.create.mutate({ name, state: {} }),
    'shared view': (name: string) => views.create.mutate({ name, shared: true, state: {} }),
    'service account': (name: string) => serviceAccounts.create.mutate({ name, roleIds }),
    rule: (name: string) => notifications.create.mutate({ name, target, events: ['incident.opened'] }),
    hypervisor: (name: string) => hypervisors.add.mutate({ name, uri: 'qemu+ssh://root@cellar/system' }),
  };
  for (const [kind, make] of Object.entries(made)) {
    await make('Night watch 9');
    for (const alike of ['NIGHT watch 9', 'Ｎｉｇｈｔ watch ９', 'Night watch ⑨'])
      await expect(make(alike), `${kind} ${alike}`).rejects.toMatchObject({ data: { code: 'CONFLICT' } });
    await make('Night watch 10');
  }
});
