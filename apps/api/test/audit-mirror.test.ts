import { randomBytes } from 'node:crypto';
import type { AuditAction } from '@portolan/contract';
import { mirrorActivity, recordEvent } from '@portolan/core';
import { createTestDatabase, ready, type ServerProcess, spawnServer, type TestDatabase } from '@portolan/testing';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Harness, startHarness } from './harness.ts';

interface LogRow {
  id: string;
  action: string;
  entity_type: string | null;
  entity_id: string | null;
  details: Record<string, unknown>;
  created_at: Date;
}

const target = { dbType: 'postgresql', host: '127.0.0.1', port: 1 } as const;
/** As patient as a busy machine needs. */
const SOON = { timeout: 30_000, interval: 100 };

/** A session of the owner in a database beside the system's. */
async function sessionIn(database: TestDatabase, name: string): Promise<pg.Client> {
  const url = new URL(database.serverUrl);
  url.pathname = `/${name}`;
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  return client;
}

async function logOf(database: TestDatabase, slug: string): Promise<LogRow[]> {
  const client = await sessionIn(database, database.tenantPrefix + slug);
  try {
    return (await client.query<LogRow>(`select * from activity_log order by (details->>'seq')::int`)).rows;
  } finally {
    await client.end();
  }
}

const seqsOf = async (database: TestDatabase, slug: string) =>
  (await logOf(database, slug)).map(({ details }) => details.seq);
const upTo = (last: number) => Array.from({ length: last }, (_, n) => n + 1);

describe('the activity log', () => {
  let h: Harness;
  let operator: string;
  const connect = (slug: string, name: string) =>
    h.client(operator, slug).connections.create.mutate({ ...target, name });
  const jobs = (tenantId: string) =>
    h.database.query<{ state: string; output: object }>('select * from pgboss.job where singleton_key = $1', [
      tenantId,
    ]);

  beforeAll(async () => {
    h = await startHarness();
    operator = await h.token();
    await h.composition.work();
  });
  afterAll(() => h.close());

  it('tells in the tenant database what the audit log tells, in its columns', async () => {
    const id = await h.createTenant(operator, 'mirrored');
    const connection = await connect('mirrored', 'Ledger');
    await expect.poll(() => seqsOf(h.database, 'mirrored'), SOON).toEqual([1, 2]);
    const events = await h.database.query<{ id: string; created_at: Date }>(
      'select * from audit_events where tenant_id = $1 order by seq',
      [id],
    );
    const log = await logOf(h.database, 'mirrored');
    expect(log.map((row) => row.id)).toEqual(events.map((event) => event.id));
    expect(log[1]).toMatchObject({
      action: 'connections:create',
      entity_type: 'connection',
      entity_id: connection.id,
      details: { name: 'Ledger', dbType: 'postgresql', outcome: 'success', seq: 2, actorUserId: expect.any(String) },
    });
    const [time] = await h.database.query<{ text: string }>(
      `select ($1::timestamptz at time zone 'UTC')::text as text`,
      [events[1]?.created_at],
    );
    const session = await sessionIn(h.database, `${h.database.tenantPrefix}mirrored`);
    const { rows } = await session.query('select created_at::text as text from activity_log where id = $1', [
      log[1]?.id,
    ]);
    await session.end();
    expect(rows).toEqual([time]);
  });

  it('cuts what its columns cannot hold', async () => {
    const id = await h.createTenant(operator, 'cut');
    const { services } = h.composition;
    const ctx = { services, request: { id: 'r', address: 'a', userAgent: null } };
    // Longer than any name of the catalogue.
    const action = `long:${'x'.repeat(200)}` as AuditAction;
    const entry = { tenantId: id, action, entityType: 'y'.repeat(80), entityId: id };
    await services.db.transaction({ tenantId: id }, (em) => recordEvent(em, ctx, entry));
    await expect.poll(() => seqsOf(h.database, 'cut'), SOON).toEqual([1, 2]);
    const [, row] = await logOf(h.database, 'cut');
    expect([row?.action.length, row?.entity_type]).toEqual([100, 'y'.repeat(50)]);
  });

  it('misses nothing and doubles nothing while many write and several copy', async () => {
    const id = await h.createTenant(operator, 'busy');
    const copies = Promise.all(Array.from({ length: 5 }, () => mirrorActivity(h.composition.services, id)));
    await Promise.all(Array.from({ length: 60 }, (_, n) => connect('busy', `At once ${n}`)));
    await copies;
    await expect.poll(() => seqsOf(h.database, 'busy'), SOON).toEqual(upTo(61));
    const session = await sessionIn(h.database, `${h.database.tenantPrefix}busy`);
    const { rows } = await session.query(`select value from settings where key = 'activity_log.seq'`);
    await session.end();
    expect(rows).toEqual([{ value: 61 }]);
  });

  it('catches up with a database that was away, and keeps nobody else waiting', async () => {
    const id = await h.createTenant(operator, 'away');
    await expect.poll(() => seqsOf(h.database, 'away'), SOON).toEqual([1]);
    const name = `${h.database.tenantPrefix}away`;
    const server = await sessionIn(h.database, 'postgres');
    const move = async (from: string, to: string) => {
      await server.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [from]);
      await server.query(`alter database ${pg.escapeIdentifier(from)} rename to ${pg.escapeIdentifier(to)}`);
    };
    await move(name, `${name}_moved`);
    await connect('away', 'Nobody is at home');
    await expect.poll(async () => (await jobs(id)).map(({ state }) => state), SOON).toContain('retry');
    expect((await jobs(id)).find(({ state }) => state === 'retry')?.output).toEqual({ code: '3D000' });
    const states = async () => (await jobs(id)).map(({ state }) => state).sort();
    for (const done of [2, 3]) {
      await connect('away', `Still nobody: ${done}`);
      await expect.poll(states, SOON).toEqual([...Array(done).fill('completed'), 'retry']);
    }
    await h.createTenant(operator, 'at-home');
    await expect.poll(() => seqsOf(h.database, 'at-home'), SOON).toEqual([1]);
    await move(`${name}_moved`, name);
    await server.end();
    await expect.poll(() => seqsOf(h.database, 'away'), SOON).toEqual(upTo(4));
  }, 60_000);

  it('leaves a deleted tenant alone, and catches up when it is restored', async () => {
    const id = await h.createTenant(operator, 'gone');
    await expect.poll(() => seqsOf(h.database, 'gone'), SOON).toEqual([1]);
    expect((await h.ask('DELETE', '/api/tenants/gone', { token: operator })).status).toBe(204);
    await expect.poll(async () => (await jobs(id)).map(({ state }) => state), SOON).toEqual(['completed', 'completed']);
    expect(await seqsOf(h.database, 'gone')).toEqual([1]);
    await h.ask('POST', '/api/tenants/gone/restore', { token: operator });
    await expect.poll(() => seqsOf(h.database, 'gone'), SOON).toEqual([1, 2, 3]);
  });

  it('goes on after its sessions were killed', async () => {
    await h.createTenant(operator, 'killed');
    await expect.poll(() => seqsOf(h.database, 'killed'), SOON).toEqual([1]);
    const killed = await h.database.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where datname = current_database() and application_name = 'portolan jobs'`,
    );
    expect(killed.length).toBeGreaterThan(0);
    await connect('killed', 'Afterwards');
    await expect.poll(() => seqsOf(h.database, 'killed'), SOON).toEqual([1, 2]);
  });
});

describe('a worker that is killed', () => {
  const PASSWORD = 'operator-password-1';
  const running: ServerProcess[] = [];
  let database: TestDatabase;

  const start = async () => {
    const server = await spawnServer({
      DATABASE_URL: database.url,
      TENANT_DB_PREFIX: database.tenantPrefix,
      ENCRYPTION_KEY: key,
      PORTOLAN_OPERATOR_PASSWORD: PASSWORD,
      LOG_LEVEL: 'warn',
    });
    running.push(server);
    return ready(server);
  };
  const key = randomBytes(32).toString('base64');
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(async () => {
    for (const { child } of running) child.kill('SIGKILL');
    await Promise.all(running.map(({ ended }) => ended));
    await database[Symbol.asyncDispose]();
  });

  const post = async (server: ServerProcess, path: string, body: object, headers: Record<string, string> = {}) => {
    const init = {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json', ...headers },
    };
    const answer = await fetch(server.url + path, init);
    expect(answer.ok).toBe(true);
    return answer.json();
  };

  it('between the copy and the end of its job: another one ends it, and nothing is there twice', async () => {
    const first = await start();
    const signIn = { username: 'operator@portolan.local', password: PASSWORD };
    const { access_token } = await post(first, '/api/v1/auth/token', signIn);
    const headers = { authorization: `Bearer ${access_token}` };
    await post(first, '/api/tenants', { name: 'Killed', slug: 'killed' }, headers);
    await expect.poll(() => seqsOf(database, 'killed'), SOON).toEqual([1]);

    // The copy waits for the log; once the job is taken, its row is held, so that it cannot be marked as done.
    const tenant = await sessionIn(database, `${database.tenantPrefix}killed`);
    await tenant.query('begin; lock table activity_log in exclusive mode');
    await post(first, '/api/connections', { ...target, name: 'Ledger' }, headers);
    const active = () => database.query<{ id: string }>(`select id from pgboss.job where state = 'active'`);
    await expect.poll(active, SOON).toHaveLength(1);
    const [job] = await active();
    const system = new pg.Client({ connectionString: database.url });
    await system.connect();
    await system.query('begin');
    await system.query('select from pgboss.job where id = $1 for update', [job?.id]);
    await tenant.query('commit');
    await tenant.end();
    await expect.poll(() => seqsOf(database, 'killed'), SOON).toEqual([1, 2]);
    first.child.kill('SIGKILL');
    await first.ended;
    // What a dead process has sent already the server would still do: its sessions die with it.
    await database.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and application_name = 'portolan jobs'",
    );
    await system.query('commit');
    await system.end();
    expect(await active()).toHaveLength(1);

    const second = await start();
    await post(second, '/api/connections', { ...target, name: 'After' }, headers);
    const states = () => database.query<{ state: string }>('select distinct state from pgboss.job');
    await expect.poll(states, { timeout: 60_000, interval: 250 }).toEqual([{ state: 'completed' }]);
    expect(await seqsOf(database, 'killed')).toEqual([1, 2, 3]);
    second.child.kill('SIGTERM');
    expect(await second.ended).toBe(0);
  }, 120_000);
});
