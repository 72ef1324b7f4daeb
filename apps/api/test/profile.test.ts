import { randomUUID } from 'node:crypto';
import { createResetLink } from '@portolan/core';
import { type SmtpServerProcess, startSmtpServer, until } from '@portolan/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Harness, MEMBER_PASSWORD, type Member, startHarness } from './harness.ts';

let smtp: SmtpServerProcess;
let api: Harness;
let tenant: string;
let member: Member;
beforeAll(async () => {
  smtp = await startSmtpServer();
  api = await startHarness({ SMTP_URL: smtp.url, PORTOLAN_RATE_LIMIT: 'on' });
  api.secrets.add('mail-password');
  tenant = await api.createTenant(await api.token(), 'profiles');
});
afterAll(async () => {
  await api.close();
  await smtp[Symbol.asyncDispose]();
});
beforeEach(async () => {
  member = await api.member(tenant, 'contributor');
});

const me = (token = member.token) => api.ask('GET', '/api/v1/users/me', { token });
const rename = (body: object) => api.ask('PATCH', '/api/v1/users/me', { token: member.token, body });
const move = (email: string, current_password = MEMBER_PASSWORD, token = member.token) =>
  api.ask('POST', '/api/v1/users/me/email', { token, body: { email, current_password } });
const onTrpc = (verb: string, body: object) => api.raw('POST', `/trpc/auth.${verb}`, { token: member.token, body });
const signIn = (username: string) =>
  api.ask('POST', '/api/v1/auth/token', { body: { username, password: MEMBER_PASSWORD } });
const address = () => `${randomUUID()}@example.com`;

describe('a name', () => {
  it('is changed by who bears it, in part or whole, and that is in the log', async () => {
    const renamed = await rename({ first_name: ' Grace ', last_name: 'Hopper' });
    expect(renamed.status).toBe(200);
    expect(renamed.body).toMatchObject({ first_name: 'Grace', last_name: 'Hopper', email: member.email });
    expect(await api.events(renamed)).toMatchObject([
      {
        action: 'auth:updateProfile',
        entity_id: member.id,
        details: { before: { firstName: null, lastName: null }, after: { firstName: 'Grace', lastName: 'Hopper' } },
      },
    ]);
    expect((await rename({ last_name: null })).body).toMatchObject({ first_name: 'Grace', last_name: null });
    expect((await rename({ first_name: '' })).body).toMatchObject({ first_name: null });
    expect((await onTrpc('updateProfile', { firstName: 'Ada' })).body.result.data.firstName).toBe('Ada');
    expect((await me()).body).toMatchObject({ first_name: 'Ada', last_name: null });
  });

  it.each(['a\u0000b', 'a\u202Eb', 'a\u200Bb', 'a\nb', 'x'.repeat(101)])('is not %j, on both faces', async (name) => {
    expect((await rename({ first_name: name })).status).toBe(400);
    expect((await onTrpc('updateProfile', { lastName: name })).status).toBe(400);
  });

  it('is all that is changed: nothing else can be sent along, and nobody else renamed', async () => {
    for (const more of [{ email: address() }, { is_operator: true }, { id: randomUUID() }, { firstName: 'x' }]) {
      expect((await rename({ first_name: 'Ada', ...more })).status).toBe(400);
    }
    const other = await api.member(tenant, 'viewer');
    const { db } = api.composition.services;
    const sql = "update users set first_name = 'Changed' where id = ?";
    await db.transaction({ userId: member.id, tenantId: tenant }, (em) => em.execute(sql, [other.id], 'run'));
    expect((await me(other.token)).body.first_name).toBeNull();
  });

  it('is no business of API keys, and of nobody unknown', async () => {
    const admin = await api.member(tenant, 'admin');
    const made = await api.ask('POST', '/api/v1/api-keys', {
      token: admin.token,
      body: { name: 'Script', permission_ids: ['user:read'] },
    });
    const token = made.body.key;
    expect((await api.ask('PATCH', '/api/v1/users/me', { token, body: { first_name: 'Key' } })).status).toBe(403);
    expect((await move(address(), MEMBER_PASSWORD, token)).status).toBe(403);
    expect((await api.ask('PATCH', '/api/v1/users/me', { body: { first_name: 'Key' } })).status).toBe(401);
  });
});

describe('an e-mail address', () => {
  it('is changed with the password; other sessions and links end, and the old address is told', async () => {
    const elsewhere = (await signIn(member.email)).body.access_token;
    const context = { services: api.composition.services, request: { id: 'test', address: 'test', userAgent: null } };
    const link = await createResetLink(context, member.email, 'auth:createResetLink');
    const email = address();
    const moved = await move(` ${email} `);
    expect(moved.status).toBe(200);
    expect(moved.body).toMatchObject({ id: member.id, email });
    expect(await api.events(moved)).toMatchObject([
      { action: 'auth:changeEmail', details: { before: { email: member.email }, after: { email }, ended: 1 } },
    ]);
    expect((await me(elsewhere)).status).toBe(401);
    expect((await me()).body.email).toBe(email);
    const reset = { token: link?.url.split('#token=')[1], new_password: 'quite-another-3' };
    expect((await api.ask('POST', '/api/v1/auth/password-resets/use', { body: reset })).status).toBe(404);
    expect([(await signIn(member.email)).status, (await signIn(email)).status]).toEqual([401, 200]);
    const told = () => smtp.received.find(({ to }) => to.includes(member.email));
    await until(() => told() !== undefined);
    expect(told()?.raw.replace(/=\r\n/g, '')).toContain(`to ${email}`);
  });

  it('may change its letters alone, over tRPC too', async () => {
    const email = member.email.toUpperCase();
    const moved = await onTrpc('changeEmail', { email, currentPassword: MEMBER_PASSWORD });
    expect(moved.body.result.data.email).toBe(email);
    expect((await move(email)).status).toBe(400);
  });

  it('of another account is refused, whatever its spelling, and costs an attempt', async () => {
    const other = await api.member(tenant, 'viewer');
    const wide = other.email.toUpperCase().replaceAll('V', '\uFF36');
    const answers = [];
    for (const email of [other.email, other.email.toUpperCase(), wide]) answers.push(await move(email));
    expect(answers.map(({ status, body }) => [status, body.error.code])).toEqual(Array(3).fill([409, 'CONFLICT']));
    const trpc = await onTrpc('changeEmail', { email: other.email, currentPassword: MEMBER_PASSWORD });
    expect([trpc.status, trpc.body.error.data.appCode]).toEqual([409, 'CONFLICT']);
    await move(other.email);
    const refused = await move(address());
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  });

  it('is not changed by who guesses the password: five wrong ones, then nobody', async () => {
    const wrong = await Promise.all(Array.from({ length: 8 }, () => move(address(), 'not-the-password')));
    expect(wrong.filter(({ status }) => status === 400)).toHaveLength(5);
    expect(wrong.filter(({ status }) => status === 429)).toHaveLength(3);
    expect((await move(address())).status).toBe(429);
    expect((await me()).body.email).toBe(member.email);
    const first = wrong.find(({ status }) => status === 400);
    if (!first) throw new Error('none was refused');
    expect(await api.events(first)).toMatchObject([{ action: 'auth:changeEmail', outcome: 'denied' }]);
  });

  it.each(['nobody', 'a b@example.com', 'a\u200B@example.com', '@'])('is not %j', async (email) => {
    expect((await move(email)).status).toBe(400);
  });

  it('goes to one of two who want it at once', async () => {
    const other = await api.member(tenant, 'viewer');
    const email = address();
    const answers = await Promise.all([move(email), move(email.toUpperCase(), MEMBER_PASSWORD, other.token)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  });
});
