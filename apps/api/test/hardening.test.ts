import { operationsOf, surfaceKey } from '@portolan/rest';
import { appRouter } from '@portolan/router';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Answer } from './answer.ts';
import { type Harness, MEMBER_PASSWORD, type Member, OPERATOR, startHarness } from './harness.ts';
import { procedures } from './isolation/ask-http.ts';
import { errorOfStream } from './isolation/ask-stream.ts';
import { POLICY } from './isolation/policy.ts';
import { createWorld, type PrincipalName, type World } from './isolation/world.ts';

let api: Harness;
let world: World;
beforeAll(async () => {
  api = await startHarness();
  world = await createWorld(api);
}, 30_000);
afterAll(() => api.close());

const operations = operationsOf(appRouter);
const names = [...procedures.keys()];
const guarded = names.filter((name) => POLICY[name]?.scope !== 'public');
const mutations = names.filter((name) => procedures.get(name)?.type === 'mutation');
const routesOf = (name: string) => operations.filter(({ procedure }) => procedure === name);
const somePath = (path: string) => path.replace('{tenant}', 'own').replace(/\{\w+\}/g, 'x');

/** Someone whom the policy lets call it, and a session of theirs. */
const allowed = (name: string): PrincipalName => {
  const { scope, allow = [] } = POLICY[name] ?? {};
  return scope === 'installation' ? 'operator' : (allow[0] ?? 'admin');
};
const cookieOf = async () => {
  const answer = await api.raw('POST', '/trpc/auth.login', { body: OPERATOR });
  return (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
};
const callTrpc = (name: string, input: unknown, token?: string, headers: Record<string, string> = {}) => {
  const tenant = POLICY[name]?.scope === 'tenant' ? world.own.slug : undefined;
  if (procedures.get(name)?.type === 'mutation') {
    const body = typeof input === 'string' ? input : JSON.stringify(input);
    return api.raw('POST', `/trpc/${name}`, { token, tenant, headers, body });
  }
  const text = typeof input === 'string' ? input : JSON.stringify(input);
  const asked = api.raw('GET', `/trpc/${name}?input=${encodeURIComponent(text)}`, { token, tenant, headers });
  return procedures.get(name)?.type === 'subscription' ? asked.then(errorOfStream) : asked;
};

describe('a request that rides on a cookie from another site', () => {
  it.each(mutations)('cannot call %s, whatever the type of its body', async (name) => {
    const cookie = await cookieOf();
    const headers = { cookie, origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' };
    for (const type of ['application/json', 'multipart/form-data; boundary=x', 'application/octet-stream']) {
      const answer = await api.raw('POST', `/trpc/${name}`, {
        headers: { ...headers, 'content-type': type },
        body: '{}',
      });
      expect(answer.status, type).toBe(403);
    }
    for (const { route } of routesOf(name)) {
      expect((await api.raw(route.method, somePath(route.path), { headers, body: '{}' })).status).toBe(403);
    }
    const still = await api.raw('GET', '/trpc/auth.me', { headers: { cookie } });
    expect(still.status).toBe(200);
  });
});

describe('a stranger', () => {
  it.each(guarded)('learns nothing of %s: 401 before the input is looked at', async (name) => {
    for (const garbage of ['{"broken', '{"unknown":1}', '[]', '7']) {
      const answers = [await callTrpc(name, garbage)];
      for (const { route } of routesOf(name)) {
        const body = route.method === 'GET' || route.method === 'DELETE' ? undefined : garbage;
        answers.push(await api.raw(route.method, `${somePath(route.path)}?garbage=1`, { body }));
        answers.push(await api.raw(route.method, somePath(route.path), { token: 'garbage', body }));
      }
      for (const { status } of answers) expect(status).toBe(401);
    }
  });

  it('reaches the same guarded procedure under every spelling of its path', async () => {
    for (const path of ['/trpc/%72oles.list', '/trpc/roles%2Elist', '/trpc/roles.list/', '//trpc/roles.list']) {
      const { status } = await api.raw('GET', path);
      expect([401, 404], path).toContain(status);
    }
    for (const path of ['/api/v1/roles/', '/api/v1/%72oles', '/api/v1//roles', '/API/v1/roles']) {
      const { status } = await api.raw('GET', path);
      expect([401, 404], path).toContain(status);
    }
  });
});

describe('an input', () => {
  const withInput = names.filter((name) => POLICY[name]?.input);

  it.each(withInput)('of %s takes no key that is not its own', async (name) => {
    const principal = allowed(name);
    const token = await world.bearer(principal);
    const input = (await POLICY[name]?.input?.(world.own, { principal, world })) ?? {};
    const forbidden = ['tenantId', 'isSystem', 'createdBy', 'createdByUserId', 'encryptedCredential', '__proto__x'];
    for (const key of forbidden) {
      const answer = await callTrpc(name, { ...input, [key]: 'x' }, token);
      expect(answer.status, key).toBe(400);
      expect(answer.body.error.data.appCode).toBe('VALIDATION_ERROR');
    }
    for (const { route, params } of routesOf(name)) {
      if (route.method === 'GET' || route.method === 'DELETE') continue;
      const values = input as Record<string, string>;
      const path = route.path.replace(/\{(\w+)\}/g, (_, param) => encodeURIComponent(values[param] ?? 'own'));
      const rest = Object.entries(input).filter(([key]) => !params.includes(key));
      const body = {
        ...Object.fromEntries(rest.map(([key, value]) => [surfaceKey(route, key), value])),
        created_by: 'x',
      };
      const tenant = POLICY[name]?.scope === 'tenant' ? world.own.slug : undefined;
      const answer = await api.ask(route.method, path, { token, tenant, body });
      expect(answer.status).toBe(400);
      expect(answer.body.error.message).toContain('created_by');
    }
  });

  it.each(names.filter((name) => POLICY[name]?.byId))('of %s names its row by a UUID or not at all', async (name) => {
    const principal = allowed(name);
    const token = await world.bearer(principal);
    const input = (await POLICY[name]?.input?.(world.own, { principal, world })) ?? {};
    const bad = ['', 'x', "' or true --", '1', '../../users', `${'0'.repeat(8)}-0000-0000-0000-00000000000g`, '\u0000'];
    for (const id of bad) {
      expect((await callTrpc(name, { ...input, id }, token)).status, JSON.stringify(id)).toBe(400);
    }
  });

  it('may not be nested without end, nor larger than 1 MiB, on either face', async () => {
    const token = await world.bearer('admin');
    const deep = `${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`;
    const options = `{"name":"x","dbType":"postgresql","host":"h","port":1,"options":${deep}}`;
    for (const body of [deep, options, '['.repeat(20_000)]) {
      expect((await api.ask('POST', '/api/connections', { token, body })).status).toBe(400);
      expect((await callTrpc('connections.create', body, token)).status).toBe(400);
    }
    const large = JSON.stringify({ username: 'a@b', password: 'x'.repeat(1_100_000) });
    expect((await api.ask('POST', '/api/v1/auth/token', { body: large })).status).toBe(413);
    expect((await callTrpc('auth.login', large)).status).toBe(413);
  });

  it.each(['0', '-1', '1.5', '1e3', '', ' ', '9'.repeat(30), '0x10', 'NaN'])(
    'takes no page number %j',
    async (page) => {
      const token = await world.bearer('admin');
      for (const path of ['/api/connections', '/api/v1/users', '/api/v1/roles', '/api/v1/audit-events']) {
        expect((await api.ask('GET', `${path}?page=${encodeURIComponent(page)}`, { token })).status).toBe(400);
        expect((await api.ask('GET', `${path}?limit=${encodeURIComponent(page)}`, { token })).status).toBe(400);
      }
    },
  );

  it.each(['a\u0000b', 'a\ud800b', '\udfff'])('takes no text that cannot be stored: %j', async (name) => {
    const token = await world.bearer('admin');
    const body = { name, permission_ids: [] };
    expect((await api.ask('POST', '/api/v1/roles', { token, body })).status).toBe(400);
    expect((await callTrpc('roles.create', { name, permissionIds: [] }, token)).status).toBe(400);
    const connection = { name, dbType: 'postgresql', host: 'h', port: 1 };
    expect((await api.ask('POST', '/api/connections', { token, body: connection })).status).toBe(400);
    const search = await callTrpc('users.list', { search: name }, token);
    expect(search.status).toBe(400);
  });
});

describe('a token dies with the next request', () => {
  const me = async (token: string) => (await api.ask('GET', '/api/v1/users/me', { token })).status;
  const trpcMe = async (token: string) => (await callTrpc('auth.me', '{}', token)).status;
  const work = async (token: string) => (await api.ask('GET', '/api/connections', { token })).status;
  const trpcWork = async (token: string) =>
    (await api.raw('GET', '/trpc/connections.list?input=%7B%7D', { token })).status;
  let admin: string;
  let member: Member;
  const as = (method: string, path: string, body?: object, token = admin) =>
    api.ask(method, path, { token, tenant: token === admin ? world.own.slug : undefined, body });

  const events: [string, () => Promise<unknown>, 'session' | 'rights'][] = [
    ['logout', () => as('POST', '/api/auth/logout', undefined, member.token), 'session'],
    ['deactivation', () => as('PATCH', `/api/v1/users/${member.id}`, { is_active: false }), 'session'],
    ['removal', () => as('DELETE', `/api/v1/users/${member.id}`), 'session'],
    [
      'a change of the password elsewhere',
      async () => {
        const other = await api.token(member.email, MEMBER_PASSWORD);
        const body = { current_password: MEMBER_PASSWORD, new_password: MEMBER_PASSWORD };
        await as('POST', '/api/v1/auth/password', body, other);
      },
      'session',
    ],
    [
      'the loss of its role',
      async () =>
        as('PUT', `/api/v1/roles/${await api.roleId(world.own.tenantId, 'contributor')}/users`, { user_ids: [] }),
      'rights',
    ],
  ];
  it.each(events)('after %s, on both faces', async (_, happens, what) => {
    admin = (await world.bearer('admin')) ?? '';
    member = await api.member(world.own.tenantId, 'contributor');
    for (const face of [me, trpcMe, work, trpcWork]) expect(await face(member.token)).toBe(200);
    await happens();
    expect(await Promise.all([work(member.token), trpcWork(member.token)])).toEqual(
      what === 'session' ? [401, 401] : [403, 403],
    );
    if (what === 'session') expect(await Promise.all([me(member.token), trpcMe(member.token)])).toEqual([401, 401]);
  });

  it('after the deletion of its tenant: there is nothing left that it could do', async () => {
    const operator = await api.token();
    const doomed = await api.createTenant(operator, 'doomed');
    const { token } = await api.member(doomed, 'admin');
    expect(await work(token)).toBe(200);
    await api.ask('DELETE', '/api/tenants/doomed', { token: operator });
    expect(await Promise.all([work(token), trpcWork(token)])).toEqual([400, 400]);
    for (const tenant of [doomed, 'doomed']) {
      expect((await api.ask('GET', '/api/connections', { token, tenant })).status).toBe(403);
    }
  });
});

describe('signing in', () => {
  /** How many hashes some calls cost. */
  const hashesOf = async (calls: () => Promise<Answer[]>) => {
    const { hasher } = api.composition.services;
    const { hash, rehash } = hasher;
    let count = 0;
    Object.assign(hasher, {
      hash: (password: string) => hash(password).finally(() => count++),
      rehash: (settings: string, password: string) => rehash(settings, password).finally(() => count++),
    });
    try {
      const answers = await calls();
      return { count, answers };
    } finally {
      Object.assign(hasher, { hash, rehash });
    }
  };
  const rest = (body: object) => api.ask('POST', '/api/v1/auth/token', { body });
  const trpc = (body: object) => callTrpc('auth.login', body);

  it('costs one hash and gives one answer, whether the account is unknown, inactive or the password wrong', async () => {
    const inactive = world.accountOf('deactivated');
    const attempts = [
      { username: 'nobody-at-all@example.com', password: 'wrong-password' },
      { username: OPERATOR.username, password: 'wrong-password' },
      { username: inactive?.email ?? '', password: MEMBER_PASSWORD },
    ];
    await rest(attempts[0] as object);
    for (const face of [rest, trpc]) {
      const seen = new Set<string>();
      for (const attempt of attempts) {
        const { count, answers } = await hashesOf(async () => [await face(attempt)]);
        expect(count).toBe(1);
        expect(answers[0]?.status).toBe(401);
        seen.add((answers[0]?.text ?? '').replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'id'));
      }
      expect(seen.size).toBe(1);
    }
  });

  it('hashes no password that is too long to be one', async () => {
    const long = { username: OPERATOR.username, password: 'x'.repeat(201) };
    const { count, answers } = await hashesOf(async () => [await rest(long), await trpc(long)]);
    expect(count).toBe(0);
    expect(answers.map(({ status }) => status)).toEqual([400, 400]);
  });
});
