import { rawHttp, requestText, statusOf } from '@portolan/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Listening, serve } from '../src/serve.ts';
import { type Harness, OPERATOR, startHarness } from './harness.ts';

let api: Harness;
let server: Listening;
beforeAll(async () => {
  api = await startHarness({ PORTOLAN_PUBLIC_URL: 'https://hub.example' });
  server = await serve(api.app, { host: '127.0.0.1', port: 0 });
});
afterAll(async () => {
  await server.drain();
  await api.close();
});

const get = (path: string, headers: Record<string, string>) =>
  rawHttp(server.port, requestText(`GET ${path}`, headers));
const PATHS = ['/', '/connections', '/api/openapi.json', '/api/v1/users/me', '/trpc/auth.me', '/nowhere'];

describe('a host that is not ours', () => {
  it.each(['evil.example', `evil.example:${80}`, '192.0.2.1', '169.254.169.254', 'localhost.evil.example', ''])(
    'is not served: %j',
    async (host) => {
      for (const path of PATHS) {
        const answer = await get(path, { host });
        expect(statusOf(answer), path).toBe(421);
        expect(answer).toContain('"code":"MISDIRECTED_REQUEST"');
        expect(answer).toContain('PORTOLAN_PUBLIC_URL');
      }
    },
  );

  it('is not served beside ours: a request names one host', async () => {
    for (const [first, second] of [
      ['hub.example', 'evil.example'],
      ['evil.example', 'hub.example'],
      ['hub.example', 'hub.example'],
    ])
      for (const path of ['/api/v1/users/me', '/trpc/auth.me', '/health']) {
        const request = `GET ${path} HTTP/1.1\r\nHost: ${first}\r\nhost: ${second}\r\nConnection: close\r\n\r\n`;
        expect([path, statusOf(await rawHttp(server.port, request))]).toEqual([path, 400]);
      }
  });

  it('is not served whatever else a request says of its host', async () => {
    for (const name of ['x-forwarded-host', 'x-host', 'x-original-host', 'forwarded']) {
      const headers = { host: 'evil.example', [name]: name === 'forwarded' ? 'host=hub.example' : 'hub.example' };
      expect(statusOf(await get('/api/v1/users/me', headers))).toBe(421);
      expect(statusOf(await get('/api/v1/users/me', { host: 'hub.example', [name]: 'evil.example' }))).toBe(401);
    }
    expect(statusOf(await get('http://evil.example/api/v1/users/me', { host: 'hub.example' }))).toBe(421);
  });

  it('takes no sign-in', async () => {
    const body = JSON.stringify(OPERATOR);
    const headers = { host: 'evil.example', 'content-type': 'application/json', 'content-length': `${body.length}` };
    const answer = await rawHttp(server.port, requestText('POST /api/auth/login', headers, body));
    expect(statusOf(answer)).toBe(421);
  });

  it('is told whether we live: probes ask by address', async () => {
    for (const host of ['10.1.2.3:3000', 'evil.example', ''])
      expect(statusOf(await get('/health', { host }))).toBe(200);
    expect(await rawHttp(server.port, 'GET /health HTTP/1.0\r\n\r\n')).toMatch(/^HTTP\/1\.1 200/);
  });
});

describe('a host that is ours', () => {
  it('is the one of the public URL, and every name of this machine', async () => {
    for (const host of ['hub.example', 'HUB.EXAMPLE:443', 'localhost:1', '127.0.0.1', '[::1]:3000']) {
      expect(statusOf(await get('/api/v1/users/me', { host })), host).toBe(401);
    }
  });
});

/** What signs in or sets a cookie, with input that would do. */
const LOGINS: [string, object][] = [
  ['/trpc/auth.login', OPERATOR],
  ['/trpc/auth.token', OPERATOR],
  ['/api/auth/login', OPERATOR],
  ['/api/v1/auth/token', OPERATOR],
  ['/trpc/invitations.acceptAndSignIn', { token: 'x'.repeat(43), password: 'password-1' }],
  ['/api/v1/invitations/accept', { token: 'x'.repeat(43), password: 'password-1' }],
  ['/api/v1/auth/password-resets', { email: 'a@b.example' }],
];
const FOREIGN: Record<string, string>[] = [
  { origin: 'https://evil.example' },
  { origin: 'null' },
  { origin: 'http://hub.example' },
  { origin: 'https://hub.example:8443' },
  { origin: 'https://hub.example.evil.example' },
  { origin: 'http://localhost:5173' },
  { 'sec-fetch-site': 'cross-site' },
  { 'sec-fetch-site': 'same-site' },
  { origin: 'https://hub.example', 'sec-fetch-site': 'cross-site' },
];

describe('a page of another origin', () => {
  it.each(LOGINS)('cannot make a browser sign in at %s', async (path, body) => {
    for (const headers of FOREIGN) {
      for (const more of [{}, { cookie: '__Host-portolan_session=dead' }, { authorization: 'Basic eDp5' }]) {
        const answer = await api.raw('POST', path, { headers: { ...headers, ...more }, body });
        expect(answer.status, JSON.stringify([headers, more])).toBe(403);
        expect(answer.headers.get('set-cookie')).toBeNull();
      }
    }
    const form = 'application/x-www-form-urlencoded';
    for (const type of [form, 'text/plain', 'multipart/form-data; boundary=x', 'application/octet-stream']) {
      const headers = { origin: 'https://evil.example', 'content-type': type };
      const { status } = await api.raw('POST', path, { headers, body: 'username=a&password=b' });
      expect([403, 415], type).toContain(status);
    }
  });

  it('is none of ours for a batch either', async () => {
    const headers = { origin: 'https://evil.example' };
    const answer = await api.raw('POST', '/trpc/auth.login,auth.login?batch=1', { headers, body: { 0: OPERATOR } });
    expect(answer.status).toBe(403);
    expect(answer.headers.get('set-cookie')).toBeNull();
  });
});

describe('whoever comes from our own pages, or from none', () => {
  const own: Record<string, string>[] = [
    {},
    { origin: 'https://hub.example' },
    { origin: 'https://hub.example', 'sec-fetch-site': 'same-origin' },
    { 'sec-fetch-site': 'same-origin' },
    { 'sec-fetch-site': 'none' },
  ];
  it.each(own)('signs in: %j, whatever cookies came along', async (headers) => {
    for (const cookie of [
      'x=1',
      '__Host-portolan_session=dead',
      '__Host-portolan_session=a; __Host-portolan_session=b',
    ]) {
      for (const path of ['/trpc/auth.login', '/api/auth/login']) {
        const answer = await api.raw('POST', path, { headers: { ...headers, cookie }, body: OPERATOR });
        expect(answer.status).toBe(200);
      }
    }
  });

  it('needs no origin with a bearer token, which no page can send for another', async () => {
    const token = await api.token();
    const headers = { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' };
    expect((await api.raw('POST', '/api/auth/logout', { token, headers })).status).toBe(204);
  });

  it('needs one to change anything with a cookie that is alive', async () => {
    const signedIn = await api.raw('POST', '/trpc/auth.login', { body: OPERATOR });
    const cookie = (signedIn.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
    const logout = (headers: Record<string, string>) =>
      api.raw('POST', '/trpc/auth.logout', { headers: { cookie, 'content-type': 'application/json', ...headers } });
    for (const headers of [{}, { 'sec-fetch-site': 'none' }, ...FOREIGN])
      expect((await logout(headers)).status).toBe(403);
    expect((await api.raw('GET', '/trpc/auth.me', { headers: { cookie } })).status).toBe(200);
    expect((await logout({ origin: 'https://hub.example' })).status).toBe(200);
  });
});
