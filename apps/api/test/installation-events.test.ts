import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Harness, type Member, OPERATOR, startHarness } from './harness.ts';

let api: Harness;
let operator: string;
let member: Member;
const PATH = '/api/v1/installation/audit-events';

beforeAll(async () => {
  api = await startHarness();
  operator = await api.token();
  member = await api.member(await api.createTenant(operator, 'below'), 'admin');
  await api.ask('POST', '/api/v1/auth/token', { body: { username: 'nobody@example.com', password: 'wrong-password' } });
});
afterAll(() => api.close());

describe('the log of the installation', () => {
  it('shows operators who signed in and who was refused, on both faces', async () => {
    const { status, body } = await api.ask('GET', `${PATH}?action=auth:login`, { token: operator });
    expect([status, body.page, body.limit]).toEqual([200, 1, 20]);
    expect(body.items[0]).toMatchObject({ action: 'auth:login', outcome: 'denied', address: '192.0.2.1' });
    expect(body.items[0].details).toEqual({ account: 'nobody@example.com' });
    expect(body.items.at(-1)).toMatchObject({ outcome: 'success', actor_email: OPERATOR.username });
    const page = await api.client(operator).installation.events.query({ outcome: 'denied' });
    expect(page).toMatchObject({ total: 1, items: [{ action: 'auth:login' }] });
  });

  it('takes every filter of the tenants’ log', async () => {
    const [me] = await api.database.query<{ id: string }>('select id from users where is_operator');
    for (const query of [
      'action=auth:',
      `actor=${encodeURIComponent(OPERATOR.username)}`,
      `actor=${me?.id}`,
      'outcome=success',
      'entity_type=user',
      `entity_id=${me?.id}`,
      'from=2020-01-01T00:00:00Z&to=2100-01-01T00:00:00Z',
      `action=auth:login&actor=${me?.id}&outcome=success&entity_type=user&page=1&limit=1`,
    ]) {
      const answer = await api.ask('GET', `${PATH}?${query}`, { token: operator });
      expect([query, answer.status, answer.body.total > 0]).toEqual([query, 200, true]);
    }
    for (const moment of ['0000-01-01T00:00:00Z', '9999-12-31T23:59:59-14:00']) {
      const query = new URLSearchParams({ from: moment, to: moment });
      expect((await api.ask('GET', `${PATH}?${query}`, { token: operator })).body.total).toBe(0);
    }
    const none = await api.ask('GET', `${PATH}?to=2020-01-01T00:00:00Z`, { token: operator });
    expect(none.body).toMatchObject({ total: 0, items: [] });
  });

  it('holds no event of a tenant, and is exported and verified whole', async () => {
    const exported = await api.raw('GET', `${PATH}/export`, { token: operator });
    const lines = exported.text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines.map(({ seq }) => seq)).toEqual(lines.map((_, index) => index + 1));
    const [stored] = await api.database.query<{ count: number }>(
      'select count(*)::int as count from audit_events where tenant_id is null',
    );
    expect(lines).toHaveLength(stored?.count ?? 0);
    const verified = await api.ask('GET', `${PATH}/verify`, { token: operator });
    expect(verified.body).toMatchObject({ ok: true, checked: lines.length, broken: null });
    const anchor = `anchor_seq=1&anchor_hash=${'0'.repeat(64)}`;
    const anchored = await api.ask('GET', `${PATH}/verify?${anchor}`, { token: operator });
    expect(anchored.body).toMatchObject({ ok: false, broken: { reason: 'anchor' } });
    const pieces: unknown[] = [];
    for await (const piece of await api.client(operator).installation.exportEvents.query({})) pieces.push(piece);
    expect(pieces).toHaveLength(lines.length);
  });

  it('is for operators alone', async () => {
    for (const path of ['', '/export', '/verify']) {
      expect((await api.ask('GET', PATH + path, { token: member.token })).status).toBe(403);
      expect((await api.ask('GET', PATH + path)).status).toBe(401);
    }
    await expect(api.client(member.token).installation.events.query({})).rejects.toMatchObject({
      data: { appCode: 'FORBIDDEN' },
    });
  });
});
