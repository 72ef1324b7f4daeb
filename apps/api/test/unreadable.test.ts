import { rawHttp, requestText, statusOf } from '@portolan/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Listening, serve } from '../src/serve.ts';
import { type Harness, startHarness } from './harness.ts';

let api: Harness;
let server: Listening;
let token: string;
beforeAll(async () => {
  api = await startHarness();
  token = await api.token();
  await api.createTenant(token, 'unreadable');
  server = await serve(api.app, { host: '127.0.0.1', port: 0 });
});
afterAll(async () => {
  await server.drain();
  await api.close();
});

const send = (line: string, headers: Record<string, string> = {}) =>
  rawHttp(server.port, requestText(line, { host: `127.0.0.1:${server.port}`, ...headers }));

/** Everything of a request that somebody decodes, with what does not decode. */
const TARGETS: [string, number[]][] = [
  ['/api/connections/%E0%A4%A', [400]],
  ['/api/connections/%', [400]],
  ['/api/connections/%zz', [400]],
  ['/api/connections/%00', [400]],
  ['/api/connections/%C0%AF', [400]],
  ['/api/connections/%ED%A0%80', [400]],
  ['/api/connections?page=%', [400]],
  ['/api/connections?search=%E0%A4%A', [400]],
  ['/api/connections?search=%FF%FE', [400]],
  ['/api/connections?search=%00', [400]],
  ['/api/connections?%FF=1', [400]],
  ['/api/connections?search=100%', [200]],
  ['/api/connections?search=%C3%A9', [200]],
  ['/api/connections?page=1&page=1', [400]],
  [`/api/connections?${'a&'.repeat(1_000)}`, [400]],
  [`/api/connections?${Array.from({ length: 200 }, (_, at) => `k${at}=1`).join('&')}`, [400]],
  ['/api/v1/tenants/%00/users/', [400, 403]],
  ['/api/v1/tenants/a%00b/users/', [400, 403]],
  ['/api/v1/tenants/%FF/users/', [400]],
  ['/api/v1/tenants/%F0%9F%98%80/users/', [403]],
  ['/api/connections/00000000-0000-0000-0000-000000000000/tables/%FF/fields', [400]],
  ['/api/connections/00000000-0000-0000-0000-000000000000/tables/a%00/fields', [400]],
  ['/trpc/%zz', [400]],
  ['/trpc/%E0%A4%A', [400]],
  ['/trpc/auth.me%00', [404]],
  ['/trpc/auth.me%2C%FF?batch=1', [400]],
  ['/trpc/connections.list?input=%', [400]],
  ['/trpc/connections.list?input=%FF', [400]],
  ['/trpc/connections.list?input=%7B%22search%22%3A%22%FF%22%7D', [400]],
  ['/trpc/connections.list?input=%7B%22search%22%3A%22%00%22%7D', [400]],
  ['/trpc/__proto__', [404]],
  ['/trpc/constructor.prototype', [404]],
  ['/trpc/auth.me?batch=1&input=%5B', [200, 400]],
  ['/%', [400]],
  ['/%FF', [400]],
  ['/assets/%E0%A4%A', [400]],
];

describe('a target that does not decode', () => {
  it.each(TARGETS)('%s is the fault of whoever sent it', async (target, statuses) => {
    const answer = await send(`GET ${target}`, { authorization: `Bearer ${token}` });
    expect(statuses, answer).toContain(statusOf(answer));
    if (statusOf(answer) >= 400) expect(answer).toMatch(/content-type: application\/(problem\+)?json/i);
  });

  it.each(TARGETS)('%s is none of a stranger’s business either', async (target) => {
    const answer = await send(`GET ${target}`);
    expect([400, 401, 404], answer).toContain(statusOf(answer));
  });
});

const ODD = ['\u00ff\u00fe', '%', '%FF', 'x'.repeat(5_000), '../..', '\u00e9', '{}', "' or 1=1 --", '__proto__'];

describe('a header that makes no sense', () => {
  it.each(ODD)('of a tenant: %j', async (tenant) => {
    for (const path of ['/api/connections', '/trpc/connections.list?input={}', '/api/v1/users/me']) {
      const answer = await send(`GET ${path}`, { authorization: `Bearer ${token}`, 'x-tenant-id': tenant });
      expect([400, 403], answer).toContain(statusOf(answer));
    }
  });

  it.each([
    ...ODD.flatMap((odd) => [odd, `Bearer ${odd}`, `Basic ${odd}`, `Bearer ptl_${odd}_${odd}`]),
    'Bearer',
    'Bearer ',
    'Bearer a b',
    'Bearer ..',
    'Bearer eyJhbGciOiJub25lIn0.e30.',
    'Bearer eyJhbGciOiJFZERTQSIsImtpZCI6Il9fcHJvdG9fXyJ9.e30.AAAA',
  ])('of authorization: %j', async (authorization) => {
    for (const path of ['/api/v1/users/me', '/trpc/auth.me']) {
      expect(statusOf(await send(`GET ${path}`, { authorization }))).toBe(401);
    }
  });

  it.each(['Bearer  ', 'Bearer\t', 'bearer \t ', 'BEARER '])('but %j before a token does', async (scheme) => {
    for (const path of ['/api/v1/users/me', '/trpc/auth.me']) {
      expect(statusOf(await send(`GET ${path}`, { authorization: `${scheme}${token} ` }))).toBe(200);
    }
  });

  it.each(['', 'a b', 'x:y', '[', '[::1', 'http://x', 'a@b', 'x:99999', '%', '\u00ff', 'a/b', '127.0.0.1:1:1'])(
    'of host: %j',
    async (host) => {
      for (const path of ['/', '/api/v1/users/me', '/trpc/auth.me']) {
        const answer = await send(`GET ${path}`, { host });
        expect([400, 421], `${path} ${answer}`).toContain(statusOf(answer));
      }
    },
  );

  it.each(['\u00ff', 'null', 'x', 'http://', 'http://[', '%', 'http://localhost:99999', '*'])(
    'of an origin: %j',
    async (origin) => {
      for (const path of ['/api/auth/login', '/trpc/auth.login']) {
        const headers = { origin, 'content-type': 'application/json', 'content-length': '2' };
        const text = requestText(`POST ${path}`, { host: `127.0.0.1:${server.port}`, ...headers }, '{}');
        expect(statusOf(await rawHttp(server.port, text))).toBe(403);
      }
    },
  );

  it.each(['\u00ff', ', ,', '999.999.999.999', 'x'.repeat(4_000)])('of a forwarded address: %j', async (address) => {
    const headers = { authorization: `Bearer ${token}`, 'x-forwarded-for': address, 'user-agent': address };
    expect(statusOf(await send('GET /api/v1/users/me', headers))).toBe(200);
  });
});
