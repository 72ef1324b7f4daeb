import { operationsOf } from '@portolan/rest';
import { appRouter } from '@portolan/router';
import { createTestDatabase, ready, type ServerProcess, spawnServer, type TestDatabase } from '@portolan/testing';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { arbitraryOf, type Schema } from './arbitrary.ts';

const OPERATOR = { username: 'operator@portolan.local', password: 'operator-password-1' };
const RUNS = 20;
let database: TestDatabase;
let server: ServerProcess;
let token = '';

beforeAll(async () => {
  database = await createTestDatabase();
  server = await ready(
    await spawnServer({
      DATABASE_URL: database.url,
      ENCRYPTION_KEY: 'q0o8pJmOYvY3pEoDnfZ8qC2x0m2v9lq3o4p5r6s7t8U=',
      TENANT_DB_PREFIX: database.tenantPrefix,
      PORTOLAN_OPERATOR_PASSWORD: OPERATOR.password,
      PORTOLAN_RATE_LIMIT: 'off',
      PORTOLAN_EGRESS_ALLOW: '127.0.0.0/8',
      LOG_LEVEL: 'error',
    }),
  );
  const signedIn = await send('POST', '/api/v1/auth/token', JSON.stringify(OPERATOR));
  token = JSON.parse(signedIn.text).access_token;
  await send('POST', '/api/tenants', JSON.stringify({ name: 'Fuzzed', slug: 'fuzzed' }));
}, 60_000);
afterAll(async () => {
  server.child.kill();
  await server.ended;
  await database[Symbol.asyncDispose]();
});

interface Reply {
  status: number;
  text: string;
  type: string;
}

async function send(method: string, path: string, body?: string): Promise<Reply> {
  const headers = { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) };
  const response = await fetch(server.url + path, { method, headers, ...(body === undefined ? {} : { body }) });
  return { status: response.status, text: await response.text(), type: response.headers.get('content-type') ?? '' };
}

const PRIVATE = /node_modules|\.ts:\d|\n\s+at |syntax error|violates|pg_catalog|MikroORM|ZodError|invalid input syntax/;

/** Never 500, never a word of the inside; 502 is what a target database that fails is, and here nothing runs machines. */
function expectClean({ status, text }: Reply, faces: string): void {
  const isExpected = status === 502 || (status === 503 && text.includes('"NO_HYPERVISOR"'));
  expect([status >= 500 && !isExpected, status, text], faces).toEqual([false, status, text]);
  expect(text).not.toMatch(PRIVATE);
}

interface Definition {
  type: 'query' | 'mutation' | 'subscription';
  inputs: unknown[];
}
const procedures = Object.entries(appRouter._def.procedures as unknown as Record<string, { _def: Definition }>);
const withInput = procedures
  .map(([name, { _def }]) => ({ name, type: _def.type, input: _def.inputs[0] }))
  .filter(({ input }) => input instanceof z.core.$ZodType);

/** Nothing outside this machine is dialled, and names that would have to be looked up are not asked for. */
function tamed(input: unknown): unknown {
  if (typeof input !== 'object' || input === null || !('host' in input)) return input;
  return { ...input, host: '127.0.0.1', port: 1 };
}

/** A value as a text that can stand in a URL. */
function spoken(value: unknown): string {
  return (typeof value === 'string' ? value : (JSON.stringify(value) ?? '')).toWellFormed();
}

describe('random input over HTTP', () => {
  it.each(withInput)(
    'never breaks $name over tRPC',
    async ({ name, type, input }) => {
      const schema = z.toJSONSchema(input as z.core.$ZodType, { io: 'input', unrepresentable: 'any' }) as Schema;
      const property = fc.asyncProperty(arbitraryOf(schema), async (value) => {
        const text = JSON.stringify(tamed(value)) ?? 'null';
        const reply =
          type === 'mutation'
            ? await send('POST', `/trpc/${name}`, text)
            : await send('GET', `/trpc/${name}?input=${encodeURIComponent(text.toWellFormed())}`);
        expectClean(reply, `${name} ${text}`);
      });
      await fc.assert(property, { numRuns: RUNS });
    },
    60_000,
  );

  it.each(operationsOf(appRouter).filter(({ input }) => input()))(
    'never breaks $id over REST',
    async (operation) => {
      const { route, params, input } = operation;
      const property = fc.asyncProperty(arbitraryOf(input() as Schema), async (value) => {
        const values = (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>;
        const part = (name: string) => encodeURIComponent(spoken(values[name] ?? 'fuzzed'));
        const path = route.path.replace(/\{(\w+)\}/g, (_, name) => part(name) || 'x').replace('/../', '/');
        const rest = Object.entries(values).filter(([key]) => !params.includes(key));
        const bodyless = route.method === 'GET' || route.method === 'DELETE';
        const query = rest.map(([key, item]) => `${encodeURIComponent(key)}=${encodeURIComponent(spoken(item))}`);
        const body = Object.keys(values).length > 0 ? tamed(Object.fromEntries(rest)) : value;
        const reply = bodyless
          ? await send(route.method, `${path}?${query.join('&')}`)
          : await send(route.method, path, JSON.stringify(body) ?? 'null');
        expectClean(reply, `${operation.id} ${JSON.stringify(value)}`);
        if (reply.status >= 400) expect(reply.type).toBe('application/problem+json');
      });
      await fc.assert(property, { numRuns: RUNS });
    },
    60_000,
  );
});
