import { rawHttp, requestText, statusOf } from '@portolan/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Listening, serve } from '../src/serve.ts';
import { type Harness, OPERATOR, startHarness } from './harness.ts';

let api: Harness;
let server: Listening;
let session: string;
beforeAll(async () => {
  api = await startHarness();
  server = await serve(api.app, { host: '127.0.0.1', port: 0 });
  session = await signIn();
});
afterAll(async () => {
  await server.drain();
  await api.close();
});

async function signIn(target = api): Promise<string> {
  const answer = await target.raw('POST', '/trpc/auth.login', { body: OPERATOR });
  return (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
}
/** On both faces: each must say the same. */
const ask = async (cookie: string, target = api) => {
  const headers = { cookie };
  const rest = await target.ask('GET', '/api/v1/users/me', { headers });
  expect((await target.raw('GET', '/trpc/auth.me', { headers })).status).toBe(rest.status);
  return rest.status;
};
const LOGIN = { method: 'POST', path: '/api/auth/login' };

describe('cookies of others', () => {
  const foreign = ['x=100%', 'x=%E0%A4%A', 'x=%', '=', ';;', 'x', 'x="', 'é=ü', '%', 'portolan_session', '__proto__=1'];

  it.each(foreign)('as %j break nothing, alone or beside ours', async (cookie) => {
    const login = await api.ask(LOGIN.method, LOGIN.path, { headers: { cookie }, body: OPERATOR });
    expect(login.status).toBe(200);
    expect((await api.raw('POST', '/trpc/auth.login', { headers: { cookie }, body: OPERATOR })).status).toBe(200);
    expect(await ask(cookie)).toBe(401);
    expect(await ask(`${cookie}; ${session}`)).toBe(200);
    expect(await ask(`${session};${cookie}`)).toBe(200);
  });
});

describe('the session cookie', () => {
  const value = () => session.slice('portolan_session='.length);

  it.each<[string, () => string]>([
    ['with an encoded name', () => `%70ortolan_session=${value()}`],
    ['with a name in capitals', () => `Portolan_Session=${value()}`],
    ['with a prefix that is not ours', () => `__Host-portolan_session=${value()}`],
    ['with an encoded value', () => `portolan_session=${value().replace('.', '%2E')}`],
    ['behind a no-break space', () => `\u00a0${session}`],
    ['in quotes', () => `portolan_session="${value()}"`],
    ['with an empty value', () => 'portolan_session='],
    ['with a NUL, encoded', () => 'portolan_session=%00'],
    ['twice', () => `${session}; ${session}`],
    ['twice, once with rubbish', () => `${session}; portolan_session=x`],
    ['twice, once empty', () => `portolan_session=; ${session}`],
  ])('is not one %s', async (_, cookie) => {
    expect(await ask(cookie())).toBe(401);
  });

  it('may have white space around it', async () => {
    expect(await ask(`a=b;\t ${session} ; c=d`)).toBe(200);
  });

  it('is not one when it comes in two headers either', async () => {
    for (const path of ['/api/v1/users/me', '/trpc/auth.me']) {
      const host = `127.0.0.1:${server.port}`;
      const once = await rawHttp(server.port, requestText(`GET ${path}`, { host, cookie: session }));
      expect(statusOf(once)).toBe(200);
      const twice = { host, cookie: session, Cookie: session };
      expect(statusOf(await rawHttp(server.port, requestText(`GET ${path}`, twice)))).toBe(401);
    }
  });

  it('that is dead or doubled stands in nobody’s way to sign in', async () => {
    for (const cookie of ['portolan_session=dead', `${session}; ${session}`, 'portolan_session=a.b']) {
      const headers = { cookie };
      expect((await api.ask(LOGIN.method, LOGIN.path, { headers, body: OPERATOR })).status).toBe(200);
      expect((await api.raw('POST', '/trpc/auth.login', { headers, body: OPERATOR })).status).toBe(200);
    }
  });
});

describe('the session cookie over HTTPS', () => {
  it('has its name literally, and no other', async () => {
    const secure = await startHarness({ PORTOLAN_PUBLIC_URL: 'https://hub.example' });
    const cookie = await signIn(secure);
    expect(cookie).toMatch(/^__Host-portolan_session=/);
    expect(await ask(cookie, secure)).toBe(200);
    const token = cookie.slice('__Host-portolan_session='.length);
    for (const name of ['%5F%5FHost-portolan_session', '_%5FHost-portolan_session', 'portolan_session']) {
      expect(await ask(`${name}=${token}`, secure)).toBe(401);
      expect(await ask(`${cookie}; ${name}=x`, secure)).toBe(200);
    }
    expect(await ask(`${cookie}; ${cookie}`, secure)).toBe(401);
    await secure.close();
  });
});
