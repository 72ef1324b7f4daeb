import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { createServer, type Server } from 'node:net';
import type { Permission } from '@portolan/contract';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { serve } from '../src/serve.ts';
import { type Harness, type Member, startBeside, startHarness } from './harness.ts';

const EVENTS = 20_000;
const LISTENER: Permission[] = ['audit:read', 'connections:introspect', 'connections:test', 'connections:read'];

interface Listener extends Member {
  tenant: { id: string; slug: string };
  admin: Member;
  connection: string;
}

let api: Harness;
/** Another process of the same installation. */
let beside: Harness;
let operator: string;
beforeAll(async () => {
  api = await startHarness();
  beside = await startBeside(api);
  operator = await api.token();
});
afterAll(async () => {
  await beside.close();
  await api.close();
});

type Site = Pick<Listener, 'tenant' | 'admin' | 'connection'>;

async function makeSite(events = 0): Promise<Site> {
  const slug = `streams-${randomUUID().slice(0, 8)}`;
  const id = await api.createTenant(operator, slug);
  await api.database.query(
    `insert into audit_events (id, tenant_id, action, outcome, details, seq, hash, key_id)
     select gen_random_uuid(), $1, 'made:up', 'success', jsonb_build_object('text', repeat('x', 300)), n, '', ''
     from generate_series(1000001, 1000000 + $2::int) n`,
    [id, events],
  );
  const admin = await api.member(id, 'admin');
  const body = { name: 'Chart', dbType: 'postgresql', host: '127.0.0.1', port: 1, username: 'u' };
  const made = await api.ask('POST', '/api/connections', { token: admin.token, body });
  return { tenant: { id, slug }, admin, connection: made.body.data.id };
}

async function listener(site?: Site): Promise<Listener> {
  const { tenant, admin, connection } = site ?? (await makeSite());
  return { ...(await api.member(tenant.id, LISTENER)), tenant, admin, connection };
}

let archive: Promise<Site> | undefined;
/** Of a tenant with many events, which outlives whoever leaves it; of one of its own for whoever sees it deleted. */
async function ofArchive(way?: string): Promise<Listener> {
  if (way === TENANT_DELETED) return listener(await makeSite(EVENTS));
  archive ??= makeSite(EVENTS);
  return listener(await archive);
}

const asAdmin = (who: Listener, method: string, path: string, body?: unknown, by = api) =>
  by.ask(method, `/api/v1${path}`, { token: who.admin.token, body });
const roleOf = async ({ id }: Listener) => {
  const [row] = await api.database.query<{ id: string }>(
    'select role_id as id from membership_roles where user_id = $1',
    [id],
  );
  return row?.id as string;
};

const TENANT_DELETED = 'sees the tenant deleted';
/** How a right goes, by the process that is asked for it. */
const WAYS: [string, 401 | 403, (who: Listener, by?: Harness) => Promise<{ status: number }>][] = [
  ['is removed', 401, (who, by) => asAdmin(who, 'DELETE', `/users/${who.id}`, undefined, by)],
  ['is deactivated', 401, (who, by) => asAdmin(who, 'PATCH', `/users/${who.id}`, { is_active: false }, by)],
  ['signs out', 401, (who, by = api) => by.ask('POST', '/api/v1/auth/logout', { token: who.token })],
  [
    'loses the permission',
    403,
    async (who, by) =>
      asAdmin(who, 'PATCH', `/roles/${await roleOf(who)}`, { permission_ids: ['connections:read'] }, by),
  ],
  [TENANT_DELETED, 403, (who, by = api) => by.ask('DELETE', `/api/tenants/${who.tenant.slug}`, { token: operator })],
];
const codeOf = (status: number) => (status === 401 ? 'UNAUTHORIZED' : 'FORBIDDEN');
// A tenant that is gone is as foreign as any other: that event names what was asked in its details.
const refusals = (who: Listener) =>
  api.database.query<{ action: string }>(
    "select coalesce(details->>'procedure', action) as action from audit_events where tenant_id = $1 and actor_user_id = $2 and outcome = 'denied'",
    [who.tenant.id, who.id],
  );

describe.each(WAYS)('whoever %s', (way, status, takeAway) => {
  it('reads no further in an export over REST', async () => {
    const who = await ofArchive(way);
    const headers = { authorization: `Bearer ${who.token}`, 'x-tenant-id': who.tenant.slug };
    const answer = await api.app.request('/api/v1/audit-events/export', { headers });
    const reader = (answer.body as ReadableStream<Uint8Array>).getReader();
    await reader.read();
    expect((await takeAway(who)).status).toBeLessThan(300);
    let rest = '';
    for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
      rest += new TextDecoder().decode(piece.value);
    }
    const lines = rest.trimEnd().split('\n');
    expect(lines.length).toBeLessThan(1_100);
    const code = codeOf(status);
    const problem = { status, detail: expect.any(String), error: { code, requestId: expect.any(String) } };
    expect(JSON.parse(lines.at(-1) as string)).toMatchObject(problem);
    expect(await refusals(who)).toEqual(status === 403 ? [{ action: 'audit:export' }] : []);
  });

  it('reads no further in an export over tRPC', async () => {
    const who = await ofArchive(way);
    let read = 0;
    let then = Number.POSITIVE_INFINITY;
    const reading = (async () => {
      for await (const _event of await api.client(who.token, who.tenant.slug).audit.export.query({})) {
        if (++read === 1) {
          await takeAway(who);
          then = read;
        }
      }
    })();
    await expect(reading).rejects.toMatchObject({ data: { appCode: codeOf(status), httpStatus: status } });
    // What was on its way when the right went is all that comes.
    expect(read - then).toBeLessThan(EVENTS / 2);
    expect(await refusals(who)).toEqual(status === 403 ? [{ action: 'audit:export' }] : []);
  });
});

describe('a token that runs out', () => {
  afterEach(() => void vi.useRealTimers());
  const wait = () => vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 13 * 3_600_000 });

  it('ends the export that it began, over REST', async () => {
    const who = await ofArchive();
    const headers = { authorization: `Bearer ${who.token}`, 'x-tenant-id': who.tenant.slug };
    const answer = await api.app.request('/api/v1/audit-events/export', { headers });
    const reader = (answer.body as ReadableStream<Uint8Array>).getReader();
    await reader.read();
    wait();
    let rest = '';
    for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
      rest += new TextDecoder().decode(piece.value);
    }
    expect(JSON.parse(rest.trimEnd().split('\n').at(-1) as string)).toMatchObject({ error: { code: 'UNAUTHORIZED' } });
  });

  it('and over tRPC', async () => {
    const who = await ofArchive();
    const reading = (async () => {
      let read = 0;
      for await (const _event of await api.client(who.token, who.tenant.slug).audit.export.query({})) {
        if (++read === 1) wait();
      }
    })();
    await expect(reading).rejects.toMatchObject({ data: { appCode: 'UNAUTHORIZED', httpStatus: 401 } });
  });
});

describe('a reader of an export who is slow', () => {
  it('is told over a real socket, long before the end', async () => {
    const who = await listener(await makeSite(60_000));
    const server = await serve(api.app, { host: '127.0.0.1', port: 0 });
    const headers = { authorization: `Bearer ${who.token}`, 'x-tenant-id': who.tenant.slug };
    const answer = await fetch(`http://127.0.0.1:${server.port}/api/v1/audit-events/export`, { headers });
    const reader = (answer.body as ReadableStream<Uint8Array>).getReader();
    await reader.read();
    await asAdmin(who, 'DELETE', `/users/${who.id}`);
    let lines = 0;
    let last = '';
    for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
      const text = last + new TextDecoder().decode(piece.value);
      const parts = text.split('\n');
      lines += parts.length - 1;
      last = text.endsWith('\n') ? `${parts.at(-2)}\n` : (parts.at(-1) as string);
      if (last.endsWith('\n')) lines--;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    expect(JSON.parse(last).error.code).toBe('UNAUTHORIZED');
    expect(lines).toBeLessThan(50_000);
    await server.drain();
  });
});

describe('a quiet stream', () => {
  afterEach(() => void vi.restoreAllMocks());

  /** Nobody is asked of their right because of the time that has passed: who is asked has been heard of. */
  function neverByTime() {
    const { setTimeout } = globalThis;
    vi.spyOn(globalThis, 'setTimeout').mockImplementation(((run: () => void, ms?: number) =>
      setTimeout(run, ms === 10_000 ? 10_000_000 : ms)) as typeof setTimeout);
  }

  it.each([
    ['this process', () => api],
    ['another process', () => beside],
  ])(
    'ends by itself for everyone whose right %s has taken away, and goes on for the others',
    async (_, by) => {
      neverByTime();
      const ended = WAYS.map(async ([name, status, takeAway]) => {
        const who = await listener();
        const { begun, end } = watch(who);
        await begun;
        expect((await takeAway(who, by())).status).toBeLessThan(300);
        expect([name, await end]).toEqual([name, codeOf(status)]);
        const told = await refusals(who);
        expect(told).toEqual(status === 403 ? [{ action: 'introspection:progress' }] : []);
      });
      const stays = watch(await listener());
      await stays.begun;
      await Promise.all(ended);
      expect(await Promise.race([stays.end, Promise.resolve('goes on')])).toBe('goes on');
      stays.stop();
    },
    60_000,
  );

  it('ends though whoever listens lost the connection that hears of it meanwhile', async () => {
    neverByTime();
    const who = await listener();
    const { begun, end } = watch(who);
    await begun;
    await Promise.all([
      api.database.query(
        "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'portolan changes' and datname = current_database()",
      ),
      asAdmin(who, 'DELETE', `/users/${who.id}`, undefined, beside),
    ]);
    expect(await end).toBe('UNAUTHORIZED');
  });

  function watch(who: Listener) {
    const begun = Promise.withResolvers<void>();
    const end = Promise.withResolvers<string>();
    const { progress } = api.client(who.token, who.tenant.slug).introspection;
    const subscription = progress.subscribe(
      { id: who.connection },
      {
        onData: () => begun.resolve(),
        onError: (error) => end.resolve(error.data?.appCode ?? String(error)),
        onComplete: () => end.resolve('completed'),
      },
    );
    return { begun: begun.promise, end: end.promise, stop: () => subscription.unsubscribe() };
  }
});

describe('a test that is watched', () => {
  let silent: Server;
  beforeAll(async () => {
    // Takes connections and never says a word.
    silent = createServer(() => {});
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  });
  afterAll(() => void silent.close());

  it.each(WAYS)('tells nothing more to whoever %s', async (_, status, takeAway) => {
    const who = await listener();
    const { port } = silent.address() as AddressInfo;
    const input = { dbType: 'postgresql', host: '127.0.0.1', port, username: 'u', password: 'p' } as const;
    const told: string[] = [];
    const watching = (async () => {
      for await (const piece of await api.client(who.token, who.tenant.slug).connections.watchTest.mutate(input)) {
        told.push(piece.type);
        if (told.length === 1) await takeAway(who);
      }
    })();
    await expect(watching).rejects.toMatchObject({ data: { appCode: codeOf(status) } });
    expect(told).not.toContain('result');
  });
});
