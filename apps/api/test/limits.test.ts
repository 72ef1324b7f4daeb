import { randomUUID } from 'node:crypto';
import { type SmtpServerProcess, startSmtpServer } from '@portolan/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Answer } from './answer.ts';
import { type Harness, MEMBER_PASSWORD, type Member, startBeside, startHarness } from './harness.ts';

let smtp: SmtpServerProcess;
let api: Harness;
/** The same installation, without a mail server and without limits. */
let silent: Harness;
let unlimited: Harness;
let operator: string;
let tenant: string;
let admin: Member;
let foreign: { connection: string; role: string; user: string };

const target = { dbType: 'postgresql', host: '127.0.0.1', port: 1, username: 'u' };
const saved = async (token: string, tenantName?: string) => {
  const body = { name: `Connection ${randomUUID()}`, ...target };
  return (await unlimited.ask('POST', '/api/connections', { token, tenant: tenantName, body })).body.data.id as string;
};

beforeAll(async () => {
  smtp = await startSmtpServer();
  api = await startHarness({ SMTP_URL: smtp.url, PORTOLAN_RATE_LIMIT: 'on' });
  api.secrets.add('mail-password');
  silent = await startBeside(api, { PORTOLAN_RATE_LIMIT: 'on' });
  unlimited = await startBeside(api, { SMTP_URL: smtp.url });
  operator = await unlimited.token();
  tenant = await api.createTenant(operator, 'limited');
  admin = await unlimited.member(tenant, 'admin');
  const other = await api.createTenant(operator, 'others');
  const stranger = await unlimited.member(other, 'admin');
  const role = await api.customRole(other, ['user:read']);
  foreign = { connection: await saved(stranger.token), role, user: stranger.id };
}, 60_000);
afterAll(async () => {
  await silent.close();
  await unlimited.close();
  await api.close();
  await smtp[Symbol.asyncDispose]();
});

const expectWait = ({ headers }: Answer, most: number) => {
  expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
  expect(Number(headers.get('retry-after'))).toBeLessThanOrEqual(most);
};
const statusesOf = (answers: Answer[]) => answers.map(({ status }) => status);

describe('mails that invite an address', () => {
  const invite = async (email: string, on = api, token = admin.token) => {
    const body = { email, role_id: await api.roleId(tenant, 'viewer') };
    return on.ask('POST', '/api/v1/invitations', { token, body });
  };
  const resend = (id: string, on = api) => on.ask('POST', `/api/v1/invitations/${id}/resend`, { token: admin.token });
  const mailsTo = (email: string) => smtp.received.filter(({ to }) => to.some((one) => one.toLowerCase() === email));

  it('are three in a quarter of an hour, whoever sends them, into whatever', async () => {
    const email = `${randomUUID()}@example.com`;
    const { id } = (await invite(email)).body;
    expect((await resend(id)).status).toBe(200);
    const asOperator = { token: operator, body: { email: email.toUpperCase() } };
    expect((await api.ask('POST', '/api/v1/operators', asOperator)).status).toBe(201);
    const slug = `for-${randomUUID().slice(0, 8)}`;
    const refused = [
      await resend(id),
      await api.ask('POST', '/api/v1/operators', asOperator),
      await api.ask('POST', '/api/tenants', { token: operator, body: { name: 'For', slug, admin_email: email } }),
      await api.raw('POST', '/trpc/invitations.resend', { token: admin.token, body: { id } }),
    ];
    expect(statusesOf(refused)).toEqual([429, 429, 429, 429]);
    for (const answer of refused) expectWait(answer, 900);
    expect(mailsTo(email)).toHaveLength(3);
    expect((await api.ask('GET', `/api/tenants/${slug}`, { token: operator })).status).toBe(404);
  });

  it('are counted where they are mails, and where they are sent', async () => {
    const email = `${randomUUID()}@example.com`;
    const { id } = (await invite(email, silent)).body;
    for (const _ of Array(5)) expect((await resend(id, silent)).body.accept_url).toContain('#token=');
    // What is refused for another reason costs nothing.
    for (const _ of Array(5)) expect((await invite(email)).status).toBe(409);
    expect((await resend(id)).status).toBe(200);
  });

  it('are not limited where limits are off', async () => {
    const email = `${randomUUID()}@example.com`;
    const { id } = (await invite(email, unlimited)).body;
    for (const _ of Array(4)) expect((await resend(id, unlimited)).status).toBe(200);
  });
});

describe('ids of another tenant', () => {
  it('are thirty in a quarter of an hour for a person, with whatever they ask, by key and on both faces', async () => {
    const worker = await unlimited.member(tenant, 'admin');
    const body = { name: 'Script', permission_ids: ['connections:read'] };
    const { key } = (await api.ask('POST', '/api/v1/api-keys', { token: worker.token, body })).body;
    const asks: ((token?: string) => Promise<Answer>)[] = [
      () => api.ask('GET', `/api/connections/${foreign.connection}`, { token: worker.token }),
      () => api.ask('GET', `/api/connections/${foreign.connection}`, { token: key }),
      () => api.ask('POST', `/api/connections/${foreign.connection}/test`, { token: worker.token }),
      () => api.ask('DELETE', `/api/v1/roles/${foreign.role}`, { token: worker.token }),
      () => api.ask('GET', `/api/v1/iam/explain?permission=user:read&user_id=${foreign.user}`, { token: worker.token }),
      () => api.raw('POST', '/trpc/users.remove', { token: worker.token, body: { id: foreign.user } }),
    ];
    const first = await Promise.all(asks.flatMap((ask) => Array.from({ length: 5 }, () => ask())));
    expect(new Set(statusesOf(first))).toEqual(new Set([403]));
    const events = await Promise.all(first.map((answer) => api.events(answer)));
    expect(new Set(events.flat().map(({ action }) => action))).toEqual(new Set(['access.cross_tenant_denied']));
    expect(events.every((written) => written.length === 1)).toBe(true);
    const then = await Promise.all(asks.map((ask) => ask()));
    expect(new Set(statusesOf(then))).toEqual(new Set([429]));
    for (const answer of then) {
      expectWait(answer, 900);
      expect(await api.events(answer)).toEqual([]);
    }
    // By then nobody can tell an id that is somebody's from one that is nobody's.
    const nowhere = await api.ask('GET', `/api/connections/${randomUUID()}`, { token: worker.token });
    expect(nowhere.status).toBe(429);
    expect(
      (await api.ask('GET', `/api/connections/${await saved(worker.token)}`, { token: worker.token })).status,
    ).toBe(200);
    expect((await api.ask('GET', `/api/connections/${foreign.connection}`, { token: admin.token })).status).toBe(403);
    const off = await unlimited.ask('GET', `/api/connections/${foreign.connection}`, { token: worker.token });
    expect(off.status).toBe(403);
  });

  it("that are nobody's cost nothing", async () => {
    const asks = Array.from({ length: 40 }, () =>
      api.ask('GET', `/api/connections/${randomUUID()}`, { token: admin.token }),
    );
    expect(new Set(statusesOf(await Promise.all(asks)))).toEqual(new Set([404]));
  });
});

describe('tests of connections', () => {
  it('are sixty a minute for a person, of whatever kind, by key and on both faces; the rest dials nobody', async () => {
    const worker = await unlimited.member(tenant, 'admin');
    const body = { name: 'Script', permission_ids: ['connections:test', 'connections:read'] };
    const { key } = (await api.ask('POST', '/api/v1/api-keys', { token: worker.token, body })).body;
    const id = await saved(worker.token);
    const asks: (() => Promise<Answer>)[] = [
      () => api.ask('POST', '/api/connections/test', { token: worker.token, body: target }),
      () => api.ask('POST', `/api/connections/${id}/test`, { token: key }),
      () => api.raw('POST', '/trpc/connections.testSaved', { token: worker.token, body: { id } }),
    ];
    const first = await Promise.all(asks.flatMap((ask) => Array.from({ length: 20 }, () => ask())));
    expect(first.filter(({ status }) => status >= 300)).toEqual([]);
    const watched = { headers: { accept: 'application/json' }, token: worker.token, body: target };
    const then = await Promise.all([
      ...asks.map((ask) => ask()),
      api.raw('POST', '/trpc/connections.watchTest', watched),
    ]);
    expect(statusesOf(then)).toEqual([429, 429, 429, 429]);
    for (const answer of then) {
      expectWait(answer, 60);
      expect(await api.events(answer)).toEqual([]);
    }
    expect((await api.ask('POST', `/api/connections/${id}/test`, { token: admin.token })).status).toBe(201);
    expect((await unlimited.ask('POST', `/api/connections/${id}/test`, { token: worker.token })).status).toBe(201);
  }, 60_000);
});

describe('messages by hand', () => {
  it('are twenty a minute for a person, tests and redeliveries together', async () => {
    const worker = await unlimited.member(tenant, 'admin');
    const body = {
      name: 'On call',
      events: ['incident.opened'],
      target: { type: 'email', to: ['somebody@example.com'] },
    };
    const rules = '/api/v1/notification-rules';
    const { id } = (await unlimited.ask('POST', rules, { token: worker.token, body })).body;
    const test = (on = api, token = worker.token) => on.ask('POST', `${rules}/${id}/test`, { token });
    const [first, ...others] = await Promise.all(Array.from({ length: 19 }, () => test()));
    const path = `/api/v1/notification-deliveries/${first?.body.id}/redeliver`;
    const again = () => api.ask('POST', path, { token: worker.token });
    expect(new Set(statusesOf([...others, await again()]))).toEqual(new Set([202]));
    for (const answer of [await test(), await again()]) {
      expect(answer.status).toBe(429);
      expectWait(answer, 60);
      expect(await api.events(answer)).toEqual([]);
    }
    expect(statusesOf([await test(api, admin.token), await test(unlimited)])).toEqual([202, 202]);
  });
});

describe('attempts by address', () => {
  const from = (address: string, username: string) =>
    api.ask('POST', '/api/v1/auth/token', {
      body: { username, password: 'not-the-password' },
      headers: { 'x-test-address': address },
    });
  const same: [string, string[]][] = [
    [
      'IPv4 in whatever spelling',
      ['198.51.100.9', '::ffff:198.51.100.9', '::FFFF:c633:6409', '0:0:0:0:0:ffff:c633:6409'],
    ],
    ['an IPv6 /64', ['2001:db8:7:7::1', '2001:0DB8:7:7:ffff::2', '2001:db8:7:7:1:2:3:4', '2001:db8:7:7::1%eth0']],
  ];
  it.each(same)(
    'count %s as one',
    async (_, spellings) => {
      const burst: Answer[] = [];
      for (let round = 0; round < 26; round++) {
        const four = spellings.map((spelling) => from(spelling, `${randomUUID()}@example.com`));
        burst.push(...(await Promise.all(four)));
      }
      const counts = Object.groupBy(statusesOf(burst), String);
      expect(Object.entries(counts).map(([status, all]) => [status, all?.length])).toEqual([
        ['401', 100],
        ['429', 4],
      ]);
    },
    60_000,
  );

  it('count an account whose name is as long as may be', async () => {
    const username = `${'\uFDFA'.repeat(300)}@example.com`;
    const answers = await Promise.all(Array.from({ length: 7 }, () => from('203.0.113.77', username)));
    expect(statusesOf(answers).sort()).toEqual([401, 401, 401, 401, 401, 429, 429]);
    const other = await api.ask('POST', '/api/v1/auth/token', {
      body: { username: admin.email, password: MEMBER_PASSWORD },
      headers: { 'x-test-address': '203.0.113.77' },
    });
    expect(other.status).toBe(200);
  });
});
