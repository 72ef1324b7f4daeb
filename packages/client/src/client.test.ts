import { fileURLToPath } from 'node:url';
import type { ConnectionKind, Field, StageResult } from '@portolan/contract';
import { initTRPC } from '@trpc/server';
import { fetchRequestHandler } from '@trpc/server/adapters/fetch';
import { rolldown } from 'rolldown';
import { describe, expect, expectTypeOf, it } from 'vitest';
import { createClient, type Inputs, isClientError, type Outputs, PortolanError } from './index.ts';

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
    expect(code.length).toBeLessThan(50_000);
  });

  it('reads every page of a list, and nothing twice', async () => {
    const pages = [[{ id: 'a' }, { id: 'b' }], [{ id: 'b' }, { id: 'c' }], [{ id: 'd' }]];
    const asked: unknown[] = [];
    const fetch = (async (input: string) => {
      const { 0: given } = JSON.parse(new URL(input).searchParams.get('input') ?? '{}');
      asked.push(given);
      return Response.json([
        { result: { data: { items: pages[given.page - 1], total: 5, page: given.page, limit: 100 } } },
      ]);
    }) as never;
    const client = createClient({ url: 'https://hub.example', fetch });
    const told: string[] = [];
    for await (const user of client.users.list.each({ search: 'x' })) told.push(user.id);
    expect(told).toEqual(['a', 'b', 'c', 'd']);
    expect(asked).toEqual([1, 2, 3].map((page) => ({ search: 'x', page, limit: 100 })));
  });

  it('asks again when the server says when, changes only where nothing was taken, and leaves when told to', async () => {
    const answers: number[] = [];
    let status = 503;
    const fetch = (async (input: string, init: RequestInit) => {
      answers.push(status);
      const data = {
        code: 'X',
        httpStatus: status,
        appCode: status === 429 ? 'RATE_LIMITED' : 'UNAVAILABLE',
        requestId: 'r',
        issues: [],
      };
      const failed = { error: { code: -32000, message: 'Not now', data } };
      init.signal?.throwIfAborted();
      const isBatch = new URL(input).searchParams.has('batch');
      return Response.json(isBatch ? [failed] : failed, { status, headers: { 'retry-after': '0' } });
    }) as never;
    const client = createClient({ url: 'https://hub.example', fetch });
    const failure = await client.auth.me.query().catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(PortolanError);
    expect(failure).toMatchObject({
      code: 'UNAVAILABLE',
      status: 503,
      requestId: 'r',
      retryAfter: 0,
      message: 'Not now',
    });
    expect(answers.splice(0)).toEqual([503, 503, 503]);
    await expect(client.auth.logout.mutate()).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    expect(answers.splice(0)).toEqual([503]);
    status = 429;
    await expect(client.connections.delete.mutate({ id: 'x' })).rejects.toMatchObject({ code: 'RATE_LIMITED' });
    expect(answers.splice(0)).toEqual([429, 429, 429]);
    const left = AbortSignal.abort();
    await expect(client.auth.me.query(undefined, { signal: left })).rejects.toMatchObject({
      code: 'ABORTED',
      status: 0,
    });
    const none = createClient({ url: 'https://hub.example', fetch, retries: 0 });
    answers.splice(0);
    await expect(none.auth.me.query()).rejects.toMatchObject({ code: 'RATE_LIMITED' });
    expect(answers).toEqual([429]);
  });

  it('tells nothing more of an answer that was left, though all of it has arrived', async () => {
    const t = initTRPC.create();
    const watchSaved = t.procedure.mutation(async function* () {
      yield* ['config', 'dns', 'tcp'];
    });
    const router = t.router({ connections: t.router({ watchSaved }) });
    const fetch = (async (url: string, init: RequestInit) => {
      const answer = await fetchRequestHandler({ endpoint: '/trpc', req: new Request(url, init as never), router });
      return new Response(await answer.text(), answer);
    }) as never;
    const leaving = new AbortController();
    const { watchSaved: call } = createClient('https://hub.example', { fetch }).connections;
    const heard: unknown[] = [];
    const reading = async () => {
      for await (const stage of await call.mutate({ id: 'x' }, { signal: leaving.signal })) {
        heard.push(stage);
        leaving.abort();
      }
    };
    await expect(reading()).rejects.toMatchObject({ code: 'ABORTED', status: 0 });
    expect(heard).toEqual(['config']);
  });

  it('tells what is refused before it is looked at, and sends nothing that would show a secret', async () => {
    const error = { code: 'PAYLOAD_TOO_LARGE', message: 'The body is larger than 1 MiB', details: [], requestId: 'id' };
    const answers = (body: object) => (async () => Response.json(body, { status: 413 })) as never;
    const failure = (client: ReturnType<typeof createClient>) => client.auth.me.query().catch((one: unknown) => one);
    const refused = { type: '/api/docs#PAYLOAD_TOO_LARGE', error };
    expect(await failure(createClient('https://hub.example', { fetch: answers(refused) }))).toMatchObject({
      code: 'PAYLOAD_TOO_LARGE',
      status: 413,
      message: error.message,
      requestId: 'id',
    });
    expect(await failure(createClient('https://hub.example', { fetch: answers({ error }) }))).toMatchObject({
      code: 'NETWORK',
      status: 413,
    });
    const { requests, fetch } = recorder();
    const wrong = await failure(createClient({ url: 'https://hub.example', apiKey: 'ptl_half\nsecret', fetch }));
    expect([wrong, requests]).toEqual([expect.any(PortolanError), []]);
    expect(wrong).toMatchObject({ code: 'UNAUTHORIZED', message: expect.not.stringContaining('secret') });
    const client = createClient({ url: 'https://hub.example', apiKey: 'ptl_whole\n', tenant: 'ключ', fetch });
    await client.auth.me.query();
    expect(requests[0]?.headers.get('authorization')).toBe('Bearer ptl_whole');
    await expect(client.connections.list.query({ search: 'x'.repeat(1_000_000) })).rejects.toMatchObject({
      code: 'PAYLOAD_TOO_LARGE',
    });
  });

  it('says that there is no server, and what is no call', async () => {
    const client = createClient({ url: 'http://127.0.0.1:1', retries: 0 });
    await expect(client.auth.me.query()).rejects.toMatchObject({ code: 'NETWORK', status: 0, stages: [] });
    const loose = client as unknown as { auth: { me(): unknown } };
    expect(() => loose.auth.me()).toThrow('auth.me is no call: end it by query, mutate, subscribe or each');
    expect(await Promise.resolve(client)).toBe(client);
  });
});
