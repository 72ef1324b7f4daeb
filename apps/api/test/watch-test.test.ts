import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import type { TestProgress } from '@portolan/contract';
import { startTestPostgres, type TestPostgres } from '@portolan/testing/postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Harness, startHarness } from './harness.ts';

let api: Harness;
let server: TestPostgres;
let token: string;
const PASSWORD = 'the-watched-password';

beforeAll(async () => {
  [api, server] = await Promise.all([startHarness(), startTestPostgres({ version: '18' })]);
  api.secrets.add(PASSWORD);
  await server.query(`create role reader login password '${PASSWORD}'`);
  const tenantId = await api.createTenant(await api.token(), 'watched');
  token = (await api.member(tenantId, 'contributor')).token;
});
afterAll(async () => {
  await api.close();
  await server.close();
});

const target = () => ({
  dbType: 'postgresql',
  host: '127.0.0.1',
  port: server.port,
  databaseName: 'postgres',
  username: 'reader',
  password: PASSWORD,
});

describe('connections.watchTest', () => {
  it('tells each stage as it ends, then the result, and is in the log before and after', async () => {
    const seen: TestProgress[] = [];
    const input = { ...target(), dbType: 'postgresql' as const };
    for await (const one of await api.client(token).connections.watchTest.mutate(input)) seen.push(one);
    const stages = seen.flatMap((one) => (one.type === 'stage' ? [one.stage] : []));
    const last = seen.at(-1);
    expect(last).toMatchObject({ type: 'result', result: { success: true, stages, privileges: { superuser: false } } });
    expect(stages).toHaveLength(9);
    const events = await api.database.query(
      "select outcome, entity_type, entity_id, details->>'host' as host from audit_events where action = 'connections:test' order by seq desc limit 2",
    );
    const host = { entity_type: 'host', entity_id: null, host: '127.0.0.1' };
    expect(events).toEqual([
      { outcome: 'success', ...host },
      { outcome: 'started', ...host },
    ]);
  });

  it('ends when its caller leaves, and says so in the log', async () => {
    const leaving = new AbortController();
    // Accepts and never says a word.
    const silent = createServer().listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const { port } = silent.address() as AddressInfo;
    const input = { ...target(), dbType: 'postgresql' as const, port };
    const stages = await api.client(token).connections.watchTest.mutate(input, { signal: leaving.signal });
    const read = async () => {
      for await (const one of stages) if (one.type === 'stage' && one.stage.stage === 'tls') leaving.abort();
    };
    await read().catch(() => {});
    expect(leaving.signal.aborted).toBe(true);
    const cancelled = "select from audit_events where action = 'connections:test' and details->>'code' = 'CANCELLED'";
    while ((await api.database.query(cancelled)).length === 0) await new Promise((done) => setTimeout(done, 20));
    silent.close();
  });

  it('of a connection that is not of the tenant is refused as any other call, and the refusal is in the log', async () => {
    const operator = await api.token();
    const foreign = await api.member(await api.createTenant(operator, 'elsewhere'), 'contributor');
    const body = { name: 'Theirs', ...target() };
    const { data } = (await api.ask('POST', '/api/connections', { token: foreign.token, body })).body;
    const input = { ...target(), dbType: 'postgresql' as const, connectionId: data.id as string };
    const read = async () => {
      for await (const _ of await api.client(token).connections.watchTest.mutate(input));
    };
    await expect(read()).rejects.toMatchObject({ data: { appCode: 'FORBIDDEN', httpStatus: 403 } });
    const denied = "select from audit_events where outcome = 'denied' and details->>'code' = 'FORBIDDEN'";
    expect(await api.database.query(denied)).toHaveLength(1);
  });

  it('says that the system database is away as any other call does', async () => {
    const { db } = api.composition.services;
    const { transaction } = db;
    db.transaction = () =>
      Promise.reject(Object.assign(new Error('connect ECONNREFUSED 10.1.2.3:5432'), { code: 'ECONNREFUSED' }));
    const read = async () => {
      for await (const _ of await api
        .client(token)
        .connections.watchTest.mutate({ ...target(), dbType: 'postgresql' }));
    };
    try {
      const error = await read().catch((reason: unknown) => reason);
      expect(error).toMatchObject({ data: { appCode: 'UNAVAILABLE', httpStatus: 503 } });
      expect(JSON.stringify(error)).not.toContain('10.1.2.3');
    } finally {
      db.transaction = transaction;
    }
  });
});

describe('connections.watchSaved', () => {
  it('tells the stages of a saved connection, keeps the outcome, and goes on where its caller leaves', async () => {
    const body = { name: 'Watched', ...target() };
    const { id } = (await api.ask('POST', '/api/connections', { token, body })).body.data;
    const seen: TestProgress[] = [];
    for await (const one of await api.client(token).connections.watchSaved.mutate({ id })) seen.push(one);
    expect(seen.map(({ type }) => type)).toEqual([...Array(9).fill('stage'), 'result']);
    expect(await api.client(token).connections.get.query({ id })).toMatchObject({ lastTestResult: true });
    for await (const _ of await api.client(token).connections.watchSaved.mutate({ id })) break;
    const kept =
      "select from audit_events where action = 'connections:test' and entity_id = $1 and outcome = 'success'";
    while ((await api.database.query(kept, [id])).length < 2) await new Promise((done) => setTimeout(done, 20));
  });
});
