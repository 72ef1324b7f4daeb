import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Harness, startHarness } from './harness.ts';

let api: Harness;
let admin: string;
let tenantId: string;
const PASSWORD = 'a password of nobody';

beforeAll(async () => {
  api = await startHarness();
  api.secrets.add(PASSWORD);
  tenantId = await api.createTenant(await api.token(), 'harbour');
  admin = (await api.member(tenantId, 'contributor')).token;
});
afterAll(() => api.close());

const base = { name: 'Orders', dbType: 'postgresql', host: 'db.example.com', port: 5432 };
const ask = (method: string, path: string, body?: unknown) =>
  api.ask(method, `/api/connections${path}`, { token: admin, ...(body === undefined ? {} : { body }) });
const create = async (body: object = {}) => (await ask('POST', '', { ...base, ...body })).body.data;
const events = (action: string, id: string) =>
  api.database.query('select * from audit_events where action = $1 and entity_id = $2', [action, id]);

describe('deleted connections', () => {
  it('are listed with who and when, for who may restore them, on both faces', async () => {
    const made = await create({ name: 'Deleted one' });
    await ask('DELETE', `/${made.id}`);
    const listed = await ask('GET', '?deleted=true&search=Deleted%20one');
    expect(listed.body.data).toMatchObject({ total: 1, items: [{ id: made.id, deletedAt: expect.any(String) }] });
    const me = (await api.ask('GET', '/api/v1/users/me', { token: admin })).body.id;
    expect(listed.body.data.items[0].deletedByUserId).toBe(me);
    const page = await api.client(admin).connections.list.query({ deleted: true, search: 'Deleted one' });
    expect(page.items[0]).toMatchObject({ id: made.id, deletedByUserId: me });
    await ask('POST', `/${made.id}/restore`);
    expect((await ask('GET', '?deleted=true&search=Deleted%20one')).body.data.total).toBe(0);
    const restored = (await ask('GET', `/${made.id}`)).body.data;
    expect(Object.keys(restored)).not.toContain('deletedAt');
  });

  it('are not for who may only read', async () => {
    const reader = await api.member(tenantId, ['connections:read']);
    const answer = await api.ask('GET', '/api/connections?deleted=true', { token: reader.token });
    expect([answer.status, answer.body.error.code]).toEqual([403, 'FORBIDDEN']);
    expect(await api.events(answer)).toMatchObject([{ outcome: 'denied' }]);
    await expect(api.client(reader.token).connections.list.query({ deleted: true })).rejects.toMatchObject({
      data: { appCode: 'FORBIDDEN' },
    });
    expect((await api.ask('GET', '/api/connections?deleted=false', { token: reader.token })).status).toBe(200);
  });
});

describe('what a test found out', () => {
  const tested = async (over: object = {}) => {
    const made = await create({ host: '127.0.0.1', port: 9, password: PASSWORD, ...over });
    expect((await ask('POST', `/${made.id}/test`)).status).toBe(201);
    const { data } = (await ask('GET', `/${made.id}`)).body;
    expect([data.lastTestResult, typeof data.lastTestedAt]).toEqual([false, 'string']);
    return made.id as string;
  };
  const UNTESTED = { lastTestedAt: null, lastTestResult: null, lastTestMessage: null };

  it.each([
    { host: 'moved.example' },
    { port: 10 },
    { databaseName: 'another' },
    { username: 'somebody' },
    { password: 'another' },
    { password: '' },
    { useSsl: true },
    { options: { sslMode: 'require' } },
    { options: { schema: 'another' } },
    { dbType: 'mysql' },
  ])('is forgotten once the connection leads elsewhere: %j', async (change) => {
    const id = await tested();
    expect((await ask('PATCH', `/${id}`, change)).body.data).toMatchObject(UNTESTED);
    expect((await ask('GET', `/${id}`)).body.data).toMatchObject(UNTESTED);
  });

  it.each([{ name: 'Renamed' }, { description: 'Described' }, { host: '127.0.0.1', port: 9 }, {}])(
    'stays with %j',
    async (change) => {
      const id = await tested();
      expect((await ask('PATCH', `/${id}`, change)).body.data).toMatchObject({ lastTestResult: false });
    },
  );

  it('is not kept with a connection that was led elsewhere while it was dialled', async () => {
    const made = await create({ host: '127.0.0.1', port: 9, username: 'ada' });
    const { drivers } = api.composition.services;
    const diagnose = drivers.diagnose;
    drivers.diagnose = async (target, caller) => {
      await ask('PATCH', `/${made.id}`, { host: 'moved.example' });
      return diagnose(target, caller);
    };
    try {
      expect((await ask('POST', `/${made.id}/test`)).body.data.code).toBe('TCP_REFUSED');
    } finally {
      drivers.diagnose = diagnose;
    }
    expect((await ask('GET', `/${made.id}`)).body.data).toMatchObject({ host: 'moved.example', ...UNTESTED });
    expect(await events('connections:test', made.id)).toHaveLength(2);
  });
});
