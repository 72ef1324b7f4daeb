import { randomUUID } from 'node:crypto';
import type { RefreshProgress } from '@portolan/contract';
import { startTestPostgres, type TestPostgres } from '@portolan/testing/postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Harness, startBeside, startHarness } from './harness.ts';

const PASSWORD = 'the-password-of-elsewhere';
let server: TestPostgres;
let here: Harness;
/** Another process of the same installation. */
let there: Harness;
let tenantId: string;
let token: string;
let id: string;

beforeAll(async () => {
  [here, server] = await Promise.all([startHarness(), startTestPostgres({ version: '18' })]);
  there = await startBeside(here);
  for (const api of [here, there]) api.secrets.add(PASSWORD);
  await server.query('create database shop');
  await server.query(`create role reader login password '${PASSWORD}'`);
  await server.query('create table goods (id int primary key); create table orders (id int)', [], 'shop');
  await server.query('grant pg_read_all_data to reader');
  tenantId = await here.createTenant(await here.token(), 'shared');
  token = (await here.member(tenantId, 'contributor')).token;
  id = await connect('Shop');
});
afterAll(async () => {
  await there.close();
  await here.close();
  await server.close();
});

async function connect(name: string, databaseName = 'shop'): Promise<string> {
  const target = { dbType: 'postgresql', host: '127.0.0.1', port: server.port, username: 'reader', password: PASSWORD };
  const body = { name, ...target, databaseName };
  return (await here.ask('POST', '/api/connections', { token, body })).body.data.id;
}

const refresh = (api: Harness, connection = id, signal?: AbortSignal) =>
  api.client(token).introspection.refresh.mutate({ id: connection }, signal ? { signal } : {});

/** From now on readings in a process stop after their first page, until they may go on; counted. */
function held(api: Harness) {
  const { drivers } = api.composition.services;
  const { introspect } = drivers;
  const gate = Promise.withResolvers<void>();
  const begun = Promise.withResolvers<void>();
  const state = { readings: 0, ended: 0 };
  drivers.introspect = async function* (...args) {
    state.readings++;
    const [, , { signal } = {}] = args;
    const left = Promise.withResolvers<void>();
    signal?.addEventListener('abort', () => left.resolve());
    try {
      for await (const page of introspect.apply(drivers, args)) {
        yield page;
        begun.resolve();
        await Promise.race([gate.promise, left.promise]);
        signal?.throwIfAborted();
      }
    } finally {
      state.ended++;
    }
  };
  const release = () => {
    gate.resolve();
    drivers.introspect = introspect;
  };
  return { state, begun: begun.promise, release };
}

/** All that is told of a connection, once the first of it has been. */
async function watch(api: Harness, connection = id) {
  const seen: RefreshProgress[] = [];
  const first = Promise.withResolvers<void>();
  const end = Promise.withResolvers<void>();
  api.client(token).introspection.progress.subscribe(
    { id: connection },
    {
      onData: (progress) => first.resolve(void seen.push(progress)),
      onComplete: () => end.resolve(),
      onError: (error) => end.reject(error),
    },
  );
  await first.promise;
  return { seen, end: end.promise };
}

/** Waits until a process has looked once more whether anybody waits in others. */
function lookedForCallers(api: Harness): () => Promise<void> {
  const { db } = api.composition.services;
  const transaction = db.transaction.bind(db);
  let looks = 0;
  db.transaction = (scope, work) =>
    transaction(scope, (em) => {
      const execute = em.execute.bind(em);
      em.execute = (async (sql: string, ...rest: never[]) => {
        const rows = await execute(sql, ...rest);
        if (sql.includes('select from refresh_callers')) looks++;
        return rows;
      }) as typeof em.execute;
      return work(em);
    });
  return () => expect.poll(() => looks, { timeout: 20_000 }).toBeGreaterThan(0);
}

const attended = async (count: number) => {
  while ((await here.database.query('select from refresh_callers')).length !== count)
    await new Promise((resolve) => setTimeout(resolve, 20));
};

describe('a refresh that another process runs', () => {
  it('is joined: one reading, the same result, and its progress is told there too', async () => {
    const before = await watch(there);
    const reading = held(here);
    const idle = held(there);
    const asked = refresh(here);
    await reading.begun;
    const joined = refresh(there);
    await attended(1);
    const late = await watch(there);
    await expect.poll(() => before.seen.at(-1)?.state).toBe('reading');
    reading.release();
    idle.release();
    const [first, second] = await Promise.all([asked, joined]);
    expect(second).toEqual(first);
    expect([reading.state.readings, idle.state.readings]).toEqual([1, 0]);
    await Promise.all([before.end, late.end]);
    expect(before.seen[0]?.state).toBe('idle');
    expect(late.seen[0]?.state).not.toBe('idle');
    for (const { seen } of [before, late])
      expect(seen.at(-1)).toEqual({ state: 'done', tablesRead: 2, tablesTotal: 2 });
    const events = await here.database.query(
      "select from audit_events where action = 'introspection:refresh' and outcome = 'success' and entity_id = $1",
      [id],
    );
    expect(events).toHaveLength(2);
    await attended(0);
  });

  it('is refused where it reads other schemas', async () => {
    const reading = held(here);
    const asked = refresh(here);
    await reading.begun;
    const other = there.client(token).introspection.refresh.mutate({ id, includeSchemas: ['public'] });
    await expect(other).rejects.toMatchObject({ data: { appCode: 'CONFLICT' } });
    reading.release();
    await asked;
  });

  it('fails there as it does here, with its stages', async () => {
    const nowhere = await connect('Nowhere', 'nowhere');
    const { drivers } = here.composition.services;
    const { introspect } = drivers;
    const gate = Promise.withResolvers<void>();
    const begun = Promise.withResolvers<void>();
    drivers.introspect = async function* (...args) {
      begun.resolve();
      await gate.promise;
      yield* introspect.apply(drivers, args);
    };
    const path = `/api/connections/${nowhere}/refresh`;
    const asked = [here.ask('POST', path, { token, body: {} })];
    await begun.promise;
    asked.push(there.ask('POST', path, { token, body: {} }));
    await attended(1);
    drivers.introspect = introspect;
    gate.resolve();
    const [first, second] = await Promise.all(asked);
    expect(first).toMatchObject({ status: 502, body: { error: { code: 'DATABASE_NOT_FOUND' } } });
    expect({ ...second?.body.error, requestId: '' }).toEqual({ ...first?.body.error, requestId: '' });
  });

  it('goes on for those who wait there, and ends when the last of them has left', async () => {
    const reading = held(here);
    const looked = lookedForCallers(here);
    const leaving = [new AbortController(), new AbortController()];
    const asked = refresh(here, id, leaving[0]?.signal).catch(() => 'left');
    await reading.begun;
    const joined = refresh(there, id, leaving[1]?.signal).catch(() => 'left');
    await attended(1);
    leaving[0]?.abort();
    // The process that reads has looked, and found the other one waiting.
    await looked();
    expect(reading.state.ended).toBe(0);
    leaving[1]?.abort();
    await expect.poll(() => reading.state.ended, { timeout: 20_000 }).toBe(1);
    expect(await Promise.all([asked, joined])).toEqual(['left', 'left']);
    reading.release();
    await expect(refresh(there)).resolves.toMatchObject({ changed: false });
  });

  it('is read by one who waits where the process that read it is gone', async () => {
    const gone = randomUUID();
    const begin = `
      insert into running_refreshes (connection_id, tenant_id, run_id, scope, progress) values ($1, $2, $3, '[null,null]', $4)
      on conflict (connection_id) do update set run_id = excluded.run_id, progress = excluded.progress, outcome = null, heard_at = now()`;
    const progress = { state: 'reading', tablesRead: 1, tablesTotal: 2 };
    await here.database.query(begin, [id, tenantId, gone, JSON.stringify(progress)]);
    const watching = await watch(here);
    expect(watching.seen).toEqual([progress]);
    const joined = refresh(there);
    await attended(1);
    await here.database.query(
      "update running_refreshes set heard_at = now() - interval '11 seconds', progress = progress where run_id = $1",
      [gone],
    );
    expect(await joined).toMatchObject({ snapshot: { tables: 2 } });
    await watching.end;
    expect(watching.seen.at(-1)).toEqual({ state: 'done', tablesRead: 2, tablesTotal: 2 });
  });

  it('that was broken off, and for which nobody waits, is told as failed to those who watch', async () => {
    const silent = "update running_refreshes set outcome = null, heard_at = now() - interval '1 minute', progress = $1";
    const begin =
      'update running_refreshes set run_id = gen_random_uuid(), outcome = null, heard_at = now(), progress = $1';
    const progress = JSON.stringify({ state: 'reading', tablesRead: 1, tablesTotal: 2 });
    await here.database.query(begin, [progress]);
    const watching = await watch(there);
    await here.database.query(silent, [progress]);
    await watching.end;
    expect(watching.seen.at(-1)).toMatchObject({ state: 'failed', message: 'The refresh was broken off' });
    await expect(refresh(here)).resolves.toMatchObject({ changed: false });
  });
});
