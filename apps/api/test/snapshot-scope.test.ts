import { startTestPostgres, type TestPostgres } from '@portolan/testing/postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Harness, startHarness } from './harness.ts';

let api: Harness;
let server: TestPostgres;
let token: string;
let id: string;

beforeAll(async () => {
  [api, server] = await Promise.all([startHarness(), startTestPostgres({ version: '18' })]);
  api.secrets.add(server.password);
  await server.query('create database parts');
  await server.query(
    'create table main (id int primary key); create schema stock; create table stock.items (id int)',
    [],
    'parts',
  );
  const tenantId = await api.createTenant(await api.token(), 'scopes');
  token = (await api.member(tenantId, 'contributor')).token;
  const body = {
    name: 'Parts',
    dbType: 'postgresql',
    host: '127.0.0.1',
    port: server.port,
    databaseName: 'parts',
    username: server.user,
    password: server.password,
  };
  id = (await api.ask('POST', '/api/connections', { token, body })).body.data.id;
});
afterAll(async () => {
  await api.close();
  await server.close();
});

const refresh = (body: object) => api.ask('POST', `/api/connections/${id}/refresh`, { token, body });
const get = (path: string) => api.ask('GET', `/api/connections/${id}${path}`, { token });
const refused = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error) => error,
  );

describe('a schema that is not there', () => {
  it('is refused by its name, on both faces, and the log has it', async () => {
    const answer = await refresh({ includeSchemas: ['public', 'Stock'] });
    expect(answer).toMatchObject({ status: 400, body: { error: { code: 'VALIDATION_ERROR' } } });
    expect(answer.body.error.details).toMatchObject([{ path: 'includeSchemas' }]);
    expect(answer.body.error.message).toContain("no schema 'Stock'");
    expect(answer.body.error.message).toContain("there is 'stock'");
    const error = await refused(api.client(token).introspection.refresh.mutate({ id, includeSchemas: ['nowhere'] }));
    expect(error).toMatchObject({ data: { code: 'BAD_REQUEST', httpStatus: 400 } });
    expect(String(error)).toContain("no schema 'nowhere'");
    expect((await get('/snapshots')).body.data).toMatchObject({ total: 0 });
    const sql =
      "select outcome from audit_events where action = 'introspection:refresh' and entity_id = $1 order by seq";
    const events = await api.database.query<{ outcome: string }>(sql, [id]);
    expect(events.map(({ outcome }) => outcome)).toEqual(['started', 'failure', 'started', 'failure']);
  });
});

describe('a snapshot of some schemas', () => {
  it('keeps its scope and whose eyes it was seen with', async () => {
    const { snapshot } = (await refresh({ includeSchemas: ['public'] })).body.data;
    const scope = { include: ['public'], exclude: [] };
    expect(snapshot).toMatchObject({ scope, login: server.user, warnings: [], tables: 1 });
    expect((await get('/snapshots')).body.data.items).toMatchObject([{ id: snapshot.id, scope, login: server.user }]);
    expect((await get('/tables')).body.data).toMatchObject({ total: 1, snapshot: { id: snapshot.id, scope } });
  });

  it('says of what it did not look at that it did not, on both faces', async () => {
    const outside = { status: 409, body: { error: { code: 'OUTSIDE_SNAPSHOT' } } };
    expect(await get('/tables/items/fields?schema=stock')).toMatchObject(outside);
    expect(await get('/tables?schema=stock')).toMatchObject(outside);
    expect(await api.ask('GET', `/api/connections/${id}/types?target=zod&schema=stock`, { token })).toMatchObject(
      outside,
    );
    const { introspection } = api.client(token);
    for (const asked of [
      introspection.fields.query({ id, table: 'items', schema: 'stock' }),
      introspection.diagram.query({ id, schema: 'stock' }),
    ]) {
      const error = await refused(asked);
      expect(error).toMatchObject({ data: { code: 'CONFLICT', httpStatus: 409 } });
      expect(String(error)).toContain("Schema 'stock' is outside this snapshot");
    }
    // What it looked at and what is nowhere are not there.
    expect((await get('/tables/items/fields?schema=public')).status).toBe(404);
    expect((await get('/tables/items/fields?schema=nowhere')).status).toBe(404);
    expect((await get('/tables/pg_class/fields?schema=pg_catalog')).status).toBe(200);
  });

  it('and one that leaves schemas out', async () => {
    await refresh({ excludeSchemas: ['public'] });
    expect((await get('/tables/main/fields?schema=public')).body.error.code).toBe('OUTSIDE_SNAPSHOT');
    // The default schema where none is named.
    expect((await get('/tables/main/fields')).body.error.code).toBe('OUTSIDE_SNAPSHOT');
    expect((await get('/tables/items/fields?schema=stock')).status).toBe(200);
    await refresh({});
    expect((await get('/tables/main/fields')).status).toBe(200);
  });

  it('of before scopes were kept answers as it did', async () => {
    const { tenantDatabases } = api.composition.services;
    await tenantDatabases.transaction('scopes', (em) =>
      em.execute('update schema_snapshots set scope = null, login = null', [], 'run'),
    );
    expect((await get('/snapshots')).body.data.items[0]).toMatchObject({ scope: null, login: null });
    expect((await get('/tables/nothing/fields')).status).toBe(404);
  });
});
