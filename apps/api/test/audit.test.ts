import { randomUUID } from 'node:crypto';
import type { Outputs } from '@portolan/client';
import { afterAll, beforeAll, describe, expect, expectTypeOf, it } from 'vitest';
import { serve } from '../src/serve.ts';
import { type Harness, startHarness } from './harness.ts';

type Event = Outputs['audit']['list']['items'][number];

let h: Harness;
let operator: string;

beforeAll(async () => {
  h = await startHarness();
  operator = await h.token();
});
afterAll(() => h.close());

const target = { name: 'Ledger', dbType: 'postgresql', host: '127.0.0.1', port: 1 } as const;

/** A tenant with some events in its chain. */
async function tenantWith(slug: string, events: number): Promise<{ id: string; slug: string }> {
  const id = await h.createTenant(operator, slug);
  const client = h.client(operator, slug);
  for (let n = 1; n < events; n++) await client.connections.create.mutate({ ...target, name: `Ledger ${n}` });
  return { id, slug };
}

const verify = async (slug: string, query = '') =>
  (await h.ask('GET', `/api/v1/audit-events/verify${query}`, { token: operator, tenant: slug })).body;
const eventsOf = (tenantId: string) =>
  h.database.query<{ id: string; seq: string; hash: string }>(
    'select * from audit_events where tenant_id = $1 order by seq',
    [tenantId],
  );

describe('what is recorded', () => {
  it('says who did what, from where, in the order of the commits', async () => {
    const { slug } = await tenantWith('recorded', 3);
    const page = await h.client(operator, slug).audit.list.query({});
    expect(page).toMatchObject({ total: 3, page: 1, limit: 20 });
    expect(page.items.map(({ seq, action }) => [seq, action])).toEqual([
      [3, 'connections:create'],
      [2, 'connections:create'],
      [1, 'tenants:create'],
    ]);
    const event = page.items[0] as Event;
    expect(event).toMatchObject({
      outcome: 'success',
      actorEmail: 'operator@portolan.local',
      actorApiKeyId: null,
      entityType: 'connection',
      details: { name: 'Ledger 2', dbType: 'postgresql' },
      address: '192.0.2.1',
    });
    expect(event.requestId).toEqual(expect.any(String));
    expect(Date.now() - Date.parse(event.createdAt)).toBeLessThan(60_000);
  });

  it('counts its events by action, outcome and person, each under the other filters, and names what they point at', async () => {
    const { id, slug } = await tenantWith('counted', 3);
    const viewer = await h.member(id, 'viewer');
    await h.ask('GET', '/api/connections', { token: viewer.token, tenant: slug });
    const client = h.client(operator, slug);
    const all = await client.audit.facets.query({});
    expect(all.actions).toEqual([
      { action: 'connections:create', count: 2 },
      { action: 'connections:list', count: 1 },
      { action: 'tenants:create', count: 1 },
    ]);
    expect(all.outcomes).toEqual([
      { outcome: 'success', count: 3 },
      { outcome: 'denied', count: 1 },
    ]);
    expect(all.people.map(({ count }) => count)).toEqual([3, 1]);
    expect(all.people[1]?.id).toBe(viewer.id);
    const narrowed = await client.audit.facets.query({ action: 'connections:', outcome: 'denied' });
    expect(narrowed.actions).toEqual([{ action: 'connections:list', count: 1 }]);
    expect(narrowed.outcomes.map(({ count }) => count)).toEqual([2, 1]);
    expect(narrowed.people).toMatchObject([{ id: viewer.id, count: 1 }]);
    expect((await client.audit.facets.query({ actor: viewer.email })).people).toHaveLength(2);
    expect((await client.audit.facets.query({ from: '9999-12-31T00:00:00Z' })).actions).toEqual([]);

    const page = await client.audit.list.query({});
    expect(Object.values(page.names)).toEqual(expect.arrayContaining(['Ledger 1', 'Ledger 2']));
    const above = await h.client(operator).installation.eventFacets.query({ action: 'auth:login' });
    expect(above.actions.map(({ action }) => action)).toContain('auth:login');
  });

  it('tells nobody whose an id is by naming something after it', async () => {
    const { slug } = await tenantWith('curious', 1);
    const foreign = await h.member(await h.createTenant(operator, 'unaware'), 'viewer');
    await h.client(operator, slug).connections.create.mutate({ ...target, name: foreign.id });
    const client = h.client(operator, slug);
    expect((await client.audit.list.query({})).names).not.toHaveProperty(foreign.id);
  });

  it('keeps the words inside details as they are on REST', async () => {
    const { slug } = await tenantWith('words', 2);
    const [connection] = (await h.client(operator, slug).connections.list.query({})).items;
    await h.ask('POST', `/api/connections/${connection?.id}/test`, { token: operator, tenant: slug });
    const answer = await h.ask('GET', '/api/v1/audit-events?limit=1', { token: operator, tenant: slug });
    expect(answer.body).toMatchObject({ total: 4, page: 1, limit: 1 });
    expect(answer.body.items[0]).toMatchObject({
      seq: 4,
      outcome: 'failure',
      actor_email: 'operator@portolan.local',
      entity_type: 'connection',
    });
    expect(answer.body.items[0].details).toHaveProperty('latencyMs');
  });

  it('holds refusals, in the tenant they were tried in', async () => {
    const { id, slug } = await tenantWith('refusals', 1);
    const viewer = await h.member(id, 'viewer');
    const refused = await h.ask('GET', '/api/connections', { token: viewer.token, tenant: slug });
    expect(refused.status).toBe(403);
    const roles = (await h.ask('GET', '/api/v1/roles', { token: operator, tenant: slug })).body;
    const admin = roles.find(({ name }: { name: string }) => name === 'Tenant Admin');
    const nobody = { token: operator, tenant: slug, body: { user_ids: [] } };
    expect((await h.ask('PUT', `/api/v1/roles/${admin.id}/users`, nobody)).status).toBe(409);
    const denied = (await h.client(operator, slug).audit.list.query({ outcome: 'denied' })).items;
    expect(denied.at(-1)).toMatchObject({
      action: 'connections:list',
      actorUserId: viewer.id,
      actorEmail: viewer.email,
      details: { code: 'FORBIDDEN' },
    });
    expect(denied[0]).toMatchObject({ action: 'roles:setUsers', details: { code: 'LAST_ADMIN' } });
    expect(await verify(slug)).toMatchObject({ ok: true });
  });

  it('keeps what belongs to no tenant in the chain of the installation, which no tenant reads', async () => {
    const { id, slug } = await tenantWith('insiders', 1);
    const stranger = await h.member(await h.createTenant(operator, 'strangers'), 'admin');
    const before = (await eventsOf(id)).length;
    expect((await h.ask('GET', '/api/v1/users', { token: stranger.token, tenant: slug })).status).toBe(403);
    const wrong = { username: stranger.email, password: 'not the password' };
    expect((await h.ask('POST', '/api/v1/auth/token', { body: wrong })).status).toBe(401);
    expect(await eventsOf(id)).toHaveLength(before);
    const rows = await h.database.query<{ action: string; outcome: string; seq: string; actor_user_id: string | null }>(
      'select * from audit_events where tenant_id is null order by seq',
    );
    expect(rows.map(({ seq }) => Number(seq))).toEqual(rows.map((_, index) => index + 1));
    expect(rows.at(-2)).toMatchObject({ action: 'access.cross_tenant_denied', details: { procedure: 'users:list' } });
    expect(rows.at(-1)).toMatchObject({ action: 'auth:login', outcome: 'denied', actor_user_id: null });
    for (const token of [operator, stranger.token]) {
      const client = h.client(token, token === operator ? slug : 'strangers');
      const { items } = await client.audit.list.query({ limit: 100 });
      expect(items.filter(({ action }) => action.startsWith('auth:') || action === 'users:list')).toEqual([]);
    }
  });

  it('names the API key that acted for its owner', async () => {
    const { slug } = await tenantWith('by-key', 1);
    const permissionIds = ['connections:write', 'audit:read'] as const;
    const key = await h.client(operator, slug).apiKeys.create.mutate({ name: 'CI', permissionIds: [...permissionIds] });
    h.secrets.add(key.key);
    const body = { ...target, name: 'By key' };
    const made = await h.app.request('/api/connections', {
      method: 'POST',
      headers: { authorization: `Bearer ${key.key}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    expect(made.status).toBe(201);
    const { items } = await h.client(operator, slug).audit.list.query({ limit: 1 });
    expect(items).toMatchObject([
      { action: 'connections:create', actorApiKeyId: key.id, actorEmail: 'operator@portolan.local' },
    ]);
    expect(await verify(slug)).toMatchObject({ ok: true, checked: 3 });
  });

  it('never holds a secret', async () => {
    const { id, slug } = await tenantWith('secrets', 1);
    const secret = `hunter2-${randomUUID()}`;
    const other = `swordfish-${randomUUID()}`;
    h.secrets.add(secret).add(other);
    const client = h.client(operator, slug);
    const connection = await client.connections.create.mutate({ ...target, username: 'u', password: secret });
    await client.connections.testSaved.mutate({ id: connection.id });
    await client.connections.update.mutate({ id: connection.id, password: other, description: 'x' });
    await client.connections.test.mutate({ ...target, password: secret });
    await client.connections.delete.mutate({ id: connection.id });
    const update = (await client.audit.list.query({ action: 'connections:update' })).items[0];
    expect(update?.details).toEqual({
      name: 'Ledger',
      changed: ['description', 'credential'],
      version: { from: expect.any(String), to: expect.any(String) },
      before: { description: null },
      after: { description: 'x' },
    });
    const everything = JSON.stringify(await eventsOf(id));
    expect(everything).not.toContain(secret);
    expect(everything).not.toContain(other);
  });

  it('survives texts and numbers that JSON and the database spell differently', async () => {
    const { id, slug } = await tenantWith('spellings', 1);
    const odd = `quote ' back \\ slash ? $1 ünïcödé \u{1f9ed} \u2028 {"a":1}`;
    await h.client(operator, slug).connections.create.mutate({ ...target, name: odd });
    const unknown = await h.raw('GET', `/api/connections/${randomUUID().toUpperCase()}`, {
      token: operator,
      tenant: slug,
    });
    expect(unknown.status).toBe(404);
    expect((await verify(slug)).ok).toBe(true);
    expect(JSON.stringify(await eventsOf(id))).toContain('ünïcödé');
  });
});

const operatorId = async () => (await h.client(operator).auth.me.query()).id;

describe('reading', () => {
  let slug: string;
  let member: { id: string; email: string };
  beforeAll(async () => {
    const tenant = await tenantWith('reading', 6);
    slug = tenant.slug;
    const admin = await h.member(tenant.id, 'admin');
    member = admin;
    await h.client(admin.token, slug).connections.create.mutate({ ...target, name: 'Admin made it' });
  });
  const total = async (input: Parameters<ReturnType<Harness['client']>['audit']['list']['query']>[0]) =>
    (await h.client(operator, slug).audit.list.query(input)).total;

  it('filters by action, actor, outcome, entity and time', async () => {
    const { items } = await h.client(operator, slug).audit.list.query({});
    const [newest, second] = items as [Event, Event];
    expect(items).toHaveLength(7);
    expect(await total({ action: 'connections:create' })).toBe(6);
    expect(await total({ action: 'connections:' })).toBe(6);
    expect(await total({ action: 'connections' })).toBe(0);
    expect(await total({ action: '%:' })).toBe(0);
    expect(await total({ actor: member.id })).toBe(1);
    expect(await total({ actor: member.email.toUpperCase() })).toBe(1);
    expect(await total({ actor: 'nobody@example.com' })).toBe(0);
    expect(await total({ outcome: 'success' })).toBe(7);
    expect(await total({ outcome: 'denied' })).toBe(0);
    expect(await total({ entityType: 'tenant' })).toBe(1);
    expect(await total({ entityId: newest.entityId as string })).toBe(1);
    expect(await total({ from: newest.createdAt })).toBe(1);
    expect(await total({ to: newest.createdAt })).toBe(6);
    expect(
      await total({ from: second.createdAt, to: newest.createdAt, action: 'connections:', actor: await operatorId() }),
    ).toBe(1);
    expect(await total({ from: '0000-01-01T00:00:00Z', to: '9999-12-31T23:59:59.999+01:00' })).toBe(7);
  });

  it('pages', async () => {
    const pages = await Promise.all(
      [1, 2, 3, 4].map((page) => h.client(operator, slug).audit.list.query({ page, limit: 3 })),
    );
    expect(pages.map(({ items }) => items.map(({ seq }) => seq))).toEqual([[7, 6, 5], [4, 3, 2], [1], []]);
    expect(pages.map((page) => page.total)).toEqual([7, 7, 7, 7]);
  });

  it('refuses filters that make no sense', async () => {
    for (const query of [
      'outcome=perhaps',
      'from=yesterday',
      'entity_id=7',
      'limit=101',
      'actor_id=x',
      'entityType=x',
    ]) {
      expect((await h.ask('GET', `/api/v1/audit-events?${query}`, { token: operator, tenant: slug })).status).toBe(400);
    }
    for (const query of ['anchor_seq=1', `anchor_seq=0&anchor_hash=${'0'.repeat(64)}`, 'anchor_seq=1&anchor_hash=x']) {
      const answer = await h.ask('GET', `/api/v1/audit-events/verify?${query}`, { token: operator, tenant: slug });
      expect(answer.status).toBe(400);
    }
  });

  it('needs the permission, and shows a tenant its own events alone', async () => {
    const other = await tenantWith('other-reader', 3);
    const { items } = await h.client(operator, other.slug).audit.list.query({});
    expect(items).toHaveLength(3);
    const contributor = await h.member(other.id, 'contributor');
    for (const path of ['', '/verify', '/export']) {
      const answer = await h.ask('GET', `/api/v1/audit-events${path}`, {
        token: contributor.token,
        tenant: other.slug,
      });
      expect(answer.status).toBe(403);
      expect((await h.ask('GET', `/api/v1/audit-events${path}`)).status).toBe(401);
    }
    const rls = await h.composition.services.db.transaction({ tenantId: other.id }, (em) =>
      em.execute<{ tenant_id: string }[]>('select distinct tenant_id from audit_events'),
    );
    expect(rls).toEqual([{ tenant_id: other.id }]);
  });

  it('exports what matches, oldest first, over both faces', async () => {
    const answer = await h.ask('GET', '/api/v1/audit-events/export?action=connections:', {
      token: operator,
      tenant: slug,
    });
    expect(answer.headers.get('content-type')).toBe('application/x-ndjson');
    const lines = answer.text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines.map(({ seq }) => seq)).toEqual([2, 3, 4, 5, 6, 7]);
    expect(lines[0]).toMatchObject({ actor_email: 'operator@portolan.local', details: { dbType: 'postgresql' } });

    const stream = await h.client(operator, slug).audit.export.query({ action: 'connections:' });
    const events: Event[] = [];
    for await (const event of stream) {
      expectTypeOf(event.actorEmail).toEqualTypeOf<string | null>();
      events.push(event);
    }
    expect(events.map(({ seq }) => seq)).toEqual([2, 3, 4, 5, 6, 7]);
    const empty = await h.ask('GET', '/api/v1/audit-events/export?action=nothing', { token: operator, tenant: slug });
    expect([empty.status, empty.text]).toEqual([200, '']);
  });

  it('exports more than one page, and breaks off where a row cannot be told', async () => {
    const { id } = await tenantWith('long', 1);
    await h.database.query(
      `insert into audit_events (id, tenant_id, action, outcome, seq, hash, key_id)
       select gen_random_uuid(), $1, 'made:up', 'success', n, '', '' from generate_series(2, 1300) n`,
      [id],
    );
    const at = { token: operator, tenant: 'long' };
    const whole = await h.ask('GET', '/api/v1/audit-events/export', at);
    expect(
      whole.text
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line).seq),
    ).toEqual(Array.from({ length: 1300 }, (_, index) => index + 1));
    await h.database.query(`update audit_events set details = '[1]' where tenant_id = $1 and seq = 1200`, [id]);
    await expect(h.raw('GET', '/api/v1/audit-events/export', at)).rejects.toThrow('could not be completed');
    // To whoever reads it over a socket the answer is broken off too, and not merely short.
    const server = await serve(h.app, { host: '127.0.0.1', port: 0 });
    const headers = { authorization: `Bearer ${operator}`, 'x-tenant-id': 'long' };
    const answer = await fetch(`http://127.0.0.1:${server.port}/api/v1/audit-events/export`, { headers });
    expect(answer.status).toBe(200);
    await expect(answer.text()).rejects.toThrow();
    await server.drain();
    const seen: (number | null)[] = [];
    const reading = (async () => {
      for await (const { seq } of await h.client(operator, 'long').audit.export.query({})) seen.push(seq);
    })();
    await expect(reading).rejects.toThrow(/Something went wrong on our side/);
    expect(seen.at(-1)).toBe(1199);
  });
});
