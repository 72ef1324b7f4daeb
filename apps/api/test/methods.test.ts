import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Harness, startHarness } from './harness.ts';

let api: Harness;
let token: string;
beforeAll(async () => {
  api = await startHarness();
  token = await api.token();
});
afterAll(() => api.close());

const PATHS: [string, string][] = [
  ['/health', 'GET, HEAD, OPTIONS'],
  ['/api/connections', 'GET, POST, HEAD, OPTIONS'],
  ['/api/v1/users/me', 'GET, PATCH, HEAD, OPTIONS'],
  ['/api/auth/login', 'POST, OPTIONS'],
  ['/api/v1/auth/sessions/00000000-0000-0000-0000-000000000000', 'DELETE, OPTIONS'],
  ['/api/openapi.json', 'GET, HEAD, OPTIONS'],
  ['/api/docs', 'GET, HEAD, OPTIONS'],
];

describe('a method that a path does not have', () => {
  it.each(PATHS)('of %s answers which it has: %s', async (path, allow) => {
    for (const method of ['PUT', 'PROPFIND', 'LOCK', 'BREW']) {
      const answer = await api.raw(method, path, { token });
      expect(answer.status).toBe(405);
      expect(answer.headers.get('allow')).toBe(allow);
      expect(answer.body.error.code).toBe('METHOD_NOT_ALLOWED');
    }
  });

  it('nor tRPC at all is told so, with those that there are', async () => {
    for (const method of ['DELETE', 'PUT', 'PATCH', 'PROPFIND']) {
      const answer = await api.raw(method, '/trpc/auth.me');
      expect([method, answer.status]).toEqual([method, 405]);
      expect(answer.headers.get('allow')).toBe('GET, HEAD, POST, OPTIONS');
    }
  });

  it('over tRPC names HEAD where GET is there', async () => {
    const headers = { 'content-type': 'application/json' };
    const query = await api.raw('POST', '/trpc/auth.me', { token, headers });
    expect([query.status, query.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
    const change = await api.raw('GET', '/trpc/auth.logout', { token });
    expect([change.status, change.headers.get('allow')]).toEqual([405, 'POST']);
  });
});

describe('OPTIONS', () => {
  it.each([...PATHS, ['/trpc/auth.me', 'GET, HEAD, POST, OPTIONS'], ['/connections', 'GET, HEAD, OPTIONS']])(
    'of %s answers %s to anybody, and lets nobody in from elsewhere',
    async (path, allow) => {
      const headers = { origin: 'https://evil.example', 'access-control-request-method': 'POST' };
      const answer = await api.raw('OPTIONS', path, { headers });
      expect([answer.status, answer.text, answer.headers.get('allow')]).toEqual([204, '', allow]);
      expect([...answer.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
    },
  );

  it('of what is not there is 404', async () => {
    for (const path of ['/api/nowhere', '/metrics', '/nowhere', '/.env'])
      expect((await api.raw('OPTIONS', path)).status).toBe(404);
  });
});

describe('HEAD', () => {
  it('answers as GET does, without the body', async () => {
    for (const path of ['/health', '/api/v1/users/me', '/api/openapi.json']) {
      const answer = await api.raw('HEAD', path, { token });
      expect([answer.status, answer.text]).toEqual([200, '']);
    }
    expect((await api.raw('HEAD', '/api/v1/users/me')).status).toBe(401);
    expect((await api.raw('HEAD', '/nowhere')).status).toBe(404);
  });
});
