import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import {
  createTestDatabase,
  freePort,
  ready,
  type ServerProcess,
  spawnServer,
  type TestDatabase,
  until,
} from '@portolan/testing';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const CLIENTS = 8;
const PASSWORD = 'operator-password-1';
let database: TestDatabase;
let env: Record<string, string>;
let server: ServerProcess;
const headers: Record<string, string> = { 'content-type': 'application/json' };

beforeAll(async () => {
  database = await createTestDatabase();
  env = {
    DATABASE_URL: database.url,
    TENANT_DB_PREFIX: database.tenantPrefix,
    ENCRYPTION_KEY: randomBytes(32).toString('base64'),
    PORTOLAN_OPERATOR_PASSWORD: PASSWORD,
    PORTOLAN_PROCESSES: '2',
    PORTOLAN_MONITORING: 'off',
    PORTOLAN_EGRESS_ALLOW: '127.0.0.0/8',
  };
  server = await ready(await spawnServer(env));
  headers.authorization = `Bearer ${await signIn()}`;
});
afterAll(async () => {
  server.child.kill('SIGKILL');
  await server.ended;
  await database[Symbol.asyncDispose]();
});

/** Each over a connection of its own, so that the processes are asked in turn. */
async function ask(method: string, path: string, body?: object, token?: string) {
  const bearer = token === undefined ? {} : { authorization: `Bearer ${token}` };
  const answer = await fetch(server.url + path, {
    method,
    headers: { ...headers, connection: 'close', ...bearer },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  return (await answer.json().catch(() => null)) as {
    access_token: string;
    data: { id: string; snapshot: { id: string } };
  };
}

const signIn = async () =>
  (await ask('POST', '/api/v1/auth/token', { username: 'operator@portolan.local', password: PASSWORD })).access_token;

/** A tenant with a connection to the very database that all this is in. */
async function connect(): Promise<string> {
  await ask('POST', '/api/tenants', { name: 'Shared', slug: 'shared' });
  const { hostname, port, username, password, pathname } = new URL(database.url);
  const login = { username, password: decodeURIComponent(password), databaseName: pathname.slice(1) };
  const body = { name: 'Itself', dbType: 'postgresql', host: hostname, port: Number(port), ...login };
  return (await ask('POST', '/api/connections', body)).data.id;
}

/** What is told over a subscription, as text; resolved once the first of it has come. */
async function listen(id: string, token: string) {
  const input = encodeURIComponent(JSON.stringify({ id }));
  const answer = await fetch(`${server.url}/trpc/introspection.progress?input=${input}`, {
    headers: { authorization: `Bearer ${token}`, accept: 'text/event-stream', connection: 'close' },
  });
  let told = '';
  const first = Promise.withResolvers<void>();
  const end = (async () => {
    for await (const piece of answer.body as ReadableStream<Uint8Array>) {
      told += new TextDecoder().decode(piece);
      if (told.includes('"state"')) first.resolve();
    }
    return told;
  })();
  await first.promise;
  return { end };
}

/** The processes that serve, under the first one. */
async function members(): Promise<number[]> {
  const { pid } = server.child;
  const children = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8');
  return children.trim().split(' ').filter(Boolean).map(Number);
}

/** Clients that ask one request after the other until they are stopped; answers what each request came to. */
function load() {
  let isOver = false;
  const outcomes: (number | string)[] = [];
  const client = async () => {
    while (!isOver) {
      const asked = fetch(`${server.url}/api/v1/users/me`, { headers, signal: AbortSignal.timeout(20_000) });
      outcomes.push(
        await asked.then(
          async (answer) => {
            await answer.arrayBuffer();
            return answer.status;
          },
          (error: Error) => String(error.cause ?? error),
        ),
      );
    }
  };
  const clients = Promise.all(Array.from({ length: CLIENTS }, client));
  return {
    outcomes,
    /** Waits until so many more were answered. */
    more: (count: number) => {
      const wanted = outcomes.length + count;
      return until(() => outcomes.length >= wanted);
    },
    async failures() {
      isOver = true;
      await clients;
      return outcomes.filter((outcome) => outcome !== 200);
    },
  };
}

describe('two processes', () => {
  it('serve on one port, beside the first one, which has migrated and told the password once', async () => {
    expect(await members()).toHaveLength(2);
    expect(server.output().match(/is ready/g)).toHaveLength(1);
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => fetch(`${server.url}/ready`, { headers: { connection: 'close' } })),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
  });

  it('tell together what each of them has measured, whichever is asked', async () => {
    const near = { connection: 'close' };
    const count = async () => {
      const text = await (await fetch(`${server.url}/metrics`, { headers: near })).text();
      const [, value] =
        /^portolan_http_request_duration_seconds_count\{method="GET",route="\/api\/docs",status="200"\} (\d+)$/m.exec(
          text,
        ) ?? [];
      expect(text).toMatch(/^portolan_processes 2$/m);
      return Number(value ?? 0);
    };
    for (let asked = 0; asked < 6; asked++)
      await (await fetch(`${server.url}/api/docs`, { headers: near })).arrayBuffer();
    expect([await count(), await count(), await count()]).toEqual([6, 6, 6]);
  });

  it('read a connection once for those who ask either of them, and both tell of it', async () => {
    const id = await connect();
    const token = await signIn();
    const listening = await Promise.all(Array.from({ length: 4 }, () => listen(id, token)));
    // Printing the default of a column waits for a lock on its table.
    await database.query('create table held (a int default 1 + 1)');
    const holder = new pg.Client({ connectionString: database.url });
    await holder.connect();
    await holder.query('begin; lock table held in access exclusive mode');
    const asked = Promise.all(Array.from({ length: 4 }, () => ask('POST', `/api/connections/${id}/refresh`, {})));
    await until(async () => (await database.query('select from refresh_callers')).length === 1);
    await holder.end();
    // One that waited in the other process has what the first one has read; who came later may have read anew.
    expect(new Set((await asked).map(({ data }) => data.snapshot.id)).size).toBeLessThan(4);
    for (const { end } of listening) expect(await end).toMatch(/"state":"done"/);
  }, 60_000);

  it('end what is listened to in either of them when its right goes', async () => {
    const id = (await database.query<{ id: string }>('select id from data_connections'))[0]?.id as string;
    const token = await signIn();
    const listening = await Promise.all(Array.from({ length: 4 }, () => listen(id, token)));
    await ask('POST', '/api/v1/auth/logout', undefined, token);
    for (const { end } of listening) expect(await end).toContain('"appCode":"UNAUTHORIZED"');
  }, 60_000);

  it('one of them killed costs no more than the requests it had, and is replaced', async () => {
    const before = await members();
    const asking = load();
    await asking.more(200);
    process.kill(before[0] as number, 'SIGKILL');
    await asking.more(200);
    await until(async () => {
      const now = await members();
      return now.length === 2 && !now.includes(before[0] as number);
    });
    await asking.more(200);
    expect((await asking.failures()).length).toBeLessThanOrEqual(CLIENTS);
    expect(await members()).toContain(before[1]);
  }, 60_000);

  it('are replaced one by one on SIGHUP, and nobody is refused or cut off', async () => {
    const before = await members();
    const asking = load();
    await asking.more(100);
    server.child.kill('SIGHUP');
    await until(() => server.output().includes('the processes were replaced'));
    // Those that were replaced end once everybody has left them.
    await until(async () => (await members()).every((pid) => !before.includes(pid)));
    await asking.more(100);
    expect(await asking.failures()).toEqual([]);
    expect(await members()).toHaveLength(2);
  }, 60_000);

  it('end in order with the first one', async () => {
    const asking = fetch(`${server.url}/api/v1/users/me`, { headers });
    expect((await asking).status).toBe(200);
    const last = await members();
    server.child.kill('SIGTERM');
    expect(await server.ended).toBe(0);
    for (const pid of last) expect(() => process.kill(pid, 0)).toThrow();
  });
});

it('a port that is taken is told, and nobody is left behind', async () => {
  const taken = { ...env, PORT: String(await freePort()) };
  const first = await ready(await spawnServer({ ...taken, PORTOLAN_PROCESSES: '1' }));
  const second = await spawnServer(taken);
  expect(await second.ended).toBe(1);
  expect(second.output()).toMatch(/^Configuration: PORT \d+ is in use: set PORT to a free one$/m);
  first.child.kill('SIGTERM');
  expect(await first.ended).toBe(0);
}, 60_000);
