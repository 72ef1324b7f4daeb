import { readFile } from 'node:fs/promises';
import { operationsOf } from '@portolan/rest';
import { appRouter } from '@portolan/router';
import { Validator } from '@seriousme/openapi-schema-validator';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Harness, OPERATOR, startHarness } from './harness.ts';

let api: Harness;
let token: string;
beforeAll(async () => {
  api = await startHarness();
  token = await api.token();
});
afterAll(() => api.close());

describe('the OpenAPI document', () => {
  it('is valid, and has every route of the procedures', async () => {
    const { status, body } = await api.raw('GET', '/api/openapi.json');
    expect(status).toBe(200);
    const result = await new Validator().validate(structuredClone(body));
    expect(result.errors ?? []).toEqual([]);
    expect(result.valid).toBe(true);
    const documented = Object.entries(body.paths).flatMap(([path, methods]) =>
      Object.keys(methods as object).map((method) => `${method.toUpperCase()} ${path}`),
    );
    const routes = operationsOf(appRouter).map(({ route }) => `${route.method} ${route.path}`);
    expect(documented.sort()).toEqual(routes.sort());
  });

  it('has every endpoint that the map of the specifications names', async () => {
    const { body } = await api.raw('GET', '/api/openapi.json');
    const shape = (path: string) => path.replace(/\{\w+\}/g, '{}');
    const documented = new Set(
      Object.entries(body.paths).flatMap(([path, methods]) =>
        Object.keys(methods as object).map((method) => `${method.toUpperCase()} ${shape(path)}`),
      ),
    );
    const map = await readFile(new URL('../../../docs/specs.md', import.meta.url), 'utf8');
    const cells = map.split('\n').flatMap((line) => line.split(' | ').slice(1));
    const named = cells.flatMap((cell) => [...cell.matchAll(/`((?:GET|POST|PUT|PATCH|DELETE) \/[^`?]*)/g)]);
    expect(named.length).toBeGreaterThan(40);
    const readable = ['GET /api/docs'];
    const endpoints = named.map(([, endpoint]) => shape(endpoint as string));
    expect(endpoints.filter((endpoint) => !documented.has(endpoint) && !readable.includes(endpoint))).toEqual([]);
  });

  it('closes every object of every answer', async () => {
    const { body } = await api.raw('GET', '/api/openapi.json');
    const open: string[] = [];
    const visit = (value: unknown, at: string) => {
      if (value === null || typeof value !== 'object') return;
      const schema = value as { type?: string; additionalProperties?: unknown; propertyNames?: unknown };
      // A map says what its keys are; of any other object every key is known.
      const isMap = schema.propertyNames !== undefined;
      if (schema.type === 'object' && schema.additionalProperties !== false && !isMap) open.push(at);
      for (const [key, inner] of Object.entries(value)) visit(inner, `${at}/${key}`);
    };
    visit(body.components.schemas, 'schemas');
    for (const [path, methods] of Object.entries(body.paths)) {
      for (const [method, operation] of Object.entries(methods as Record<string, { responses: unknown }>)) {
        visit(operation.responses, `${method} ${path}`);
      }
    }
    expect(open).toEqual([]);
  });

  it('is readable at /api/docs, from this origin alone', async () => {
    const page = await api.raw('GET', '/api/docs');
    expect(page.status).toBe(200);
    expect(page.text).toContain('/api/connections/{id}/tables/{table}/fields');
    expect(page.text).not.toMatch(/https?:\/\/(?!localhost)/);
    expect(page.text).not.toMatch(/<script|style=/);
    expect((await api.raw('GET', '/api/docs.css')).headers.get('content-type')).toContain('text/css');
  });
});

describe('every answer', () => {
  const paths = ['/health', '/api/docs', '/api/nowhere', '/trpc/nowhere', '/nowhere.js'];
  it.each(paths)('%s carries the headers that browsers guard with', async (path) => {
    const { headers } = await api.raw('GET', path);
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(headers.get('content-security-policy')).not.toContain('unsafe');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
    expect(headers.get('access-control-allow-origin')).toBeNull();
  });

  it('is a problem where there is nothing, with the request id in body and header', async () => {
    const answer = await api.raw('GET', '/api/nowhere', { token });
    expect(answer.status).toBe(404);
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    expect(answer.body).toMatchObject({ status: 404, detail: answer.body.error.message, instance: '/api/nowhere' });
    expect(answer.body.error.requestId).toBe(answer.headers.get('x-request-id'));
  });
});

describe('GET /health', () => {
  it('is 200 while the database answers, and 503 while it does not', async () => {
    expect((await api.ask('GET', '/health')).body).toEqual({
      status: 'ok',
      version: '0.0.0-test',
      checks: { database: 'ok', writes: 'ok', keys: 'ok', tenantDatabases: 'ok' },
    });
    const away = Object.assign(new Error('connect ECONNREFUSED 10.1.2.3:5432'), { code: 'ECONNREFUSED' });
    const reads = api.processes.map(({ db }) => vi.spyOn(db, 'read').mockRejectedValue(away));
    try {
      const down = await api.ask('GET', '/health');
      expect([down.status, down.body.status]).toEqual([503, 'failed']);
      const list = await api.ask('GET', '/api/connections', { token });
      expect(list.status).toBe(503);
      expect(list.headers.get('retry-after')).toBe('2');
      expect(list.text).not.toContain('10.1.2.3');
      const overTrpc = await api.raw('GET', '/trpc/auth.me', { token });
      expect(overTrpc.status).toBe(503);
      expect(overTrpc.body.error.data.appCode).toBe('UNAVAILABLE');
    } finally {
      for (const read of reads) read.mockRestore();
    }
  });
});

describe('/trpc', () => {
  it('names the request in whatever it refuses, before it knows the caller too', async () => {
    const headers = { origin: 'https://elsewhere.example' };
    const eleven = `/trpc/${Array.from({ length: 11 }, () => 'auth.me').join()}?batch=1&input=%7B%7D`;
    const refused = [
      await api.raw('POST', '/trpc/auth.login', { headers, body: {} }),
      await api.raw('GET', eleven),
      await api.raw('POST', '/trpc/roles.create', { token, body: '{' }),
      await api.raw('GET', '/trpc/nowhere'),
    ];
    for (const { status, headers: told, body } of refused) {
      expect(status).toBeGreaterThanOrEqual(400);
      const errors = [body].flat().map(({ error }) => error.data.requestId);
      expect(new Set(errors)).toEqual(new Set([told.get('x-request-id')]));
    }
  });

  it('bounds a batch at ten', async () => {
    const batch = (size: number) =>
      api.raw('GET', `/trpc/${Array.from({ length: size }, () => 'health.check').join(',')}?batch=1&input=%7B%7D`);
    expect((await batch(10)).status).toBe(200);
    const refused = await batch(11);
    expect(refused.status).toBe(400);
    expect(refused.text).not.toContain('"status":"ok"');
  });

  it('reaches the same guarded procedure under every spelling of its path', async () => {
    for (const path of ['/trpc/auth.me', '/trpc/auth%2Eme', '/trpc/%61uth.me', '/trpc/auth.me/']) {
      expect([401, 404], path).toContain((await api.raw('GET', path)).status);
    }
  });

  it('shows neither stack nor message of an error that is ours', async () => {
    const { drivers } = api.composition.services;
    const test = drivers.diagnose;
    drivers.diagnose = () => Promise.reject(new Error('secret detail at /home/app/file.ts'));
    const tenant = await api.createTenant(token, 'stacks');
    const body = { dbType: 'postgresql', host: 'h', port: 1 };
    const bare = await api.raw('POST', '/trpc/connections.test', { token, tenant, body });
    const rest = await api.ask('POST', '/api/connections/test', { token, tenant, body });
    drivers.diagnose = test;
    expect([bare.status, rest.status]).toEqual([500, 500]);
    for (const { text } of [bare, rest]) {
      expect(text).toContain('"INTERNAL"');
      expect(text).not.toMatch(/secret detail|\.ts|\bat /);
    }
    const logged = api.log.filter((line) => line.includes('request failed'));
    expect(logged.length).toBeGreaterThanOrEqual(2);
    expect(logged.join('')).not.toContain('secret detail');
  });

  it('answers GETs of mutations and unknown procedures with typed errors', async () => {
    const wrongMethod = await api.raw('GET', '/trpc/auth.logout', { token });
    expect(wrongMethod.status).toBe(405);
    expect(wrongMethod.body.error.data.appCode).toBe('METHOD_NOT_ALLOWED');
    const unknown = await api.raw('GET', '/trpc/nothing.here', { token });
    expect(unknown.body.error.data).toMatchObject({ appCode: 'NOT_FOUND', httpStatus: 404 });
  });
});

describe('audit', () => {
  it('fails closed: without its event a change does not happen', async () => {
    const tenant = await api.createTenant(token, 'closed');
    await api.database.query(
      "alter table audit_events add constraint no_more check (created_at < now() - interval '1 day') not valid",
    );
    const body = { name: 'Never', dbType: 'mysql', host: 'h', port: 1 };
    const refused = await api.ask('POST', '/api/connections', { token, tenant, body });
    const login = await api.ask('POST', '/api/v1/auth/token', { body: OPERATOR });
    await api.database.query('alter table audit_events drop constraint no_more');
    expect([refused.status, login.status]).toEqual([503, 503]);
    expect((await api.ask('GET', '/api/connections', { token, tenant })).body.data.total).toBe(0);
  });
});
