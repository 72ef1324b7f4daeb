import type { ImportRow } from '@portolan/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Harness, type Member, startHarness } from './harness.ts';

let api: Harness;
let tenantId: string;
let admin: Member;
let worker: Member;
let reader: Member;
const PASSWORD = 'password-of-exchange';
const OTHER = 'password-in-a-file';

beforeAll(async () => {
  api = await startHarness();
  api.secrets.add(PASSWORD).add(OTHER);
});
afterAll(() => api.close());

let counter = 0;
/** Each test has a tenant of its own. */
async function fresh(): Promise<void> {
  tenantId = await api.createTenant(await api.token(), `exchange-${counter++}`);
  admin = await api.member(tenantId, 'admin');
  worker = await api.member(tenantId, 'contributor');
  reader = await api.member(tenantId, ['connections:read']);
}

const base = { name: 'Orders', dbType: 'postgresql', host: 'db.example.com', port: 5432 };
const ask = (method: string, path: string, body?: unknown, token = worker.token) =>
  api.ask(method, `/api/connections${path}`, { token, ...(body === undefined ? {} : { body }) });
const create = async (body: object = {}) => (await ask('POST', '', { ...base, ...body })).body.data;
const bring = (body: object, token?: string) => ask('POST', '/import', body, token);
const all = async () => (await ask('GET', '?pageSize=100&sortBy=name&sortOrder=asc')).body.data.items;
const actions = (rows: ImportRow[]) => rows.map(({ action }) => action);

describe('an export', () => {
  beforeAll(fresh);

  it('is a CSV file with everything but secrets, and nothing that a spreadsheet runs', async () => {
    const order = { environment: 'production', tags: ['a', 'b:c'], ownerId: admin.id };
    const { id } = await create({
      ...order,
      name: '=SUM(A1)',
      description: 'one, "two"',
      password: PASSWORD,
      options: { schema: 's' },
    });
    const answer = await ask('GET', '/export?format=csv');
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(answer.headers.get('content-disposition')).toMatch(
      /^attachment; filename="connections-exchange-\d+-\d{4}-\d\d-\d\d\.csv"$/,
    );
    expect(answer.text).toBe(
      `id,name,description,dbType,host,port,databaseName,username,useSsl,options,environment,tags,owner\r\n${id},'=SUM(A1),"one, ""two""",postgresql,db.example.com,5432,,,false,"{""schema"":""s""}",production,a b:c,${admin.email}\r\n`,
    );
  });

  it('is JSON where that is asked for, by the filters of the list, over every face', async () => {
    await create({ name: 'Staged', environment: 'staging' });
    const answer = await ask('GET', '/export?format=json&environment=staging');
    expect(answer.headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(answer.body.connections).toMatchObject([{ name: 'Staged', environment: 'staging', owner: null }]);
    expect(Object.keys(answer.body.connections[0])).not.toContain('password');
    const aliased = await api.ask('GET', '/api/v1/connections/export?format=json&search=stag', { token: reader.token });
    expect(aliased.body).toEqual(answer.body);
    const file = await api.client(reader.token).connections.export.query({ format: 'json', tag: ['none'] });
    expect(file).toMatchObject({ format: 'json', text: '{\n  "connections": []\n}\n' });
    expect((await ask('GET', '/export?format=xml')).status).toBe(400);
  });

  it('is for who reads connections, an import for who writes them', async () => {
    const stranger = await api.member(tenantId, 'viewer');
    expect((await ask('GET', '/export', undefined, stranger.token)).status).toBe(403);
    expect((await bring({ format: 'csv', text: 'name' }, reader.token)).status).toBe(403);
    expect((await api.ask('POST', '/api/connections/import', { body: {} })).status).toBe(401);
  });
});

describe('an import', () => {
  beforeAll(fresh);

  it('shows what it would do, and does nothing', async () => {
    await create({ name: 'Known' });
    const text = 'name,dbType,host,port\nNew,mysql,h,1\nKnown,postgresql,db2.example.com,5432\nBad,oracle,h,1\n';
    const before = await all();
    const answer = await bring({ format: 'csv', text, apply: false });
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({
      data: {
        created: 1,
        changed: 1,
        refused: 1,
        rows: [
          { line: 2, name: 'New', action: 'created' },
          { line: 3, name: 'Known', action: 'changed', changes: ['host'] },
          { line: 4, name: 'Bad', action: 'refused', reason: 'Unsupported database type: oracle' },
        ],
      },
    });
    expect(await all()).toEqual(before);
    expect(await api.events(answer)).toEqual([]);
  });

  it('does all that is not refused, each with its event, and one of its own', async () => {
    const text = 'name,dbType,host,port\nNew,mysql,h,1\nKnown,postgresql,db2.example.com,5432\nBad,oracle,h,1\n';
    const answer = await bring({ format: 'csv', text, apply: true });
    expect(answer.body.data).toMatchObject({ created: 1, changed: 1, refused: 1 });
    expect((await all()).map(({ name, host }: { name: string; host: string }) => [name, host])).toEqual([
      ['Known', 'db2.example.com'],
      ['New', 'h'],
    ]);
    expect(await api.events(answer)).toMatchObject([
      { action: 'connections:create', outcome: 'success', details: { name: 'New', after: { host: 'h' } } },
      { action: 'connections:update', details: { name: 'Known', changed: ['host'] } },
      {
        action: 'connections:import',
        details: { format: 'csv', created: 1, changed: 1, refused: 1, withSecrets: false },
      },
    ]);
    const again = await bring({ format: 'csv', text, apply: true });
    expect(actions(again.body.data.rows)).toEqual(['unchanged', 'unchanged', 'refused']);
    expect((await api.events(again)).map(({ action }) => action)).toEqual(['connections:import']);
    const verified = await api.ask('GET', '/api/v1/audit-events/verify', { token: admin.token });
    expect(verified.body.ok).toBe(true);
  });

  it.each([
    { text: '' },
    { format: 'xml', text: 'x' },
    { text: 'nobody knows what this is' },
    { format: 'csv', text: 'colour\nred' },
    { format: 'json', text: '{}' },
    { format: 'csv', text: 'name', apply: 'yes' },
    { format: 'csv', text: 'name', unknown: 1 },
    { format: 'csv' },
  ])('refuses %j as a whole', async (body) => {
    expect((await bring(body)).status).toBe(400);
  });

  it('is at most as long as a request, and says so', async () => {
    expect((await bring({ format: 'urls', text: `#${'x'.repeat(1_000_000)}` })).status).toBe(400);
    expect((await bring({ format: 'urls', text: `#${'x'.repeat(1_100_000)}` })).status).toBe(413);
  });
});

describe('the same connection', () => {
  beforeAll(fresh);

  it('is the one of the same id, also under another name', async () => {
    const { id } = await create({ name: 'Before' });
    const text = JSON.stringify([{ ...base, id: id.toUpperCase(), name: 'After' }]);
    expect((await bring({ text, apply: true })).body.data).toMatchObject({ created: 0, changed: 1 });
    expect((await ask('GET', `/${id}`)).body.data.name).toBe('After');
  });

  it('is one of the same name, where there is one alone', async () => {
    await create({ name: 'Twin' });
    await create({ name: 'Twin' });
    const rows = [
      { ...base, name: 'Twin', host: 'h' },
      { ...base, name: 'Single', host: 'h' },
      { ...base, name: 'Single', host: 'i' },
    ];
    const { data } = (await bring({ text: JSON.stringify(rows) })).body;
    expect(data.rows).toMatchObject([
      { action: 'refused', reason: 'Several connections here are called Twin' },
      { action: 'created' },
      { action: 'refused', reason: 'Line 2 is about the same connection' },
    ]);
  });

  it('is none that is deleted, or in another tenant', async () => {
    const { id } = await create({ name: 'Deleted' });
    await ask('DELETE', `/${id}`);
    const elsewhere = await api.member(await api.createTenant(await api.token(), 'other-exchange'), 'admin');
    const foreign = (await api.ask('POST', '/api/connections', { token: elsewhere.token, body: base })).body.data;
    const rows = [
      { ...base, id, name: 'Deleted' },
      { ...base, id: foreign.id, name: 'Foreign' },
    ];
    const { data } = (await bring({ text: JSON.stringify(rows), apply: true })).body;
    expect(data).toMatchObject({ created: 2, changed: 0 });
    const untouched = await api.ask('GET', `/api/connections/${foreign.id}`, { token: elsewhere.token });
    expect(untouched.body.data).toEqual(foreign);
    expect((await all()).some((one: { id: string }) => one.id === id || one.id === foreign.id)).toBe(false);
  });

  it('keeps what the text does not speak of', async () => {
    const told = {
      description: 'Kept',
      tags: ['kept'],
      environment: 'production',
      options: { sslMode: 'require', schema: 's' },
      username: 'reader',
    };
    const { id } = await create({
      ...told,
      name: 'reader@partial.example.com/d',
      host: 'partial.example.com',
      databaseName: 'd',
    });
    const text = 'postgres://reader@partial.example.com/d?sslmode=verify-full';
    expect((await bring({ text, apply: true })).body.data).toMatchObject({ changed: 1 });
    expect((await ask('GET', `/${id}`)).body.data).toMatchObject({
      ...told,
      useSsl: true,
      options: { sslMode: 'verify-full', schema: 's' },
    });
  });
});

describe('secrets in a text', () => {
  beforeAll(fresh);
  const text = `postgres://u:${OTHER}@secret.example.com/d`;

  it('are left out unless they are asked for', async () => {
    const { data } = (await bring({ text, apply: true })).body;
    expect(data.rows).toEqual([
      { line: 1, name: 'u@secret.example.com/d', action: 'created', reason: 'The password in the text is left out.' },
    ]);
    expect(await all()).toMatchObject([{ hasCredential: false, credentialState: 'none' }]);
  });

  it('are encrypted where they are', async () => {
    const answer = await bring({ text, apply: true, withSecrets: true });
    expect(answer.body.data.rows).toEqual([
      { line: 1, name: 'u@secret.example.com/d', action: 'changed', changes: ['credential'] },
    ]);
    expect(await all()).toMatchObject([{ hasCredential: true, credentialState: 'ready' }]);
    const [event] = await api.events(answer);
    expect(event).toMatchObject({ action: 'connections:update', details: { changed: ['credential'] } });
    const [row] = await api.database.query<{ encrypted_credential: string }>(
      'select encrypted_credential from data_connections where tenant_id = $1',
      [tenantId],
    );
    expect(row?.encrypted_credential).toMatch(/^[\w+/=]+:[\w+/=]+:[\w+/=]+$/);
  });

  it('stay where a later text moves nothing, and are sealed where it leads elsewhere', async () => {
    await bring({
      text: JSON.stringify([{ ...base, name: 'u@secret.example.com/d', host: 'moved.example.com' }]),
      apply: true,
    });
    expect(await all()).toMatchObject([{ hasCredential: true, credentialState: 'sealed' }]);
  });

  it('stand in no reason of what is refused', async () => {
    const rows = [{ name: 'x', dbType: 'mysql', host: `http://${OTHER}`, port: 1, password: OTHER }];
    const answer = await bring({ text: JSON.stringify(rows), apply: true, withSecrets: true });
    expect(answer.body.data.refused).toBe(1);
  });
});

describe('owners', () => {
  beforeAll(fresh);

  it('are members by their address or id; nobody else is', async () => {
    const rows = [
      { ...base, name: 'a', owner: worker.email.toUpperCase() },
      { ...base, name: 'b', ownerId: admin.id },
      { ...base, name: 'c', owner: null },
      { ...base, name: 'd', owner: 'stranger@example.com' },
      { ...base, name: 'e', ownerId: '0199a000-0000-7000-8000-00000000dead' },
    ];
    const { data } = (await bring({ text: JSON.stringify(rows), apply: true })).body;
    expect(actions(data.rows)).toEqual(['created', 'created', 'created', 'refused', 'refused']);
    expect(data.rows[3].reason).toBe('owner: stranger@example.com is no member of this tenant');
    expect((await all()).map(({ ownerId }: { ownerId: string }) => ownerId)).toEqual([worker.id, admin.id, null]);
  });
});

describe('a round trip', () => {
  beforeAll(fresh);

  it.each(['csv', 'json'])('by %s changes nothing, and makes the same elsewhere', async (format) => {
    const odd = { name: `=odd ${format}`, description: '\'+1\r\n"x",;\t', username: '@ü🚢', databaseName: '-d' };
    await create({
      ...odd,
      environment: 'staging',
      tags: ['x', 'k:v'],
      ownerId: admin.id,
      useSsl: true,
      options: { sslMode: 'verify-ca', schema: 'a "b", c' },
    });
    await create({
      name: `plain ${format}`,
      dbType: 'snowflake',
      port: 443,
      host: 'x.snowflakecomputing.com',
      options: { account: 'x' },
    });
    const { text } = await ask('GET', `/export?format=${format}`);
    const { rows } = (await bring({ text })).body.data;
    expect(new Set(actions(rows))).toEqual(new Set(['unchanged']));

    const there = await api.createTenant(await api.token(), `exchange-to-${format}`);
    const mover = await api.member(there, 'admin');
    await api.join(there, admin.id, 'viewer');
    const moved = await bring({ text, apply: true }, mover.token);
    expect(moved.body.data).toMatchObject({ created: rows.length, refused: 0 });
    const back = await api.ask('GET', `/api/connections/export?format=${format}`, { token: mover.token });
    const withoutIds = (file: string) => file.replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'id');
    expect(withoutIds(back.text)).toBe(withoutIds(text));
  });

  it('of a list as the API answers it refuses nothing: what it tells besides is left out', async () => {
    await create({ name: 'listed', snapshotRefresh: 'weekly', monitoring: { intervalSeconds: 600 } });
    const { items } = (await ask('GET', '')).body.data;
    const { rows } = (await bring({ text: JSON.stringify(items) })).body.data;
    expect(actions(rows)).not.toContain('refused');
  });
});

describe('a thousand', () => {
  beforeAll(fresh);

  it('come in and are changed in one go each', async () => {
    const text = (suffix: string) =>
      Array.from({ length: 1_000 }, (_, n) => `postgres://u:${OTHER}@db-${n}.example.com/d${suffix}`).join('\n');
    const made = await bring({ text: text(''), apply: true, withSecrets: true });
    expect(made.body.data).toMatchObject({ created: 1_000, changed: 0, refused: 0 });
    const [row] = await api.database.query(
      'select count(distinct encrypted_credential)::int as n from data_connections where tenant_id = $1',
      [tenantId],
    );
    expect(row).toEqual({ n: 1_000 });
    const changed = await bring({ text: text('?sslmode=require'), apply: true });
    expect(changed.body.data).toMatchObject({ created: 0, changed: 1_000, refused: 0 });
    expect(await api.events(changed)).toHaveLength(1_001);
    expect((await ask('GET', '?pageSize=1&credentialState=sealed')).body.data.total).toBe(1_000);
  }, 60_000);
});
