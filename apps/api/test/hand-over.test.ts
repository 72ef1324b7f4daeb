import { createHash, randomBytes } from 'node:crypto';
import { sweepHandOvers } from '@portolan/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AskOptions, type Harness, MEMBER_PASSWORD, type Member, startBeside, startHarness } from './harness.ts';

const PATH = '/api/v1/auth/hand-overs';

let api: Harness;
let ada: Member;
let [home, other] = ['', ''];
beforeAll(async () => {
  api = await startHarness();
  const operator = await api.token();
  home = await api.createTenant(operator, 'home');
  other = await api.createTenant(operator, 'other');
  ada = await api.member(home, 'admin');
  await api.join(other, ada.id, 'viewer');
});
afterAll(() => api.close());

interface Begun {
  device_code: string;
  user_code: string;
  code_verifier: string;
}

/** A device that has begun, and keeps its verifier to itself. */
async function begin(device = 'laptop', on: Harness = api): Promise<Begun> {
  const code_verifier = randomBytes(32).toString('base64url');
  const code_challenge = createHash('sha256').update(code_verifier).digest('base64url');
  const { status, body } = await on.ask('POST', PATH, { body: { device, code_challenge } });
  expect(status).toBe(201);
  expect(body).toMatchObject({ expires_in: 600, interval: 2, verification_uri: 'http://localhost/activate' });
  expect(body.verification_uri_complete).toBe(`http://localhost/activate#code=${body.user_code}`);
  return { device_code: body.device_code, user_code: body.user_code, code_verifier };
}

/** Asks as the device does. What it asked before is long enough ago. */
async function complete({ device_code, code_verifier }: Omit<Begun, 'user_code'>, on: Harness = api) {
  await on.database.query('update hand_overs set polled_at = null');
  return on.ask('POST', `${PATH}/complete`, { body: { device_code, code_verifier } });
}
const by = (verb: 'lookup' | 'approve' | 'refuse', user_code: string, options: AskOptions = {}, more: object = {}) =>
  api.ask('POST', `${PATH}/${verb}`, { token: ada.token, ...options, body: { user_code, ...more } });
const sessionsOf = ({ id }: Member) =>
  api.database.query<{ user_agent: string; handed_over: boolean }>(
    'select user_agent, handed_over, active_tenant_id from sessions where user_id = $1 order by created_at desc',
    [id],
  );
const stateOf = async ({ device_code }: Begun) => {
  const hash = createHash('sha256').update(device_code).digest('hex');
  return (
    await api.database.query<{ status: string }>('select status from hand_overs where device_hash = $1', [hash])
  )[0];
};
const age = (column: string, interval: string) =>
  api.database.query(`update hand_overs set ${column} = now() - interval '${interval}'`);

describe('a device that asks for a session', () => {
  it('gets one of its own once a person has approved the code that it shows', async () => {
    const begun = await begin('  Ada’s\u202e\u0007 laptop\n');
    expect(begun.user_code).toMatch(/^[B-DF-HJ-NP-TV-Z]{4}-[B-DF-HJ-NP-TV-Z]{4}$/);
    expect((await complete(begun)).body).toEqual({ status: 'pending' });
    const typed = begun.user_code.toLowerCase().replace('-', ' ');
    expect((await by('lookup', typed)).body).toEqual({
      user_code: begun.user_code,
      device: 'Ada’s laptop',
      address: '192.0.2.1',
      hub: 'localhost',
      created_at: expect.any(String),
      expires_at: expect.any(String),
    });
    const approved = await by('approve', typed, {}, { tenant_id: other });
    expect(approved.status).toBe(204);
    expect(await api.events(approved)).toMatchObject([
      {
        action: 'auth:approveHandOver',
        outcome: 'success',
        actor_user_id: ada.id,
        details: { name: 'Ada’s laptop', deviceAddress: '192.0.2.1' },
      },
    ]);
    const answer = await complete(begun);
    expect(answer.body).toMatchObject({
      status: 'approved',
      token_type: 'bearer',
      user: { id: ada.id },
      tenant: { id: other, slug: 'other' },
    });
    expect(await api.events(answer)).toMatchObject([{ action: 'auth:completeHandOver', actor_user_id: ada.id }]);
    const token = answer.body.access_token;
    // It works in the tenant that was chosen, although there are two.
    const me = await api.ask('GET', '/api/v1/users/me', { token });
    expect(me.body).toMatchObject({ email: ada.email });
    expect(me.body.permissions.sort()).toEqual(['role:read', 'user:read', 'vm:read']);
    const listed = await api.ask('GET', '/api/v1/auth/sessions', { token });
    expect(listed.body.filter((one: { is_current: boolean }) => one.is_current)).toMatchObject([
      { user_agent: 'portolan on Ada’s laptop', address: '192.0.2.1' },
    ]);
    // Once: its code is worth nothing from now on, and neither is what it showed.
    expect((await complete(begun)).status).toBe(404);
    expect((await by('lookup', begun.user_code)).body.error).toMatchObject({
      code: 'CONFLICT',
      details: [{ code: 'used' }],
    });
    expect((await api.ask('POST', '/api/v1/auth/logout', { token })).status).toBe(204);
    expect((await api.ask('GET', '/api/v1/users/me', { token })).status).toBe(401);
  });

  it('gets nothing without the verifier of what it began with, nor by the short code', async () => {
    const begun = await begin();
    expect((await by('approve', begun.user_code)).status).toBe(204);
    const code_verifier = randomBytes(32).toString('base64url');
    expect((await complete({ ...begun, code_verifier })).status).toBe(404);
    const { code_verifier: verifier } = begun;
    const challenge = createHash('sha256').update(verifier).digest('base64url');
    expect((await complete({ ...begun, code_verifier: challenge })).status).toBe(404);
    expect((await complete({ device_code: verifier, code_verifier: begun.device_code })).status).toBe(404);
    expect((await complete({ ...begun, device_code: begun.user_code })).status).toBe(400);
    // Whoever tried has not used it up.
    expect((await complete(begun)).body.status).toBe('approved');
  });

  it('is told once by its refusal, and when it is too late', async () => {
    const [refused, late, approvedLate] = [await begin(), await begin(), await begin()];
    const answer = await by('refuse', refused.user_code);
    expect([answer.status, (await api.events(answer))[0]?.action]).toEqual([204, 'auth:refuseHandOver']);
    expect((await complete(refused)).body).toEqual({ status: 'refused' });
    expect((await by('approve', refused.user_code)).body.error.code).toBe('CONFLICT');
    await by('approve', approvedLate.user_code);
    await age('expires_at', '1 second');
    expect((await complete(late)).body).toEqual({ status: 'expired' });
    expect((await complete(approvedLate)).body).toEqual({ status: 'expired' });
    expect((await by('lookup', late.user_code)).body.error).toMatchObject({
      code: 'NOT_FOUND',
      details: [{ code: 'expired' }],
    });
    expect((await by('approve', late.user_code)).status).toBe(404);
    await sweepHandOvers(api.composition.services);
    expect(await stateOf(late)).toEqual({ status: 'pending' });
    await age('expires_at', '2 hours');
    await sweepHandOvers(api.composition.services);
    expect(await api.database.query('select from hand_overs')).toEqual([]);
    expect((await by('lookup', late.user_code)).body.error.details).toMatchObject([{ code: 'unknown' }]);
  });

  it('is told to slow down, in a way that programs understand', async () => {
    const begun = await begin();
    expect((await complete(begun)).status).toBe(200);
    const { device_code, code_verifier } = begun;
    const soon = await api.ask('POST', `${PATH}/complete`, { body: { device_code, code_verifier } });
    expect([soon.status, soon.body.error.details[0].code]).toEqual([429, 'slow_down']);
    expect(Number(soon.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await complete(begun)).body.status).toBe('pending');
  });

  it('stands in no table as it is shown, and in no log', async () => {
    const begun = await begin();
    const stored = JSON.stringify(await api.database.query('select * from hand_overs'));
    const plain = createHash('sha256').update(begun.user_code).digest('hex');
    for (const secret of [begun.user_code, begun.device_code, begun.code_verifier, plain]) {
      expect(stored).not.toContain(secret);
      expect(api.log.join('')).not.toContain(secret);
    }
  });
});

describe('whoever decides', () => {
  it('is a person, and no API key', async () => {
    const begun = await begin();
    const body = { name: 'job', permission_ids: ['connections:read'] };
    const { key } = (await api.ask('POST', '/api/v1/api-keys', { token: ada.token, tenant: home, body })).body;
    for (const verb of ['lookup', 'approve', 'refuse'] as const) {
      expect((await by(verb, begun.user_code, { token: key })).status).toBe(403);
      expect((await by(verb, begun.user_code, { token: undefined })).status).toBe(401);
    }
    expect(await stateOf(begun)).toEqual({ status: 'pending' });
  });

  it('approves from a page of this hub, and from no other', async () => {
    const login = await api.raw('POST', '/trpc/auth.login', {
      body: { username: ada.email, password: MEMBER_PASSWORD },
      headers: { origin: api.origin },
    });
    const cookie = login.headers.get('set-cookie')?.split(';')[0] ?? '';
    const begun = await begin();
    const approve = (headers: Record<string, string>) =>
      api.raw('POST', '/trpc/auth.approveHandOver', {
        body: { userCode: begun.user_code },
        headers: { cookie, ...headers },
      });
    expect((await approve({ origin: 'https://evil.example' })).status).toBe(403);
    expect((await approve({ origin: api.origin, 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect(await stateOf(begun)).toEqual({ status: 'pending' });
    expect((await approve({ origin: api.origin })).status).toBe(200);
    expect((await complete(begun)).body.user.id).toBe(ada.id);
  });

  it('hands on no session that was handed over', async () => {
    const first = await begin();
    await by('approve', first.user_code);
    const { access_token: token } = (await complete(first)).body;
    const second = await begin();
    const answer = await by('approve', second.user_code, { token });
    expect([answer.status, answer.body.error.message]).toEqual([403, expect.stringMatching(/hands nothing over/)]);
    expect(await stateOf(second)).toEqual({ status: 'pending' });
  });

  it('chooses among their own tenants alone', async () => {
    const begun = await begin();
    const foreign = await api.createTenant(await api.token(), 'foreign');
    expect((await by('approve', begun.user_code, {}, { tenant_id: foreign })).status).toBe(403);
    expect((await by('approve', begun.user_code)).status).toBe(204);
    expect((await complete(begun)).body.tenant).toBeNull();
  });

  it('is one, and the session one, whoever asks at the same moment', async () => {
    const begun = await begin();
    const bob = await api.member(home, 'viewer');
    const tokens = Array.from({ length: 8 }, (_, index) => (index % 2 ? ada.token : bob.token));
    const verbs = await Promise.all(tokens.map((token) => by('approve', begun.user_code, { token })));
    expect(verbs.map(({ status }) => status).sort()).toEqual([204, ...Array(7).fill(409)]);
    const { device_code, code_verifier } = begun;
    const before = (await sessionsOf(ada)).length + (await sessionsOf(bob)).length;
    const polls = await Promise.all(
      Array.from({ length: 12 }, () => api.ask('POST', `${PATH}/complete`, { body: { device_code, code_verifier } })),
    );
    expect(polls.map(({ status }) => status).filter((status) => status === 200)).toHaveLength(1);
    expect((await sessionsOf(ada)).length + (await sessionsOf(bob)).length).toBe(before + 1);
  });

  it('may be on another process than the device', async () => {
    const beside = await startBeside(api);
    const begun = await begin('laptop', beside);
    expect((await by('approve', begun.user_code)).status).toBe(204);
    expect((await complete(begun, beside)).body.user.id).toBe(ada.id);
    await beside.composition.close();
  });
});

describe('a person who may not sign in any more', () => {
  const changes = {
    'is switched off': (id: string) => ['PATCH', `/api/v1/users/${id}`, { is_active: false }] as const,
    'is removed': (id: string) => ['DELETE', `/api/v1/users/${id}`, undefined] as const,
  };

  it.each(Object.entries(changes))('has approved nothing: %s in between', async (_, change) => {
    const leaver = await api.member(home, 'viewer');
    const begun = await begin();
    expect((await by('approve', begun.user_code, { token: leaver.token })).status).toBe(204);
    const [method, path, body] = change(leaver.id);
    const left = await api.ask(method, path, { token: ada.token, tenant: home, ...(body ? { body } : {}) });
    expect(left.status).toBeLessThan(300);
    expect((await complete(begun)).body).toEqual({ status: 'refused' });
    expect(await sessionsOf(leaver)).toEqual([]);
  });

  it('has approved nothing: the account was switched off by hand, the password changed, or all sessions ended', async () => {
    const person = await api.member(home, 'viewer');
    const byHand = await begin();
    await by('approve', byHand.user_code, { token: person.token });
    await api.database.query('update users set is_active = false where id = $1', [person.id]);
    expect((await complete(byHand)).body).toEqual({ status: 'refused' });
    await api.database.query('update users set is_active = true where id = $1', [person.id]);

    const token = await api.token(person.email, MEMBER_PASSWORD);
    const ended = await begin();
    await by('approve', ended.user_code, { token });
    expect((await api.ask('DELETE', '/api/v1/auth/sessions', { token })).status).toBe(204);
    expect((await complete(ended)).body).toEqual({ status: 'refused' });

    const begun = await begin();
    await by('approve', begun.user_code, { token });
    const handed = (await complete(begun)).body.access_token;
    const body = { current_password: MEMBER_PASSWORD, new_password: 'another-password-2' };
    expect((await api.ask('POST', '/api/v1/auth/password', { token, body })).status).toBe(204);
    // What was handed over before ends with the rest.
    expect((await api.ask('GET', '/api/v1/users/me', { token: handed })).status).toBe(401);
  });
});

describe('guesses and beginnings', () => {
  it('are bounded: by person and by address', async () => {
    const limited = await startBeside(api, { PORTOLAN_RATE_LIMIT: 'on' });
    const person = await api.member(home, 'viewer');
    const guess = (userCode: string) =>
      limited.raw('POST', `${PATH}/approve`, { token: person.token, body: { user_code: userCode } });
    const statuses: number[] = [];
    for (let tries = 0; tries < 12; tries++) {
      // A right one in between gives no guess back.
      const { user_code } = await begin();
      if (tries % 3 === 0 && tries < 9) expect((await guess(user_code)).status).toBe(204);
      statuses.push((await guess('BCDF-GHJK')).status);
    }
    expect(statuses).toEqual([...Array(10).fill(404), 429, 429]);
    const right = await guess((await begin()).user_code);
    expect([right.status, Number(right.headers.get('retry-after')) > 0]).toEqual([429, true]);

    const body = { device: 'laptop', code_challenge: 'x'.repeat(43) };
    const begun = await Promise.all(
      Array.from({ length: 64 }, () =>
        limited.raw('POST', PATH, { body, headers: { 'x-test-address': '198.51.100.7' } }),
      ),
    );
    expect(begun.filter(({ status }) => status === 201)).toHaveLength(60);
    expect(begun.filter(({ status }) => status === 429)).toHaveLength(4);
    await limited.composition.close();
  });
});
