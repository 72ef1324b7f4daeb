import { type ReceivedMail, type SmtpServerProcess, startSmtpServer, until } from '@portolan/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Harness, MEMBER_PASSWORD, type Member, startHarness } from './harness.ts';

let smtp: SmtpServerProcess;
let api: Harness;
let tenant: string;
let admin: Member;
beforeAll(async () => {
  smtp = await startSmtpServer();
  api = await startHarness({ SMTP_URL: smtp.url, PORTOLAN_PUBLIC_URL: 'https://hub.example.com' });
  api.secrets.add('mail-password');
  tenant = await api.createTenant(await api.token(), 'mailing');
  admin = await api.member(tenant, 'admin');
});
afterAll(async () => {
  await api.close();
  await smtp[Symbol.asyncDispose]();
});

const NEW = 'a-brand-new-password';
const mailTo = async (address: string): Promise<ReceivedMail> => {
  const find = () => smtp.received.findLast(({ to }) => to.includes(address));
  await until(() => find() !== undefined);
  return find() as ReceivedMail;
};
/** The text of a message, its quoted-printable line breaks undone. */
const textOf = ({ raw }: ReceivedMail) => raw.replace(/=\r\n/g, '').replaceAll('=3D', '=');
const tokenIn = (mail: ReceivedMail) => /#token=([\w-]{43})/.exec(textOf(mail))?.[1] as string;
const invite = async (email: string, role = 'viewer' as const) => {
  const body = { email, role_id: await api.roleId(tenant, role) };
  return api.ask('POST', '/api/v1/invitations', { token: admin.token, body });
};
const requestReset = (email: string) => api.ask('POST', '/api/v1/auth/password-resets', { body: { email } });
const useReset = (token: string, new_password = NEW) =>
  api.ask('POST', '/api/v1/auth/password-resets/use', { body: { token, new_password } });
const login = (username: string, password: string) =>
  api.ask('POST', '/api/v1/auth/token', { body: { username, password } });

describe('an invitation by mail', () => {
  it('goes to the invited alone: the inviter sees no link, and the mail leads to the first login', async () => {
    const answer = await invite('new-person@example.com');
    expect(answer.body).toMatchObject({ status: 'pending', accept_url: null });
    const mail = await mailTo('new-person@example.com');
    expect(mail.from).toBe('portolan@example.com');
    expect(textOf(mail)).toContain('Subject: Join Tenant mailing on Portolan');
    expect(textOf(mail)).toContain(`${admin.email} invites you to join Tenant mailing as Viewer`);
    expect(textOf(mail)).toContain('https://hub.example.com/accept-invitation#token=');
    const body = { token: tokenIn(mail), password: NEW };
    expect((await api.ask('POST', '/api/v1/invitations/accept', { body })).status).toBe(200);
    expect((await login('new-person@example.com', NEW)).status).toBe(200);
  });

  it('is sent again with another link; the first is dead', async () => {
    const { id } = (await invite('again@example.com')).body;
    const first = tokenIn(await mailTo('again@example.com'));
    const before = smtp.received.length;
    const resent = await api.ask('POST', `/api/v1/invitations/${id}/resend`, { token: admin.token });
    expect(resent.body.accept_url).toBeNull();
    await until(() => smtp.received.length > before);
    const second = tokenIn(await mailTo('again@example.com'));
    expect(second).not.toBe(first);
    const lookup = (token: string) => api.ask('POST', '/api/v1/invitations/lookup', { body: { token } });
    expect((await lookup(first)).status).toBe(404);
    expect((await lookup(second)).status).toBe(200);
  });

  it('falls back to the link when the mail server refuses, and nothing is lost', async () => {
    const answer = await invite('refused@example.com');
    expect(answer.status).toBe(201);
    expect(answer.body.accept_url).toMatch(/#token=[\w-]{43}$/);
    expect(api.log.join('')).toContain('an invitation could not be mailed');
  });

  it('cannot be made to carry other headers', async () => {
    await api.database.query("update tenants set name = E'Evil\\r\\nBcc: victim@example.com' where id = $1", [tenant]);
    await invite('careful@example.com');
    const mail = await mailTo('careful@example.com');
    expect(mail.to).toEqual(['careful@example.com']);
    const [head = ''] = mail.raw.split('\r\n\r\n');
    expect(head).not.toMatch(/^Bcc:/im);
    expect(smtp.received.some(({ to }) => to.includes('victim@example.com'))).toBe(false);
    await api.database.query("update tenants set name = 'Tenant mailing' where id = $1", [tenant]);
  });
});

describe('a password reset by mail', () => {
  it('sets a new password once, ends every session, and keeps only a hash of its link', async () => {
    const member = await api.member(tenant, 'viewer');
    expect((await requestReset(member.email.toUpperCase())).body).toEqual({ delivery: 'mail' });
    const token = tokenIn(await mailTo(member.email));
    const stored = await api.database.query('select * from password_resets where user_id = $1', [member.id]);
    expect(JSON.stringify(stored)).not.toContain(token);
    expect((await useReset(token, 'password1')).status).toBe(400);
    const used = await useReset(token);
    expect(used.status).toBe(204);
    expect(await api.events(used)).toMatchObject([{ action: 'auth:resetPassword', actor_user_id: member.id }]);
    expect((await api.ask('GET', '/api/v1/users/me', { token: member.token })).status).toBe(401);
    expect((await login(member.email, MEMBER_PASSWORD)).status).toBe(401);
    expect((await login(member.email, NEW)).status).toBe(200);
    expect((await useReset(token)).status).toBe(404);
  });

  it('is single use under 20 callers at once, and dead after an hour or a newer one', async () => {
    const member = await api.member(tenant, 'viewer');
    await requestReset(member.email);
    const first = tokenIn(await mailTo(member.email));
    const before = smtp.received.length;
    await requestReset(member.email);
    await until(() => smtp.received.length > before);
    const second = tokenIn(await mailTo(member.email));
    expect((await useReset(first)).status).toBe(404);
    const answers = await Promise.all(Array.from({ length: 20 }, () => useReset(second)));
    expect(answers.filter(({ status }) => status === 204)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 404)).toHaveLength(19);
    const last = smtp.received.length;
    await requestReset(member.email);
    await until(() => smtp.received.length > last);
    await api.database.query('update password_resets set expires_at = now()');
    expect((await useReset(tokenIn(await mailTo(member.email)))).status).toBe(404);
  });

  it('answers the same to strangers and the deactivated, and sends them nothing', async () => {
    const inactive = await api.member(tenant, 'viewer');
    await api.ask('PATCH', `/api/v1/users/${inactive.id}`, { token: admin.token, body: { is_active: false } });
    const known = await api.member(tenant, 'viewer');
    const before = smtp.received.length;
    for (const email of ['nobody-here@example.com', inactive.email, known.email]) {
      const answer = await requestReset(email);
      expect(answer.status).toBe(200);
      expect(answer.body).toEqual({ delivery: 'mail' });
    }
    await mailTo(known.email);
    expect(smtp.received.length).toBe(before + 1);
  });
});

describe('mails that anyone can cause', () => {
  it('are few for an account, whoever asks', async () => {
    const limited = await startHarness({ SMTP_URL: smtp.url, PORTOLAN_RATE_LIMIT: 'on' });
    const ask = (index: number) =>
      limited.ask('POST', '/api/v1/auth/password-resets', {
        body: { email: index % 2 ? 'operator@portolan.local' : 'OPERATOR@portolan.local' },
        headers: { 'x-test-address': `192.0.2.${index}` },
      });
    const answers = await Promise.all(Array.from({ length: 10 }, (_, index) => ask(index)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(3);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(7);
    await limited.close();
  });
});
