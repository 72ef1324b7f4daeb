import { fileURLToPath } from 'node:url';
import type { ConnectionKind, Field, StageResult } from '@portolan/contract';
import { rolldown } from 'rolldown';
import { describe, expect, expectTypeOf, it } from 'vitest';
import { createClient, type Inputs, isClientError, type Outputs } from './index.ts';

/** A server that answers what it was asked. */
const recorder = () => {
  const requests: { url: string; method: string; headers: Headers; body: string }[] = [];
  const fetch = (async (input: string, init: RequestInit = {}) => {
    const url = new URL(input);
    requests.push({
      url: url.pathname + url.search,
      method: init.method ?? 'GET',
      headers: new Headers(init.headers),
      body: String(init.body ?? ''),
    });
    const count = url.pathname.split('/').at(-1)?.split(',').length ?? 1;
    const answer = { result: { data: null } };
    return Response.json(url.searchParams.has('batch') ? Array.from({ length: count }, () => answer) : answer);
  }) as never;
  return { requests, fetch };
};

describe('the client', () => {
  it('sends token and tenant, and batches what is asked at once', async () => {
    const { requests, fetch } = recorder();
    const client = createClient('https://hub.example/', { token: 'jwt', tenant: () => 'acme', fetch });
    await Promise.all([client.auth.me.query(), client.connections.options.query()]);
    expect(requests).toHaveLength(1);
    expect(requests[0]?.url).toMatch(/^\/trpc\/auth\.me,connections\.options\?batch=1/);
    expect(requests[0]?.headers.get('authorization')).toBe('Bearer jwt');
    expect(requests[0]?.headers.get('x-tenant-id')).toBe('acme');
  });

  it('never asks more of one request than the server takes', async () => {
    const { requests, fetch } = recorder();
    const client = createClient('https://hub.example', { apiKey: 'key', fetch });
    await Promise.all(Array.from({ length: 25 }, () => client.health.check.query()));
    expect(requests.map(({ url }) => url.split('?')[0]?.split(',').length)).toEqual([10, 10, 5]);
  });

  it('begins and ends sessions in requests of their own', async () => {
    const { requests, fetch } = recorder();
    const client = createClient('https://hub.example', { fetch });
    await Promise.all([client.auth.login.mutate({ username: 'a@b', password: 'x' }), client.auth.me.query()]);
    expect(requests.map(({ url }) => url.split('?')[0]).sort()).toEqual(['/trpc/auth.login', '/trpc/auth.me']);
    expect(requests[0]?.headers.has('authorization')).toBe(false);
  });

  it('infers inputs, outputs and errors from the server end to end', () => {
    const client = createClient('https://hub.example');
    expectTypeOf<Outputs['connections']['list']['items'][number]['dbType']>().toEqualTypeOf<ConnectionKind>();
    expectTypeOf(client.connections.test.mutate).returns.resolves.toHaveProperty('stages').toExtend<StageResult[]>();
    expectTypeOf(client.introspection.fields.query).returns.resolves.toHaveProperty('items').toExtend<Field[]>();
    expectTypeOf<Outputs['auth']['me']['email']>().toEqualTypeOf<string>();
    expectTypeOf<Inputs['introspection']['fields']>().toMatchTypeOf<{ id: string; table: string }>();
    // @ts-expect-error no such procedure
    client.connections.drop;
    const target = { name: 'x', dbType: 'mysql', host: 'h', port: 1 } as const;
    // @ts-expect-error an option of another kind
    void (() => client.connections.create.mutate({ ...target, options: { account: 'x' } }));
    // @ts-expect-error a query is no mutation
    client.connections.list.mutate;
    const failure: unknown = new Error('x');
    if (isClientError(failure)) expectTypeOf(failure.data?.appCode).not.toBeAny();
  });

  it('is small, and holds no code of the server', async () => {
    const bundle = await rolldown({
      input: fileURLToPath(new URL('./index.ts', import.meta.url)),
      platform: 'browser',
    });
    const { output } = await bundle.generate({ format: 'esm', minify: true });
    const code = output.map((chunk) => ('code' in chunk ? chunk.code : '')).join('');
    expect(code).not.toMatch(/mikro-orm|data_connections|AES-GCM|argon2|procedureBuilder|zod/i);
    // Subscriptions are loaded with the first of them.
    const first = output.find((chunk) => chunk.type === 'chunk' && chunk.isEntry);
    expect(first && 'code' in first ? first.code.length : 0).toBeLessThan(36_000);
    expect(first && 'code' in first ? first.code.length : 0).toBeGreaterThan(1_000);
    expect(code.length).toBeLessThan(48_000);
  });
});
