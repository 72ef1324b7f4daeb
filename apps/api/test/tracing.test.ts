import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import {
  createTestDatabase,
  ready,
  type ServerProcess,
  SOURCES,
  spawnServer,
  type TestDatabase,
} from '@portolan/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

interface Told {
  name: string;
  spanId: string;
  parentSpanId?: string;
  traceId: string;
  status?: { code?: number };
  attributes: { key: string; value: { stringValue?: string } }[];
}

const PASSWORD = 'operator-password-1';
const CREDENTIAL = 'credential-nobody-may-read';
const NAMED = 'name-of-a-connection-that-is-nobodys-business';

/** A small receiver of OTLP: keeps what it is sent, word for word. */
const bodies: string[] = [];
let receiver: Server;
let database: TestDatabase;
let server: ServerProcess;
let token: string;

const spans = (): Told[] =>
  bodies.flatMap((body) =>
    (JSON.parse(body).resourceSpans as { scopeSpans: { spans: Told[] }[] }[]).flatMap(({ scopeSpans }) =>
      scopeSpans.flatMap(({ spans }) => spans),
    ),
  );
const attribute = (span: Told, key: string) => span.attributes.find((one) => one.key === key)?.value.stringValue;

const KEY = randomBytes(32).toString('base64');
const settings = () => ({
  DATABASE_URL: database.url,
  ENCRYPTION_KEY: KEY,
  TENANT_DB_PREFIX: database.tenantPrefix,
  PORTOLAN_OPERATOR_PASSWORD: PASSWORD,
  PORTOLAN_EGRESS_ALLOW: '127.0.0.0/8',
  PORTOLAN_DEMO: 'off',
});

beforeAll(async () => {
  receiver = createServer(async (request, response) => {
    let body = '';
    for await (const piece of request) body += piece;
    if (request.url === '/v1/traces') bodies.push(body);
    response.setHeader('content-type', 'application/json').end('{}');
  });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  const { port } = receiver.address() as AddressInfo;
  database = await createTestDatabase();
  server = await spawnServer({
    ...settings(),
    OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}`,
    OTEL_BSP_SCHEDULE_DELAY: '50',
  }).then(ready);
  const body = new URLSearchParams({ username: 'operator@portolan.local', password: PASSWORD });
  const answer = await fetch(`${server.url}/api/v1/auth/token`, { method: 'POST', body });
  token = ((await answer.json()) as { access_token: string }).access_token;
});
afterAll(async () => {
  server.child.kill('SIGTERM');
  await server.ended;
  receiver.close();
  await database[Symbol.asyncDispose]();
});

async function ask(method: string, path: string, body?: object, headers: Record<string, string> = {}) {
  const answer = await fetch(server.url + path, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...headers },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  return { status: answer.status, body: await answer.json().catch(() => null) };
}

/** The names from a span up to the first of its trace. */
function wayOf(span: Told): string[] {
  const all = spans();
  const way = [span.name];
  for (let at: Told | undefined = span; at; ) {
    const above: Told | undefined = all.find(({ spanId }) => spanId === at?.parentSpanId);
    if (above) way.unshift(above.name);
    at = above;
  }
  return way;
}

describe('whoever follows requests', () => {
  it('sees each from its route through procedure and verb to statements and the stages of a driver', async () => {
    const { body: tenant } = await ask('POST', '/api/tenants', { name: 'Traced', slug: 'traced' });
    const connection = {
      name: NAMED,
      dbType: 'postgresql',
      host: '127.0.0.1',
      port: 1,
      username: 'x',
      password: CREDENTIAL,
    };
    const made = await ask('POST', '/api/connections', connection, { 'x-tenant-id': tenant.id });
    expect(made.status).toBe(201);
    const tested = await ask('POST', `/api/connections/${made.body.data.id}/test`, undefined, {
      'x-tenant-id': tenant.id,
    });
    expect(tested.body.data.success).toBe(false);
    const find = (name: string, above: string) =>
      spans().find((span) => span.name === name && wayOf(span).includes(above));
    await expect.poll(() => find('stage.tcp', 'connections.testSaved'), { timeout: 10_000 }).toBeDefined();
    expect(wayOf(find('stage.tcp', 'connections.testSaved') as Told)).toEqual([
      'POST /api/connections/:id/test',
      'connections.testSaved',
      'testSavedConnection',
      'driver.diagnose',
      'stage.tcp',
    ]);
    const stage = find('stage.tcp', 'connections.testSaved') as Told;
    expect(attribute(stage, 'error.type')).toBe('TCP_REFUSED');
    expect(stage.status?.code).toBe(2);
    await expect.poll(() => find('INSERT data_connections', 'createConnection'), { timeout: 10_000 }).toBeDefined();
    expect(wayOf(find('INSERT data_connections', 'createConnection') as Told)).toEqual([
      'POST /api/connections',
      'connections.create',
      'createConnection',
      'INSERT data_connections',
    ]);
  });

  it('goes on with the trace of a caller', async () => {
    const traceId = randomBytes(16).toString('hex');
    await ask('GET', '/api/v1/users/me', undefined, {
      traceparent: `00-${traceId}-${randomBytes(8).toString('hex')}-01`,
    });
    await expect
      .poll(() => spans().some((span) => span.traceId === traceId && span.name === 'getMe'), { timeout: 10_000 })
      .toBe(true);
  });

  it('reads no secret, no value and no address that somebody typed', async () => {
    await ask('GET', `/api/connections?search=${NAMED}`);
    await ask('GET', `/invitations/${CREDENTIAL}?token=${CREDENTIAL}`);
    await ask('POST', '/api/v1/auth/token', { username: 'nobody@example.com', password: CREDENTIAL });
    const before = spans().length;
    await ask('GET', '/api/v1/users/me');
    await expect.poll(() => spans().length, { timeout: 10_000 }).toBeGreaterThan(before);
    const told = bodies.join('\n');
    for (const secret of [
      PASSWORD,
      CREDENTIAL,
      NAMED,
      token,
      'nobody@example.com',
      'operator@portolan.local',
      'traced',
    ])
      expect(told).not.toContain(secret);
    expect(told).not.toMatch(/url\.full|db\.query|exception/);
  });
});

it('costs nothing where nobody follows: none of it is loaded, nor is what agents speak before one asks', async () => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'portolan-loaded-'));
  // Tells, at the end of a process, every script that it has loaded.
  const untraced = await spawnServer({ ...settings(), NODE_V8_COVERAGE: folder }, SOURCES).then(ready);
  untraced.child.kill('SIGTERM');
  await untraced.ended;
  const files = await Promise.all((await readdir(folder)).map((name) => readFile(path.join(folder, name), 'utf8')));
  await rm(folder, { recursive: true });
  const loaded = files.join('\n');
  expect(loaded).toContain('/apps/api/src/compose.ts');
  expect(loaded).not.toMatch(/sdk-trace|otlp|@hono\/otel|open-tracing/);
  expect(loaded).toContain('/packages/http/src/mcp/mcp-face.ts');
  expect(loaded).not.toMatch(/@modelcontextprotocol|answer-message/);
});
