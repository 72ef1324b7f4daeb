import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  createKeyring,
  deliverMessage,
  forgetDeliveries,
  gatherEvents,
  notify,
  resealTargets,
  retryDelay,
  type TenantEvent,
} from '@portolan/core';
import { createPoster } from '@portolan/drivers/host';
import { type ReceivedMail, type SmtpServerProcess, startSmtpServer, until } from '@portolan/testing';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Harness, type Member, startHarness } from './harness.ts';

interface Heard {
  path: string;
  headers: Record<string, string>;
  body: string;
}

const RULES = '/api/v1/notification-rules';
const LOG = '/api/v1/notification-deliveries';
const MINUTE = 60_000;

let smtp: SmtpServerProcess;
let api: Harness;
let tenant: string;
let admin: Member;
let receiver: http.Server;
let base: string;
/** What the receiver answers next, by path. */
const answers = new Map<string, (res: ServerResponse) => void>();
const heard: Heard[] = [];

beforeAll(async () => {
  smtp = await startSmtpServer();
  api = await startHarness({ SMTP_URL: smtp.url, PORTOLAN_PUBLIC_URL: 'https://hub.example.com' });
  tenant = await api.createTenant(await api.token(), 'told');
  admin = await api.member(tenant, 'admin');
  receiver = http.createServer(async (req: IncomingMessage, res) => {
    let body = '';
    for await (const chunk of req) body += chunk;
    const path = req.url ?? '';
    heard.push({ path, headers: req.headers as Record<string, string>, body });
    const answer = answers.get(path);
    if (answer) answer(res);
    else res.writeHead(204).end();
  });
  receiver.listen(0, '127.0.0.1');
  await once(receiver, 'listening');
  base = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}`;
});
afterAll(async () => {
  await api.close();
  receiver.close();
  await smtp[Symbol.asyncDispose]();
});
beforeEach(async () => {
  answers.clear();
  heard.length = 0;
  await api.database.query('delete from notification_rules');
  await api.database.query('delete from notification_deliveries');
  await api.database.query('delete from pgboss.job');
});

const ask = (method: string, path: string, body?: unknown) =>
  api.ask(method, path, { token: admin.token, tenant, ...(body === undefined ? {} : { body }) });
const rule = async (more: object = {}) => {
  const target = { type: 'webhook', url: `${base}/in` };
  const body = { name: `Rule ${randomUUID()}`, events: ['incident.opened'], target, ...more };
  const answer = await ask('POST', RULES, body);
  expect(answer.status).toBe(201);
  return answer.body;
};
const orders = { id: randomUUID(), name: 'orders-prod', kind: 'postgresql' as const };
const incident = (): TenantEvent => ({
  type: 'incident.opened',
  tenantId: tenant,
  at: new Date().toISOString(),
  connections: [orders],
  incident: {
    id: randomUUID(),
    startedAt: '2026-01-02T03:04:05.000Z',
    endedAt: null,
    stage: 'tcp',
    code: 'TCP_REFUSED',
    message: 'Nothing accepts connections at port 5432 of the host',
    remedy: 'Check the port',
    team: 'dba',
  },
});
const schema = (breaking: boolean): TenantEvent => ({
  type: 'schema.changed',
  tenantId: tenant,
  at: new Date().toISOString(),
  connections: [orders],
  breaking,
  change: { previousId: randomUUID(), snapshotId: randomUUID(), added: 1, removed: 0, changed: 2 },
});
const raise = (...events: TenantEvent[]) => {
  const { services } = api.composition;
  return services.db.transaction({ tenantId: tenant }, async (em) => {
    for (const event of events) await notify(services, em, event);
  });
};
const waiting = () =>
  api.database.query<{ name: string; data: Record<string, string>; start_after: Date }>(
    "select name, data, start_after from pgboss.job where state = 'created' and name in ('gather-events', 'deliver-message')",
  );
/** What the workers do with all that is due at a time, and with what comes of it at once. */
const work = async (now = new Date(), services = api.composition.services) => {
  const end = new Date(now.getTime() + 2_000);
  for (let round = 0; round < 10; round++) {
    const jobs = (await waiting()).filter(({ start_after }) => start_after <= end);
    if (jobs.length === 0) return;
    await api.database.query("delete from pgboss.job where state = 'created' and start_after <= $1", [end]);
    for (const { name, data } of jobs) {
      const { tenantId = '', ruleId = '', deliveryId = '' } = data;
      if (name === 'gather-events') await gatherEvents(services, { tenantId, ruleId }, now);
      else await deliverMessage(services, { tenantId, deliveryId }, now);
    }
  }
};
const log = async (query = '') => (await ask('GET', `${LOG}${query}`)).body.items;
const later = (ms: number) => new Date(Date.now() + ms);

describe('rules', () => {
  it('are made, listed, changed and deleted; the secret is told once', async () => {
    const made = await rule({ name: 'On call', filter: { type: 'name', pattern: 'orders-*' } });
    expect(made.secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    expect(made).toMatchObject({ enabled: true, only_breaking: false, target: { format: 'standard' } });
    const { secret: _, ...shown } = made;
    expect((await ask('GET', RULES)).body).toMatchObject({ items: [shown], total: 1 });
    expect((await ask('GET', RULES)).text).not.toContain('whsec_');
    const changed = await ask('PATCH', `${RULES}/${made.id}`, { enabled: false, events: ['schema.changed'] });
    expect(changed.body).toMatchObject({ enabled: false, events: ['schema.changed'], name: 'On call', secret: null });
    expect((await api.events(changed))[0]).toMatchObject({ action: 'notifications:update', outcome: 'success' });
    expect((await ask('POST', RULES, { ...ofWebhook(`${base}/in`), name: 'on CALL' })).status).toBe(409);
    expect((await ask('DELETE', `${RULES}/${made.id}`)).status).toBe(204);
    expect((await ask('PATCH', `${RULES}/${made.id}`, { enabled: true })).status).toBe(404);
  });

  it('are for whoever manages monitoring', async () => {
    const reader = await api.member(tenant, ['connections:read']);
    expect((await api.ask('GET', RULES, { token: reader.token, tenant })).status).toBe(403);
  });

  const ofWebhook = (url: string) => ({
    name: 'A rule',
    events: ['incident.opened'],
    target: { type: 'webhook', url },
  });
  const ofFilter = (filter: object) => ({ ...ofWebhook('http://127.0.0.1:1/'), filter });
  it.each([
    ['a metadata address', ofWebhook('http://169.254.169.254/latest'), 'target.url'],
    ['a private address', ofWebhook('https://10.0.0.1/hook'), 'target.url'],
    ['a private address in disguise', ofWebhook('http://[::ffff:192.168.0.1]/'), 'target.url'],
    ['another protocol', ofWebhook('file:///etc/passwd'), 'target.url'],
    ['a login in the address', ofWebhook('https://me:secret@example.com/'), 'target.url'],
    ['a regular expression', ofFilter({ type: 'name', pattern: '^(a+)+$' }), 'filter.pattern'],
    ['counted groups', ofFilter({ type: 'name', pattern: '(a*)*b' }), 'filter.pattern'],
    ['a pattern of asterisks', ofFilter({ type: 'name', pattern: 'a*'.repeat(40) }), 'filter.pattern'],
    ['an endless pattern', ofFilter({ type: 'name', pattern: 'a'.repeat(101) }), 'filter.pattern'],
    ['an unknown event', { ...ofWebhook('https://example.com'), events: ['incident.guessed'] }, 'events.0'],
  ])('refuse %s', async (_, body, path) => {
    const answer = await ask('POST', RULES, body);
    expect(answer.status).toBe(400);
    expect(answer.body.error).toMatchObject({ code: 'VALIDATION_ERROR', details: [{ path }] });
    const { id } = await rule();
    const changed = await ask('PATCH', `${RULES}/${id}`, body);
    expect([changed.status, changed.body.error.details[0].path]).toEqual([400, path]);
  });

  it('choose connections of the tenant alone', async () => {
    const chosen = (id: string) => ask('POST', RULES, ofFilter({ type: 'connections', ids: [id] }));
    expect((await chosen(randomUUID())).status).toBe(404);
    const body = { name: 'Chosen', dbType: 'postgresql', host: '127.0.0.1', port: 1, username: 'u' };
    const { id } = (await ask('POST', '/api/connections', body)).body.data;
    expect((await chosen(id.toUpperCase())).body.filter).toEqual({ type: 'connections', ids: [id] });
  });

  it('keep addresses and secrets encrypted, bound to tenant and rule', async () => {
    const chat = await rule({ target: { type: 'webhook', url: `${base}/hook/T0KEN-IN-PATH`, format: 'slack' } });
    expect(chat).toMatchObject({ secret: null, target: { url: `${base}/…` } });
    const signed = await rule({ target: { type: 'webhook', url: `${base}/in?token=T0KEN` } });
    expect(signed.target.url).toBe(`${base}/in?…`);
    const [dump] = await api.database.query<{ all: string }>(
      "select string_agg(r::text, '') || (select string_agg(e::text, '') from audit_events e) as all from notification_rules r",
    );
    expect(dump?.all).not.toMatch(/T0KEN|whsec_/);
    await api.database.query(
      'update notification_rules set encrypted_target = (select encrypted_target from notification_rules where id = $1) where id = $2',
      [chat.id, signed.id],
    );
    await raise(incident());
    await work();
    expect(await log(`?rule_id=${signed.id}`)).toMatchObject([
      { status: 'pending', failure: 'No configured key opens the address of this rule' },
    ]);
    expect(heard.map(({ path }) => path)).toEqual(['/hook/T0KEN-IN-PATH']);
  });
});

describe('a webhook', () => {
  it('is called as Standard Webhooks has it, and its receiver verifies it', async () => {
    const { secret, id } = await rule();
    await raise(incident());
    expect(heard).toEqual([]);
    await work();
    const [one] = heard as [Heard];
    const told = new Webhook(secret).verify(one.body, one.headers) as Record<string, unknown>;
    expect(told).toMatchObject({
      type: 'incident.opened',
      data: {
        count: 1,
        tenant: { slug: 'told' },
        events: [{ connections: [orders], incident: { code: 'TCP_REFUSED' } }],
      },
    });
    expect(() => new Webhook(secret).verify(`${one.body} `, one.headers)).toThrow();
    expect(await log()).toMatchObject([{ rule_id: id, status: 'delivered', answer_code: 204, attempts: 1, count: 1 }]);
  });

  it('signs with both secrets for a day after the rotation, and then with the new one alone', async () => {
    const { secret: former, id } = await rule();
    const rotated = (await ask('PATCH', `${RULES}/${id}`, { rotate_secret: true })).body;
    expect(rotated.secret).toMatch(/^whsec_/);
    expect(rotated.secret).not.toBe(former);
    const until = Date.parse(rotated.former_secret_until);
    expect(Math.round((until - Date.now()) / 3_600_000)).toBe(24);
    await raise(incident());
    await work();
    const [one] = heard as [Heard];
    for (const secret of [former, rotated.secret]) new Webhook(secret).verify(one.body, one.headers);
    await api.database.query("update notification_rules set former_secret_until = now() - interval '1 s'");
    await raise(incident());
    await work(later(MINUTE + 1_000));
    const two = heard[1] as Heard;
    expect(two.headers['webhook-signature']?.split(' ')).toHaveLength(1);
  });

  it('tells nothing of a transaction that is taken back', async () => {
    await rule();
    const { services } = api.composition;
    const taken = services.db.transaction({ tenantId: tenant }, async (em) => {
      await notify(services, em, incident());
      throw new Error('taken back');
    });
    await expect(taken).rejects.toThrow('taken back');
    expect(await waiting()).toEqual([]);
    expect(await api.database.query('select from notification_outbox')).toEqual([]);
  });

  it('has a form for Slack and one for Teams, in which names are no markup', async () => {
    await rule({ target: { type: 'webhook', url: `${base}/slack`, format: 'slack' } });
    await rule({ target: { type: 'webhook', url: `${base}/teams`, format: 'teams' } });
    await raise({ ...incident(), connections: [{ ...orders, name: '<!channel> [x](http://evil)' }] });
    await work();
    const bodyOf = (path: string) => JSON.parse(heard.find((one) => one.path === path)?.body ?? 'null');
    expect(bodyOf('/slack').text).toBe('[Tenant told] Incident: &lt;!channel&gt; [x](http://evil)');
    expect(bodyOf('/slack').blocks[1].text).toMatchObject({ type: 'plain_text' });
    const [card] = bodyOf('/teams').attachments;
    expect(card).toMatchObject({
      contentType: 'application/vnd.microsoft.card.adaptive',
      content: { type: 'AdaptiveCard', body: [{ type: 'TextBlock' }, { type: 'TextBlock' }] },
    });
    expect(card.content.body[0].text).toContain('\\[x\\]\\(http://evil\\)');
    expect(heard[0]?.headers).not.toHaveProperty('webhook-signature');
  });
});

describe('who is told', () => {
  it.each([
    [{ type: 'all' }, true],
    [{ type: 'kind', kinds: ['postgresql'] }, true],
    [{ type: 'kind', kinds: ['mysql', 'snowflake'] }, false],
    [{ type: 'name', pattern: '*-PROD' }, true],
    [{ type: 'name', pattern: '*-test' }, false],
  ])('by %j: %s', async (filter, isTold) => {
    await rule({ filter });
    await raise(incident());
    await work();
    expect(heard).toHaveLength(isTold ? 1 : 0);
  });

  it('by event, by whether a change breaks something, and not while it is switched off', async () => {
    await rule({ events: ['schema.changed'], only_breaking: true });
    await rule({ events: ['incident.opened'], enabled: false });
    await raise(schema(false), incident());
    await work();
    expect(heard).toEqual([]);
    await raise(schema(true));
    await work();
    expect(JSON.parse(heard[0]?.body ?? '')).toMatchObject({
      type: 'schema.changed',
      data: { events: [{ breaking: true }] },
    });
  });
});

describe('a target that fails', () => {
  it('is tried again, later and later, with the same message, for a day', async () => {
    answers.set('/in', (res) => res.writeHead(500).end('no'));
    const { secret } = await rule();
    await raise(incident());
    await work();
    expect(await log()).toMatchObject([
      { status: 'pending', answer_code: 500, failure: 'The target answered HTTP 500' },
    ]);
    let now = Date.now();
    for (let attempt = 2; attempt < 100; attempt++) {
      const [one] = await log();
      if (one.status !== 'pending') break;
      const next = Date.parse(one.next_attempt_at);
      expect(next).toBeGreaterThan(now);
      expect(next - now).toBeLessThanOrEqual(3_600_000 * 1.1);
      now = next + 1;
      await work(new Date(now));
    }
    const [ended] = await log();
    expect(ended).toMatchObject({ status: 'failed', answer_code: 500 });
    expect(now - Date.parse(ended.created_at)).toBeGreaterThan(86_400_000);
    expect(ended.attempts).toBeLessThan(40);
    expect(new Set(heard.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    expect(new Set(heard.map(({ body }) => body)).size).toBe(1);
    answers.clear();
    const again = await ask('POST', `${LOG}/${ended.id}/redeliver`);
    expect(again.status).toBe(202);
    await work();
    const last = heard.at(-1) as Heard;
    new Webhook(secret).verify(last.body, last.headers);
    expect(await log()).toMatchObject([
      { kind: 'redelivery', status: 'delivered', message_id: ended.message_id },
      { kind: 'event', status: 'failed' },
    ]);
  });

  it('waits longer each time', () => {
    const delays = [1, 2, 3, 4, 8, 9, 12, 40].map((attempts) => retryDelay(attempts, 0) / 1_000);
    expect(delays).toEqual([10, 20, 40, 80, 1_280, 2_560, 3_600, 3_600]);
  });

  it('by hanging is left alone after its time, and logged', async () => {
    answers.set('/in', () => {});
    await rule();
    await raise(incident());
    const webhooks = createPoster(
      { allow: ['127.0.0.0/8'], deny: [], allowPrivate: false },
      { deadlineMs: 200, redirects: 0 },
    );
    await work(new Date(), { ...api.composition.services, webhooks });
    expect(await log()).toMatchObject([
      { status: 'pending', answer_code: null, failure: 'TIMEOUT: No answer within the time limit' },
    ]);
  });

  it('by a redirect inwards is logged, and what it redirects to is not dialled', async () => {
    answers.set('/in', (res) => res.writeHead(307, { location: 'http://169.254.169.254/latest/meta-data' }).end());
    await rule();
    await raise(incident());
    await work();
    expect(await log()).toMatchObject([
      { status: 'pending', answer_code: null, failure: expect.stringMatching(/^EGRESS_BLOCKED: /) },
    ]);
  });

  it('by a name that leads inwards is logged, and nobody is dialled', async () => {
    await rule({ target: { type: 'webhook', url: base.replace('127.0.0.1', 'localhost') } });
    await raise(incident());
    const webhooks = createPoster({ allow: [], deny: [], allowPrivate: false });
    await work(new Date(), { ...api.composition.services, webhooks });
    expect(await log()).toMatchObject([
      { status: 'pending', answer_code: null, failure: expect.stringMatching(/^EGRESS_BLOCKED: /) },
    ]);
    expect(heard).toEqual([]);
  });

  it('by saying that it is gone is not tried again', async () => {
    answers.set('/in', (res) => res.writeHead(410).end());
    await rule();
    await raise(incident());
    await work();
    expect(await log('?status=failed')).toMatchObject([{ answer_code: 410 }]);
    expect(await waiting()).toEqual([]);
  });

  it('loses nothing when the process is killed in the middle of an attempt', async () => {
    await rule();
    await raise(incident());
    const cut = {
      ...api.composition.services,
      webhooks: { may: async () => true, post: () => Promise.reject(new Error('killed')) },
    };
    const [gather] = await waiting();
    await api.database.query('delete from pgboss.job');
    await gatherEvents(cut, gather?.data as { tenantId: string; ruleId: string });
    const [due] = await waiting();
    const delivery = due?.data as { tenantId: string; deliveryId: string };
    await expect(deliverMessage(cut, delivery)).rejects.toThrow('killed');
    // What the queue gives out again once it has missed the process.
    await deliverMessage(api.composition.services, delivery, later(5_000));
    expect(heard).toEqual([]);
    await work(later(40_000));
    expect(await log()).toMatchObject([{ status: 'delivered', attempts: 2 }]);
  });
});

it('what waits has its job again, where a backup was brought back without the jobs', async () => {
  await rule();
  await raise(incident());
  await work();
  await raise(incident());
  const { services } = api.composition;
  await api.database.query('delete from pgboss.job');
  await forgetDeliveries(services);
  expect(await waiting()).toEqual([]);
  await api.database.query("update notification_outbox set created_at = now() - interval '11 minutes'");
  await api.database.query(
    "update notification_deliveries set status = 'pending', last_attempt_at = now() - interval '11 minutes'",
  );
  await forgetDeliveries(services);
  expect((await waiting()).map(({ name }) => name).sort()).toEqual(['deliver-message', 'gather-events']);
  await api.database.query(
    "update notification_deliveries set status = 'failed', created_at = now() - interval '31 days'",
  );
  await forgetDeliveries(services);
  expect(await log()).toEqual([]);
});

it('secrets are brought under another key with the credentials, and open under no other', async () => {
  const { secret } = await rule();
  const { services } = api.composition;
  const [next, last] = [crypto.getRandomValues(new Uint8Array(32)), Uint8Array.from(Buffer.from(api.key, 'base64'))];
  const both = await createKeyring(next, [last]);
  expect(await resealTargets({ db: services.db, keyring: both })).toBe(1);
  expect(await resealTargets({ db: services.db, keyring: both })).toBe(0);
  await raise(incident());
  await work(new Date(), { ...services, keyring: await createKeyring(next) });
  const [one] = heard as [Heard];
  new Webhook(secret).verify(one.body, one.headers);
});

describe('a storm', () => {
  it('is told in one message a minute, with its number', async () => {
    await rule();
    await raise(incident());
    await work();
    for (let n = 0; n < 30; n++) await raise(incident());
    await work();
    await work(later(30_000));
    expect(heard).toHaveLength(1);
    await work(later(MINUTE + 1_000));
    expect(heard).toHaveLength(2);
    const { data } = JSON.parse(heard[1]?.body ?? '');
    expect(data.count).toBe(30);
    expect(data.events).toHaveLength(20);
    expect(data.summary).toBe('30 events: Incident');
    expect(await api.database.query('select from notification_outbox')).toEqual([]);
  });

  it('gathers behind a message that cannot be delivered, and comes after it', async () => {
    answers.set('/in', (res) => res.writeHead(503).end());
    await rule();
    await raise(incident());
    await work();
    await raise(incident(), schema(true), incident());
    await work(later(5 * MINUTE));
    answers.clear();
    await work(later(30 * MINUTE));
    const counts = () => heard.filter(({ path }) => path === '/in').map(({ body }) => JSON.parse(body).data.count);
    expect(counts().at(-1)).toBe(1);
    await work(later(32 * MINUTE));
    expect(counts().at(-1)).toBe(2);
    expect((await log()).map(({ status }: { status: string }) => status)).toEqual(['delivered', 'delivered']);
  });
});

describe('by mail', () => {
  const mails = (address: string): ReceivedMail[] => smtp.received.filter(({ to }) => to.includes(address));
  const textOf = ({ raw }: ReceivedMail) => raw.replace(/=\r\n/g, '').replaceAll('=3D', '=');

  it('goes to each of the addresses', async () => {
    await rule({ target: { type: 'email', to: ['a@example.com', 'b@example.com'] } });
    await raise(incident());
    await work();
    await until(() => mails('a@example.com').length > 0);
    const [mail] = mails('b@example.com') as [ReceivedMail];
    expect(textOf(mail)).toContain('Subject: [Tenant told] Incident: orders-prod');
    expect(textOf(mail)).toContain(
      'TCP_REFUSED at tcp. Nothing accepts connections at port 5432 of the host. Check the port. Call: your database administrators.',
    );
    expect(textOf(mail)).toMatch(/https:\/\/hub\.example\.com\/t\/told\/incidents\?incident=[\da-f-]{36}/);
    expect(await log()).toMatchObject([{ status: 'delivered', target: 'a@example.com, b@example.com' }]);
  });

  it('that is refused is logged with the answer, and tried again', async () => {
    await rule({ target: { type: 'email', to: ['refused@example.com'] } });
    await raise(incident());
    await work();
    expect(await log()).toMatchObject([
      { status: 'pending', answer_code: 550, failure: 'The mail server answered 550' },
    ]);
    expect(await waiting()).toHaveLength(1);
  });
});

it('a test message goes through the queue of the workers', async () => {
  await api.composition.work();
  const { id, secret } = await rule({ enabled: false });
  const answer = await ask('POST', `${RULES}/${id}/test`);
  expect(answer.status).toBe(202);
  expect(answer.body).toMatchObject({ kind: 'test', status: 'pending', subject: 'A test message' });
  await until(() => heard.length > 0);
  const [one] = heard as [Heard];
  expect(new Webhook(secret).verify(one.body, one.headers)).toMatchObject({ type: 'test', data: { count: 0 } });
  const isDelivered = async () => (await log())[0].status === 'delivered';
  await until(isDelivered);
  expect(await log()).toMatchObject([{ answer_code: 204, attempts: 1 }]);
});

it('targets of one tenant that hang keep no other waiting', async () => {
  const held: ServerResponse[] = [];
  answers.set('/hangs', (res) => held.push(res));
  for (let n = 0; n < 6; n++) await rule({ target: { type: 'webhook', url: `${base}/hangs` } });
  await raise(incident());
  // Two in each process, of four.
  const most = 2 * api.processes.length;
  await until(() => held.length === most);
  const other = await api.createTenant(await api.token(), 'other');
  const { token } = await api.member(other, 'admin');
  const body = { name: 'One', events: ['incident.opened'], target: { type: 'webhook', url: `${base}/other` } };
  const { id } = (await api.ask('POST', RULES, { token, tenant: other, body })).body;
  await api.ask('POST', `${RULES}/${id}/test`, { token, tenant: other });
  await until(() => heard.some(({ path }) => path === '/other'));
  expect(held).toHaveLength(most);
  answers.clear();
  for (const res of held) res.writeHead(204).end();
  await until(() => heard.filter(({ path }) => path === '/hangs').length === 6);
});
