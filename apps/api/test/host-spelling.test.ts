import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Harness, startHarness } from './harness.ts';

let api: Harness;
let token: string;

beforeAll(async () => {
  api = await startHarness();
  api.secrets.add('kept-for-one-host');
  const tenant = await api.createTenant(await api.token(), 'spelling');
  token = (await api.member(tenant, 'contributor')).token;
});
afterAll(() => api.close());

const base = { name: 'Orders', dbType: 'postgresql', port: 1, password: 'kept-for-one-host' } as const;
const ask = (method: string, path: string, body: object) => api.ask(method, `/api/connections${path}`, { token, body });

describe('a host', () => {
  it.each([
    ['localhost.', 'localhost'],
    ['[::1]', '::1'],
    [' DB.example. ', 'DB.example'],
  ])('given as %j is stored as %s, on both faces', async (host, stored) => {
    const rest = await ask('POST', '', { ...base, host });
    expect(rest.body.data.host).toBe(stored);
    const made = await api.client(token).connections.create.mutate({ ...base, host });
    expect(made.host).toBe(stored);
    const updated = await api.client(token).connections.update.mutate({ id: made.id, host: `${stored} ` });
    expect(updated).toMatchObject({ host: stored, credentialState: 'ready' });
  });

  it.each([
    ['localhost', 'LOCALHOST.'],
    ['::1', '[0:0:0:0:0:0:0:1]'],
    ['127.0.0.1', '127.1'],
    ['bücher.example', 'xn--bcher-kva.example'],
  ])('%s that becomes %s seals nothing', async (host, other) => {
    const made = await ask('POST', '', { ...base, host });
    const { id } = made.body.data;
    const test = { ...base, host: other, password: undefined, connectionId: id };
    expect((await ask('POST', '/test', test)).body.data.code).not.toBe('CREDENTIAL_REENTRY_REQUIRED');
    const changed = await ask('PATCH', `/${id}`, { host: other });
    expect(changed.body.data.credentialState).toBe('ready');
    const elsewhere = await ask('PATCH', `/${id}`, { host: 'db.example' });
    expect(elsewhere.body.data.credentialState).toBe('sealed');
  });

  it.each([
    'db:5432',
    '[db]',
    'tcp:db,1433',
    'db\\SQLEXPRESS',
    'db%2eexample',
    '256.1.1.1',
    'a..b',
    'h1,h2:1',
    'fe80::1%eth0',
  ])('%s, which no driver dials, is refused at the field', async (host) => {
    const refused = await ask('POST', '', { ...base, host });
    expect(refused.status).toBe(400);
    expect(refused.body.error.details[0]).toMatchObject({ path: 'host' });
    await expect(api.client(token).connections.create.mutate({ ...base, host })).rejects.toMatchObject({
      data: { code: 'BAD_REQUEST' },
    });
  });
});

const CERTIFICATE = '-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----\n';

describe('a certificate', () => {
  it('is taken with the text around it, as it came', async () => {
    const sslCa = `Bag Attributes\n  friendlyName: x\n${CERTIFICATE}# the second\n${CERTIFICATE}`;
    const made = await ask('POST', '', { ...base, host: 'h', options: { sslCa } });
    expect(made.body.data.options).toEqual({ sslCa });
  });

  it('that is broken is named by its number, on both faces', async () => {
    const sslCa = `${CERTIFICATE}-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n`;
    const input = { ...base, host: 'h', options: { sslCa } };
    const [detail] = (await ask('POST', '', input)).body.error.details;
    expect(detail).toMatchObject({ path: 'options.sslCa', message: expect.stringMatching(/^Block 2 /) });
    await expect(api.client(token).connections.create.mutate(input)).rejects.toThrow(/Block 2 /);
  });

  it('that was stored under earlier rules is still shown, and does not stand in the way of a change', async () => {
    const made = await ask('POST', '', { ...base, host: 'h', options: { sslCa: CERTIFICATE } });
    const { id } = made.body.data;
    const old = { sslCa: '-----BEGIN CERTIFICATE-----\nx\n-----END CERTIFICATE-----' };
    await api.database.query('update data_connections set options = $2 where id = $1', [id, JSON.stringify(old)]);
    expect((await api.ask('GET', `/api/connections/${id}`, { token })).body.data.options).toEqual(old);
    expect((await ask('PATCH', `/${id}`, { name: 'Renamed' })).status).toBe(200);
  });
});
