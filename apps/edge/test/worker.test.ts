import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import {
  createTestDatabase,
  ready,
  type ServerProcess,
  spawnServer,
  type TestDatabase,
  until,
} from '@portolan/testing';
import { buildWorker, type RunningWorker, startWorker, type WorkerOptions } from '@portolan/testing/workerd';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStream } from './open-stream.ts';

const OPERATOR = { username: 'operator@portolan.local', password: 'operator-password-1' };
const changed = { ...OPERATOR, password: 'Überfahrt nach Åland 🧭' };
const ENCRYPTION_KEY = 'a-master-key-of-32-bytes-exactly';
const MOST_BYTES = 3 * 1024 * 1024;

let database: TestDatabase;
let node: ServerProcess;
let worker: RunningWorker;
let folder: string;
let texts: Record<string, string>;
let token: string;
/** Who listens for the server on Node, which does from its start to its end. */
let heardOnNode: number[];
const started: RunningWorker[] = [];

/** One installation: prepared by a server on Node, and served by a worker beside it. */
beforeAll(async () => {
  database = await createTestDatabase();
  folder = await mkdtemp(path.join(tmpdir(), 'portolan-edge-'));
  texts = { DATABASE_URL: database.url, ENCRYPTION_KEY, TENANT_DB_PREFIX: database.tenantPrefix };
  const operator = { PORTOLAN_OPERATOR_EMAIL: OPERATOR.username, PORTOLAN_OPERATOR_PASSWORD: OPERATOR.password };
  const server = spawnServer({ ...texts, ...operator, PORTOLAN_DEMO: 'off' }).then(ready);
  [node] = await Promise.all([server, buildWorker(folder)]);
  await until(async () => (await listeners()).length > 0);
  heardOnNode = await listeners();
  worker = await start(texts);
  token = await signIn(worker.url);
  const tenant = await post(
    '/api/tenants',
    { name: 'Harbour', slug: 'harbour' },
    { url: node.url, headers: { authorization: `Bearer ${token}` } },
  );
  expect(tenant.status).toBe(201);
});

afterAll(async () => {
  await Promise.all(started.map((running) => running.stop()));
  node?.child.kill();
  await node?.ended;
  await rm(folder, { recursive: true, force: true });
  await database?.[Symbol.asyncDispose]();
});

async function start(given: Record<string, string>, more: Partial<WorkerOptions> = {}): Promise<RunningWorker> {
  const running = await startWorker({ folder, texts: given, ...more });
  started.push(running);
  return running;
}

interface Asking {
  url?: string;
  headers?: Record<string, string>;
  method?: string;
}

const own = () => ({ authorization: `Bearer ${token}`, 'x-tenant-id': 'harbour' });

function get(target: string, { url = worker.url, headers = own(), method = 'GET' }: Asking = {}): Promise<Response> {
  return fetch(url + target, { method, headers });
}

function post(target: string, body: object, { url = worker.url, headers = own() }: Asking = {}): Promise<Response> {
  const sent = { 'content-type': 'application/json', ...headers };
  return fetch(url + target, { method: 'POST', headers: sent, body: JSON.stringify(body) });
}

async function signIn(url: string, who = OPERATOR): Promise<string> {
  const answer = await post('/api/v1/auth/token', who, { url, headers: {} });
  expect(answer.status).toBe(200);
  return (await answer.json()).access_token;
}

/** Who listens for changes: the server on Node with one connection, each object with one, and each stream without one. */
async function listeners(): Promise<number[]> {
  const sql = `select pid from pg_stat_activity
    where datname = current_database() and application_name = 'portolan changes' order by pid`;
  return (await database.query<{ pid: number }>(sql)).map(({ pid }) => pid);
}

describe('a worker on workerd', () => {
  it('signs in with a cookie, lists, creates, and has it in the audit log', async () => {
    const login = await post('/trpc/auth.login', OPERATOR, { headers: { origin: worker.url } });
    expect(login.status).toBe(200);
    const cookie = login.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    const headers = { cookie, origin: worker.url, 'x-tenant-id': 'harbour' };
    const body = {
      name: 'Ledger',
      dbType: 'postgresql',
      host: 'db.example.com',
      port: 5432,
      password: 'planted-secret-7',
    };
    const made = await post('/api/v1/connections', body, { headers });
    expect(made.status).toBe(201);
    const listed = await (await get('/api/v1/connections', { headers })).json();
    expect(listed.data.items).toMatchObject([{ name: 'Ledger', hasCredential: true }]);
    const audit = await (await get('/api/v1/audit-events?action=connections:create')).text();
    expect(audit).toContain('Ledger');
    expect(audit).not.toContain('planted-secret-7');
  });

  it('takes no address for one that is none, and writes each in one way', async () => {
    for (const told of ['<script>'.repeat(60), '2001:DB8:0::7']) {
      const answer = await post('/api/v1/auth/token', OPERATOR, { headers: { 'cf-connecting-ip': told } });
      expect(answer.status).toBe(200);
    }
    const seen = await database.query<{ address: string }>(
      "select address from audit_events where action = 'auth:login' order by seq desc limit 2",
    );
    expect(seen.map(({ address }) => address)).toEqual(['2001:db8::7', 'unknown']);
  });

  it('serves the page behind its policy, and knows what is no page', async () => {
    const page = await get('/sign-in', { headers: { accept: 'text/html' } });
    expect(page.status).toBe(200);
    expect(page.headers.get('content-security-policy')).toContain("script-src 'self'");
    const html = await page.text();
    const script = /src="(\/assets\/[^"]+\.js)"/.exec(html)?.[1] ?? '';
    const asset = await get(script, { headers: {} });
    expect(asset.headers.get('cache-control')).toContain('immutable');
    expect(await asset.text()).not.toBe('');
    expect((await get('/.env', { headers: {} })).status).toBe(404);
  });

  it('refuses like every other runtime: strangers, large bodies, what is not there', async () => {
    expect((await get('/api/v1/connections', { headers: {} })).status).toBe(401);
    const large = await post('/api/v1/connections', { name: 'x'.repeat(1_100_000) });
    expect([large.status, (await large.json()).error.code]).toEqual([413, 'PAYLOAD_TOO_LARGE']);
    const nowhere = await get('/api/v1/connections/00000000-0000-4000-8000-000000000000');
    expect(nowhere.headers.get('content-type')).toContain('application/problem+json');
    expect(nowhere.status).toBe(404);
  });

  it('says that a test has no driver host, in the words of a diagnosis', async () => {
    const [{ id }] = (await (await get('/api/v1/connections')).json()).data.items;
    const tested = await post(`/api/v1/connections/${id}/test`, {});
    expect(await tested.json()).toMatchObject({ data: { success: false, code: 'DRIVER_HOST_UNREACHABLE' } });
  });

  it('streams events: the state first, then what changes, heard of at once; a new stream begins with the state', async () => {
    const stream = await openStream(`${worker.url}/trpc/health.live`, own());
    await stream.until('"openIncidents":0');
    const body = { name: 'Archive', dbType: 'mysql', host: 'db2.example.com', port: 3306 };
    expect((await post('/api/v1/connections', body, { url: node.url })).status).toBe(201);
    await stream.until('"total":2');
    expect((await listeners()).length).toBeGreaterThan(heardOnNode.length);
    await stream.leave();
    const again = await openStream(`${worker.url}/trpc/health.live`, { ...own(), 'last-event-id': '1' });
    await again.until('"total":2');
    await again.leave();
  });

  it('streams lines, and batches of calls as they come', async () => {
    const lines = (await (await get('/api/v1/audit-events/export')).text()).trim().split('\n');
    expect(lines.map((line) => JSON.parse(line).action)).toContain('connections:create');
    const batch = await get('/trpc/auth.me,tenants.mine?batch=1&input=%7B%7D', {
      headers: { ...own(), 'trpc-accept': 'application/jsonl' },
    });
    expect(batch.status).toBe(200);
    expect(await batch.text()).toContain(OPERATOR.username);
  });

  it('ends a token with its session, on the next request', async () => {
    const mine = await signIn(worker.url);
    const headers = { authorization: `Bearer ${mine}` };
    expect((await get('/api/v1/auth/logout', { headers, method: 'POST' })).status).toBe(204);
    expect((await get('/api/v1/connections', { headers })).status).toBe(401);
    const there = await signIn(node.url);
    const ended = { authorization: `Bearer ${there}` };
    expect((await get('/api/tenants', { headers: ended })).status).toBe(200);
    expect((await get('/api/v1/auth/logout', { url: node.url, headers: ended, method: 'POST' })).status).toBe(204);
    expect((await get('/api/tenants', { headers: ended })).status).toBe(401);
  });

  it('knows the passwords of the other runtimes, and they know its own; attempts are counted together', async () => {
    const change = { currentPassword: OPERATOR.password, newPassword: changed.password };
    expect((await post('/trpc/auth.changePassword', change)).status).toBe(200);
    await signIn(node.url, changed);
    token = await signIn(worker.url, changed);
    const wrong = { username: 'nobody@example.com', password: 'short' };
    const statuses = [];
    for (const url of [worker.url, node.url, worker.url, node.url, worker.url, node.url])
      statuses.push((await post('/api/v1/auth/token', wrong, { url, headers: {} })).status);
    expect(statuses).toEqual([401, 401, 401, 401, 401, 429]);
  });

  it('makes tenants, whose jobs a server on Node takes', async () => {
    expect((await post('/api/tenants', { name: 'Edge', slug: 'edge' })).status).toBe(201);
    const mirrored = () => database.inTenant('edge', 'select from activity_log');
    await until(async () => (await mirrored()).length > 0);
  });
});

it('is put together once for many that come at once, and what one of them begins the others wait for', async () => {
  const { url } = await start(texts);
  const headers = { authorization: `Bearer ${token}` };
  const made = ['north', 'south', 'west'].map((slug) => post('/api/tenants', { name: slug, slug }, { url, headers }));
  const read = ['/api/v1/connections', '/api/v1/audit-events', '/sign-in'].map((path) => get(path, { url }));
  const statuses = (await Promise.all([...made, ...read])).map(({ status }) => status);
  expect(statuses).toEqual([201, 201, 201, 200, 200, 200]);
});

describe('what a worker does not serve', () => {
  it('refuses a database of another version, another key and a variable that is missing, each in one sentence', async () => {
    const why = async ({ url }: RunningWorker) => {
      const answer = await fetch(`${url}/api/v1/connections`);
      return [answer.status, (await answer.json()).detail];
    };
    const foreign = await start({ ...texts, ENCRYPTION_KEY: 'another-master-key-of-32-bytes-!' });
    expect(await why(foreign)).toEqual([503, expect.stringContaining('do not open what is stored')]);
    const { DATABASE_URL: _, ...without } = texts;
    expect(await why(await start(without))).toEqual([503, 'DATABASE_URL is not set']);
    const away = await start({ ...texts, DATABASE_URL: 'postgresql://a:b@127.0.0.1:1/c' });
    expect((await why(away))[0]).toBe(503);

    const fresh = await start(texts);
    await database.query("insert into portolan_migrations (name) values ('9999-future')");
    expect(await why(fresh)).toEqual([503, expect.stringMatching(/newer than this worker.*9999-future/)]);
    await database.query("delete from portolan_migrations where name = '9999-future'");
    expect((await why(fresh))[0]).toBe(401);
    const [last] = await database.query<{ name: string }>(
      'delete from portolan_migrations where name = (select max(name) from portolan_migrations) returning name',
    );
    expect(await why(await start(texts))).toEqual([503, expect.stringMatching(/run portolan migrate/)]);
    await database.query('insert into portolan_migrations (name) values ($1)', [last?.name]);
  });

  it('works behind a pool of the platform', async () => {
    const { DATABASE_URL: url = '', ...rest } = texts;
    const { hostname, port, username, password } = new URL(url);
    const tenants = { TENANT_DB_HOST: hostname, TENANT_DB_PORT: port };
    const logins = { TENANT_DB_USER: username, TENANT_DB_PASSWORD: decodeURIComponent(password) };
    const pooled = await start({ ...rest, ...tenants, ...logins }, { hyperdrives: { HYPERDRIVE: url } });
    const answer = await get('/api/v1/connections', { url: pooled.url });
    expect([answer.status, (await answer.json()).data?.total]).toEqual([200, 2]);
  });
});

describe('an object that keeps its connections', () => {
  it('hears what changes between two requests, and remembers who asks for as long as it does', async () => {
    const mine = { authorization: `Bearer ${await signIn(worker.url, changed)}`, 'x-tenant-id': 'harbour' };
    const list = async () => (await get('/api/v1/connections', { headers: mine })).status;
    expect([await list(), await list()]).toEqual([200, 200]);
    await until(async () => (await listeners()).length > heardOnNode.length);
    expect((await post('/api/v1/auth/logout', {}, { url: node.url, headers: mine })).status).toBe(204);
    await until(async () => (await list()) === 401);
  });

  it('answers strangers in another one, so that passwords keep nobody waiting who is known', async () => {
    const wrong = { username: 'stranger@example.com', password: 'wrong-password-1' };
    const guesses = [1, 2, 3].map(() => post('/api/v1/auth/token', wrong, { headers: {} }));
    const listed = await Promise.all([1, 2, 3].map(() => get('/api/v1/connections')));
    expect(listed.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect((await Promise.all(guesses)).map(({ status }) => status)).toEqual([401, 401, 401]);
  });

  it('replaces connections that the server has ended, and never tells a tenant what another may see', async () => {
    const sql = `select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and application_name like 'portolan%' and pid <> all($1)`;
    // Node would listen anew a second later, which is in the middle of whatever counts who listens.
    await database.query(sql, [heardOnNode]);
    await until(async () => (await get('/api/v1/connections')).status === 200);
    const tenants = ['harbour', 'edge'];
    const asked = Array.from({ length: 40 }, async (_, at) => {
      const tenant = tenants[at % 2] ?? '';
      const answer = await get('/api/v1/connections', { headers: { ...own(), 'x-tenant-id': tenant } });
      return [tenant, (await answer.json()).data?.total > 0];
    });
    const told = new Set((await Promise.all(asked)).map(String));
    expect([...told].sort()).toEqual(['edge,false', 'harbour,true']);
  });

  it('that is lost in the middle is a refusal with a sentence, and there again with the next request', async () => {
    const { url } = await start(texts, { front: LOST });
    expect((await get('/api/v1/connections', { url })).status).toBe(200);
    const lost = await get('/api/v1/connections', { url, headers: { ...own(), 'x-lose': 'yes' } });
    expect([lost.status, lost.headers.get('retry-after')]).toEqual([503, '1']);
    expect(await lost.json()).toMatchObject({
      type: '/api/docs#UNAVAILABLE',
      detail: expect.stringContaining('was stopped'),
    });
    expect((await get('/api/v1/connections', { url })).status).toBe(200);
  });
});

/** Its objects are lost when they are told to, as when the platform takes one away. */
const LOST = `
import worker, { Hub as Kept } from './worker.js';
export default worker;
export class Hub extends Kept {
  constructor(state, bindings) { super(state, bindings); this.lose = () => state.abort('taken away'); }
  fetch(request) {
    if (!request.headers.has('x-lose')) return super.fetch(request);
    this.lose();
    return new Promise(() => {});
  }
}`;

describe('a worker without objects', () => {
  it('has connections of each request, which end with it', async () => {
    const { url } = await start(texts, { keeps: false });
    expect((await get('/api/v1/connections', { url })).status).toBe(200);
    const before = await listeners();
    const since = async () => (await listeners()).filter((pid) => !before.includes(pid)).length;
    const stream = await openStream(`${url}/trpc/health.live`, own());
    await stream.until('"openIncidents":0');
    await until(async () => (await since()) === 1);
    await stream.leave();
    await until(async () => (await since()) === 0);
  });
});

it('has no memory for passwords before it is given one: V8 would collect garbage for it in the middle of a request', async () => {
  const { url } = await start(texts, { front: COUNTING });
  expect((await get('/api/v1/connections', { url })).headers.get('x-pages')).toBe('0');
  const refused = await post('/api/v1/auth/token', { ...OPERATOR, password: 'no such' }, { url, headers: {} });
  expect(refused.status).toBe(401);
  expect(Number(refused.headers.get('x-pages'))).toBeGreaterThan(0);
});

/** Tells with each answer how many pages of memory WebAssembly was given so far. */
const COUNTING = `
const { Memory } = WebAssembly;
let pages = 0;
WebAssembly.Memory = class extends Memory {
  constructor(size) { super(size); pages += size.initial; }
};
const { default: worker, Hub } = await import('./worker.js');
export { Hub };
export default {
  async fetch(request, ...given) {
    const answer = await worker.fetch(request, ...given);
    const told = new Response(answer.body, answer);
    told.headers.set('x-pages', pages);
    return told;
  },
};`;

it('is small, and there is no secret in it', async () => {
  const names = (await readdir(folder)).filter((name) => /\.(?:js|wasm)$/.test(name));
  const parts = await Promise.all(names.map((name) => readFile(path.join(folder, name))));
  const whole = Buffer.concat(parts);
  expect(gzipSync(whole).length).toBeLessThan(MOST_BYTES);
  for (const secret of [ENCRYPTION_KEY, OPERATOR.password, new URL(database.url).password]) {
    expect(whole.includes(secret)).toBe(false);
  }
  expect(worker.output()).not.toContain('planted-secret-7');
});
