import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Harness, MEMBER_PASSWORD, type Member, startHarness } from './harness.ts';

let api: Harness;
let tenant: string;
beforeAll(async () => {
  api = await startHarness();
  tenant = await api.createTenant(await api.token(), 'sessions');
});
afterAll(() => api.close());

const NEW = 'a-brand-new-password';
const me = async (token: string) => (await api.ask('GET', '/api/v1/users/me', { token })).status;
const sessions = async (token: string) => (await api.ask('GET', '/api/v1/auth/sessions', { token })).body;
const change = (token: string, current_password: string, new_password: string) =>
  api.ask('POST', '/api/v1/auth/password', { token, body: { current_password, new_password } });
const signIn = (member: Member, password = MEMBER_PASSWORD) => api.token(member.email, password);

describe('sessions', () => {
  it('are listed to their owner alone, the one that asks marked', async () => {
    const member = await api.member(tenant, 'viewer');
    const body = { username: member.email, password: MEMBER_PASSWORD };
    const headers = { 'user-agent': 'Browser of the test', 'x-test-address': '198.51.100.7' };
    await api.ask('POST', '/api/v1/auth/token', { body, headers });
    const listed = await sessions(member.token);
    expect(listed).toHaveLength(2);
    expect(listed.filter((session: { is_current: boolean }) => session.is_current)).toHaveLength(1);
    expect(listed.find((session: { is_current: boolean }) => !session.is_current)).toEqual({
      id: expect.any(String),
      user_agent: 'Browser of the test',
      address: '198.51.100.7',
      created_at: expect.any(String),
      last_seen_at: expect.any(String),
      expires_at: expect.any(String),
      is_current: false,
    });
    const text = JSON.stringify(listed);
    const hashes = await api.database.query<{ secret_hash: string }>('select secret_hash from sessions');
    for (const { secret_hash } of hashes) expect(text).not.toContain(secret_hash);
  });

  it('end one by one, only by their owner', async () => {
    const member = await api.member(tenant, 'viewer');
    const second = await signIn(member);
    const stranger = await api.member(tenant, 'admin');
    const other = (await sessions(second)).find((session: { is_current: boolean }) => !session.is_current);
    const end = (token: string, id: string) => api.ask('DELETE', `/api/v1/auth/sessions/${id}`, { token });
    expect((await end(stranger.token, other.id)).status).toBe(404);
    expect((await end(second, randomUUID())).status).toBe(404);
    const ended = await end(second, other.id);
    expect(ended.status).toBe(204);
    expect(await api.events(ended)).toMatchObject([{ action: 'auth:revokeSession' }]);
    expect(await me(member.token)).toBe(401);
    expect(await me(second)).toBe(200);
  });

  it('all end but the one at hand', async () => {
    const member = await api.member(tenant, 'viewer');
    const others = await Promise.all([signIn(member), signIn(member)]);
    expect((await api.ask('DELETE', '/api/v1/auth/sessions', { token: member.token })).status).toBe(204);
    expect(await Promise.all(others.map(me))).toEqual([401, 401]);
    expect(await me(member.token)).toBe(200);
  });

  it('end when they were idle too long, and at their absolute age, however busy', async () => {
    const idle = await api.member(tenant, 'viewer');
    await api.database.query('update sessions set expires_at = now() where user_id = $1', [idle.id]);
    expect(await me(idle.token)).toBe(401);
    const old = await api.member(tenant, 'viewer');
    const age = (interval: string) =>
      api.database.query(`update sessions set created_at = now() - interval '${interval}' where user_id = $1`, [
        old.id,
      ]);
    await age('89 days');
    expect(await me(old.token)).toBe(200);
    await age('90 days 1 second');
    expect(await me(old.token)).toBe(401);
    expect(await api.database.query('select from sessions where user_id = $1', [old.id])).toEqual([]);
  });

  it('slide on while they are used, and note when they were seen, now and then', async () => {
    const member = await api.member(tenant, 'viewer');
    await api.database.query(
      `update sessions set expires_at = now() + interval '1 day', last_seen_at = now() - interval '1 hour'
       where user_id = $1`,
      [member.id],
    );
    const read = async () => {
      const [row] = await api.database.query<{ expires_at: Date; last_seen_at: Date }>(
        'select expires_at, last_seen_at from sessions where user_id = $1',
        [member.id],
      );
      return row;
    };
    await me(member.token);
    const seen = await read();
    expect(seen?.expires_at.getTime()).toBeGreaterThan(Date.now() + 9 * 86_400_000);
    expect(seen?.last_seen_at.getTime()).toBeGreaterThan(Date.now() - 60_000);
    await me(member.token);
    expect(await read()).toEqual(seen);
  });
});

describe('changing the password', () => {
  it('needs the current one, ends every other session and keeps this one', async () => {
    const member = await api.member(tenant, 'viewer');
    const other = await signIn(member);
    const wrong = await change(member.token, 'not-my-password', NEW);
    expect(wrong.status).toBe(400);
    expect(wrong.body.error.details).toMatchObject([{ path: 'current_password' }]);
    expect(await me(other)).toBe(200);
    const changed = await change(member.token, MEMBER_PASSWORD, NEW);
    expect(changed.status).toBe(204);
    expect(await api.events(changed)).toMatchObject([{ action: 'auth:changePassword', outcome: 'success' }]);
    expect(await me(member.token)).toBe(200);
    expect(await me(other)).toBe(401);
    const login = (password: string) =>
      api.ask('POST', '/api/v1/auth/token', { body: { username: member.email, password } });
    expect((await login(MEMBER_PASSWORD)).status).toBe(401);
    expect((await login(NEW)).status).toBe(200);
  });

  it.each([
    ['short', 'a7_Bcd!'],
    ['too long', 'x'.repeat(201)],
    ['the commonest', 'PASSWORD'],
    ['common', 'qwerty123'],
  ])('refuses one that is %s', async (_, password) => {
    const member = await api.member(tenant, 'viewer');
    expect((await change(member.token, MEMBER_PASSWORD, password)).status).toBe(400);
    expect((await change(member.token, MEMBER_PASSWORD, member.email)).status).toBe(400);
  });

  it('takes a password of 8 and of 200 characters whole: nothing is cut off', async () => {
    const member = await api.member(tenant, 'viewer');
    const long = `${'é'.repeat(199)}x`;
    expect((await change(member.token, MEMBER_PASSWORD, long)).status).toBe(204);
    const login = (password: string) =>
      api.ask('POST', '/api/v1/auth/token', { body: { username: member.email, password } });
    expect((await login(`${'é'.repeat(199)}y`)).status).toBe(401);
    expect((await login(long)).status).toBe(200);
    expect((await change(member.token, long, 'a7_Bcd!8')).status).toBe(204);
  });

  it('ends the sessions that the old one is opening at that very moment', async () => {
    for (let round = 0; round < 8; round++) {
      const member = await api.member(tenant, 'viewer');
      const body = { username: member.email, password: MEMBER_PASSWORD };
      const logins = Array.from({ length: 6 }, () => api.ask('POST', '/api/v1/auth/token', { body }));
      const changed = change(member.token, MEMBER_PASSWORD, NEW);
      const answers = await Promise.all(logins);
      expect((await changed).status).toBe(204);
      for (const answer of answers) {
        expect([200, 401]).toContain(answer.status);
        if (answer.status === 200) expect(await me(answer.body.access_token)).toBe(401);
      }
    }
  });

  it('and a deactivation, each leaves no session that was opened beside it', async () => {
    const admin = await api.member(tenant, 'admin');
    for (let round = 0; round < 8; round++) {
      const member = await api.member(tenant, 'viewer');
      const body = { username: member.email, password: MEMBER_PASSWORD };
      const logins = Array.from({ length: 6 }, () => api.ask('POST', '/api/v1/auth/token', { body }));
      const off = { token: admin.token, body: { is_active: false } };
      const deactivated = api.ask('PATCH', `/api/v1/users/${member.id}`, off);
      await Promise.all([...logins, deactivated]);
      expect(await api.database.query('select from sessions where user_id = $1', [member.id])).toEqual([]);
    }
  });

  it('is no place to guess the current one', async () => {
    const limited = await startHarness({ PORTOLAN_RATE_LIMIT: 'on' });
    const id = await limited.createTenant(await limited.token(), 'guessing');
    const member = await limited.member(id, 'viewer');
    const body = { current_password: 'wrong-password', new_password: NEW };
    const answers = await Promise.all(
      Array.from({ length: 12 }, () => limited.ask('POST', '/api/v1/auth/password', { token: member.token, body })),
    );
    const statuses = answers.map(({ status }) => status);
    expect(statuses.filter((status) => status === 400)).toHaveLength(5);
    expect(statuses.filter((status) => status === 429)).toHaveLength(7);
    await limited.close();
  });
});

describe('without a mail server', () => {
  it('a reset says that no mail is sent, and makes no link', async () => {
    const member = await api.member(tenant, 'viewer');
    const body = { email: member.email };
    const answer = await api.ask('POST', '/api/v1/auth/password-resets', { body });
    expect(answer.body).toEqual({ delivery: 'none' });
    expect(await api.database.query('select from password_resets')).toEqual([]);
  });
});
