import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Harness, MEMBER_PASSWORD, OPERATOR, startHarness } from './harness.ts';

let api: Harness;
beforeAll(async () => {
  api = await startHarness();
});
afterAll(() => api.close());

const form = { 'content-type': 'application/x-www-form-urlencoded' };

describe('signing in for a token', () => {
  it('takes JSON and a form, and answers what OAuth expects', async () => {
    const json = await api.ask('POST', '/api/v1/auth/token', { body: OPERATOR });
    const asForm = await api.ask('POST', '/api/v1/auth/token', {
      headers: form,
      body: new URLSearchParams(OPERATOR).toString(),
    });
    for (const answer of [json, asForm]) {
      expect(answer.status).toBe(200);
      expect(Object.keys(answer.body).sort()).toEqual(['access_token', 'expires_in', 'token_type']);
      expect(answer.body.token_type).toBe('bearer');
      expect(answer.body.access_token.split('.')).toHaveLength(3);
      expect(answer.headers.get('cache-control')).toBe('no-store');
    }
  });

  it('answers token and user at /api/auth/login, the e-mail compared without case', async () => {
    const username = OPERATOR.username.toUpperCase();
    const answer = await api.ask('POST', '/api/auth/login', { body: { ...OPERATOR, username } });
    expect(answer.status).toBe(200);
    expect(answer.body.token).toBe(answer.body.access_token);
    expect(answer.body.user).toMatchObject({ email: OPERATOR.username, is_active: true });
  });

  it('gives one answer to an unknown user, a wrong password and an inactive account', async () => {
    const token = await api.token();
    const tenantId = await api.createTenant(token, 'auth-inactive');
    const member = await api.member(tenantId, 'viewer');
    await api.database.query('update users set is_active = false where id = $1', [member.id]);
    const attempts = [
      { username: 'nobody@example.com', password: 'whatever-1' },
      { username: OPERATOR.username, password: 'wrong-password' },
      { username: member.email, password: MEMBER_PASSWORD },
    ];
    const answers = await Promise.all(attempts.map((body) => api.ask('POST', '/api/v1/auth/token', { body })));
    for (const answer of answers) {
      expect(answer.status).toBe(401);
      expect(answer.body.error).toMatchObject({
        code: 'UNAUTHORIZED',
        message: 'The e-mail address or the password is wrong',
      });
    }
    expect((await api.ask('GET', '/api/v1/users/me', { token: member.token })).status).toBe(401);
  });

  it.each([
    ['no body', undefined],
    ['a missing password', { username: 'a@b' }],
    ['an unknown key', { ...OPERATOR, remember: true }],
    ['a number for a password', { username: 'a@b', password: 12345678 }],
    ['a password beyond 200 characters', { username: 'a@b', password: 'x'.repeat(201) }],
    ['a NUL', { username: 'a\u0000b', password: 'x' }],
    ['a list', []],
  ])('refuses %s with 400', async (_, body) => {
    const answer = await api.ask('POST', '/api/v1/auth/token', { body });
    expect(answer.status).toBe(400);
    expect(answer.body.error.code).toBe('VALIDATION_ERROR');
  });

  it('refuses broken JSON, other media types and bodies over 1 MiB', async () => {
    expect((await api.ask('POST', '/api/v1/auth/token', { body: '{"username"' })).status).toBe(400);
    const text = { 'content-type': 'text/plain' };
    expect((await api.ask('POST', '/api/v1/auth/token', { headers: text, body: 'x' })).status).toBe(415);
    const large = await api.ask('POST', '/api/v1/auth/token', {
      body: { username: 'a', password: 'x'.repeat(2 ** 20) },
    });
    expect(large.status).toBe(413);
    expect(large.headers.get('connection')).toBe('close');
    expect((await api.ask('POST', '/api/v1/auth/token', { body: '['.repeat(10_000) })).status).toBe(400);
  });
});

describe('a token', () => {
  it('says who holds it, and is dead after logout', async () => {
    const token = await api.token();
    const me = await api.ask('GET', '/api/v1/users/me', { token });
    expect(me.body).toMatchObject({ email: OPERATOR.username, is_active: true, is_operator: true });
    for (const path of ['/api/auth/logout', '/api/v1/auth/logout']) {
      const own = await api.token();
      expect((await api.ask('POST', path, { token: own })).status).toBe(204);
      expect((await api.ask('GET', '/api/v1/users/me', { token: own })).status).toBe(401);
      expect((await api.ask('POST', path, { token: own })).status).toBe(401);
    }
    expect((await api.ask('POST', '/api/auth/logout')).status).toBe(401);
    expect((await api.ask('GET', '/api/v1/users/me', { token })).status).toBe(200);
  });

  it('is refused when truncated, extended, re-encoded, unsigned or signed by another key', async () => {
    const token = await api.token();
    const [header = '', payload = '', signature = ''] = token.split('.');
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    const last = alphabet.indexOf(signature.at(-1) ?? '');
    const none = Buffer.from('{"alg":"none"}').toString('base64url');
    const forged = [
      token.slice(0, -1),
      `${token}A`,
      `${token}=`,
      `${header}.${payload}.${signature.slice(0, -1)}${alphabet[last ^ 1]}`,
      `${none}.${payload}.`,
      `${header}.${payload}.${'A'.repeat(86)}`,
      'x.y.z',
      'ptl_unknown_key',
    ];
    for (const candidate of forged) {
      expect((await api.ask('GET', '/api/v1/users/me', { token: candidate })).status, candidate).toBe(401);
    }
    expect((await api.ask('GET', `/api/v1/users/me?access_token=${token}`)).status).toBe(401);
  });

  it('says nothing about the input to a stranger: 401 comes before validation', async () => {
    expect((await api.ask('POST', '/api/connections', { body: '{"broken' })).status).toBe(401);
    expect((await api.ask('GET', '/api/connections/not-an-id')).status).toBe(401);
    expect((await api.ask('POST', '/api/tenants', { body: { slug: '!' } })).status).toBe(401);
    const answer = await api.raw('GET', '/trpc/connections.get?input=%7B%22id%22%3A1%7D');
    expect(answer.status).toBe(401);
  });
});

describe('a session of the browser', () => {
  const login = (headers: Record<string, string> = {}) =>
    api.raw('POST', '/trpc/auth.login', { body: OPERATOR, headers });
  const cookieOf = (answer: { headers: Headers }) => (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '';

  it('travels in a cookie that scripts cannot read, with a new id at each sign-in', async () => {
    const [first, second] = [await login(), await login()];
    const cookie = first.headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(/^portolan_session=[\w-]+\.[\w-]+; /);
    for (const attribute of ['HttpOnly', 'SameSite=Lax', 'Path=/']) expect(cookie).toContain(attribute);
    expect(cookieOf(first)).not.toBe(cookieOf(second));
    const me = await api.raw('GET', '/trpc/auth.me', { headers: { cookie: cookieOf(first) } });
    expect(me.body.result.data.email).toBe(OPERATOR.username);
    const [stored] = await api.database.query<{ found: boolean }>(
      'select bool_or(secret_hash = $1) as found from sessions',
      [cookieOf(first).split('.')[1]],
    );
    expect(stored?.found).toBe(false);
  });

  it('changes nothing for a request that comes from another site', async () => {
    const cookie = cookieOf(await login());
    const foreign: Record<string, string>[] = [
      {},
      { origin: 'https://evil.example' },
      { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' },
      { 'sec-fetch-site': 'same-site' },
      { 'sec-fetch-site': 'none' },
    ];
    for (const headers of foreign) {
      const types = ['application/json', 'multipart/form-data; boundary=x', 'application/octet-stream'];
      for (const type of types) {
        const answer = await api.raw('POST', '/trpc/auth.logout', {
          headers: { ...headers, cookie, 'content-type': type },
        });
        expect(answer.status, JSON.stringify([headers, type])).toBe(403);
      }
      expect((await api.raw('POST', '/api/auth/logout', { headers: { ...headers, cookie } })).status).toBe(403);
    }
    const own = {
      cookie,
      origin: 'http://localhost',
      'sec-fetch-site': 'same-origin',
      'content-type': 'application/json',
    };
    const done = await api.raw('POST', '/trpc/auth.logout', { headers: own });
    expect(done.status).toBe(200);
    expect(done.headers.get('set-cookie')).toContain('Max-Age=0');
    expect((await api.raw('GET', '/trpc/auth.me', { headers: { cookie } })).status).toBe(401);
  });

  it('ends at its idle and at its absolute limit', async () => {
    const [idle, old] = [cookieOf(await login()), cookieOf(await login())];
    const id = (cookie: string) => cookie.split('=')[1]?.split('.')[0];
    await api.database.query("update sessions set expires_at = now() - interval '1 second' where id = $1", [id(idle)]);
    await api.database.query("update sessions set created_at = now() - interval '91 days' where id = $1", [id(old)]);
    for (const cookie of [idle, old]) {
      expect((await api.raw('GET', '/trpc/auth.me', { headers: { cookie } })).status).toBe(401);
    }
    const left = await api.database.query('select from sessions where id = any($1)', [[id(idle), id(old)]]);
    expect(left).toHaveLength(0);
  });
});

describe('over HTTPS', () => {
  it('the cookie is bound to the host, and browsers are told to stay', async () => {
    const secure = await startHarness({ PORTOLAN_PUBLIC_URL: 'https://hub.example' });
    const answer = await secure.raw('POST', '/trpc/auth.login', { body: OPERATOR });
    expect(answer.headers.get('set-cookie')).toMatch(/^__Host-portolan_session=.*Secure/);
    expect(answer.headers.get('strict-transport-security')).toContain('max-age=');
    await secure.close();
  });
});

describe('the login limit', () => {
  it('holds under a burst, counts each call of a batch, and refuses the right password too', async () => {
    const limited = await startHarness({ PORTOLAN_RATE_LIMIT: 'on' });
    const wrong = { username: OPERATOR.username, password: 'wrong-password' };
    const burst = await Promise.all(
      Array.from({ length: 50 }, () => limited.ask('POST', '/api/v1/auth/token', { body: wrong })),
    );
    expect(burst.filter(({ status }) => status === 401)).toHaveLength(5);
    const refused = burst.filter(({ status }) => status === 429);
    expect(refused).toHaveLength(45);
    expect(Number(refused[0]?.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await limited.ask('POST', '/api/v1/auth/token', { body: OPERATOR })).status).toBe(429);

    const path = `/trpc/${Array.from({ length: 10 }, () => 'auth.login').join(',')}?batch=1`;
    const body = Object.fromEntries(
      Array.from({ length: 10 }, (_, at) => [at, { username: 'b@b', password: 'wrong-1' }]),
    );
    const batch = await limited.raw('POST', path, { body });
    const codes = batch.body.map((entry: { error: { data: { appCode: string } } }) => entry.error.data.appCode);
    expect(codes.filter((code: string) => code === 'UNAUTHORIZED')).toHaveLength(5);
    expect(codes.filter((code: string) => code === 'RATE_LIMITED')).toHaveLength(5);
    await limited.close();
  });
});
