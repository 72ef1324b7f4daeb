import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Harness, MEMBER_PASSWORD, OPERATOR, startHarness } from './harness.ts';

let api: Harness;
let operator: string;
let operatorId: string;
beforeAll(async () => {
  api = await startHarness();
  operator = await api.token();
  operatorId = (await api.ask('GET', '/api/v1/users/me', { token: operator })).body.id;
});
afterAll(() => api.close());
afterEach(async () => {
  await api.database.query('update users set is_operator = (id = $1)', [operatorId]);
  await api.database.query("update operator_invitations set status = 'revoked' where status = 'pending'");
});

const PATH = '/api/v1/operators';
const LINK = '/api/v1/operator-invitations';
const address = () => `${randomUUID()}@example.com`;
const invite = (email: string, token = operator) => api.ask('POST', PATH, { token, body: { email } });
const tokenOf = (answer: { body: { accept_url: string } }) => answer.body.accept_url.split('#token=')[1] as string;
const accept = (token: string, password = MEMBER_PASSWORD) =>
  api.ask('POST', `${LINK}/accept`, { body: { token, password, first_name: 'Grace', last_name: null } });
const remove = (id: string, token = operator) => api.ask('DELETE', `${PATH}/${id}`, { token });
const list = async () => (await api.ask('GET', PATH, { token: operator })).body;
/** A second operator, by the whole way. */
const second = async () => {
  const email = address();
  const { body } = await accept(tokenOf(await invite(email)));
  return { email, token: body.access_token as string, id: body.user.id as string };
};
const dead = async (token: string) => {
  const body = { token };
  const statuses = [
    (await accept(token)).status,
    (await api.ask('POST', `${LINK}/lookup`, { body })).status,
    (await api.ask('POST', `${LINK}/decline`, { body })).status,
    (await api.raw('POST', '/trpc/operators.accept', { body: { token, password: MEMBER_PASSWORD } })).status,
    (await api.raw('POST', '/trpc/operators.lookup', { body })).status,
  ];
  expect(statuses).toEqual([404, 404, 404, 404, 404]);
};
const flagOf = async (id: string) =>
  (await api.database.query('select is_operator, is_active from users where id = $1', [id]))[0];

describe('an invitation to be an operator', () => {
  it('leads a stranger from a link to the work, once, and is in the log of the installation', async () => {
    const email = address();
    const invited = await invite(email);
    expect(invited.status).toBe(201);
    expect(invited.body).toMatchObject({
      email,
      status: 'invited',
      accept_url: expect.stringContaining('/accept-operator#token='),
    });
    const token = tokenOf(invited);
    expect((await list()).items.find((item: { id: string }) => item.id === invited.body.id)).toMatchObject({
      email,
      status: 'invited',
      invited_by: OPERATOR.username,
    });
    expect(await api.database.query('select from operator_invitations where token_hash = $1', [token])).toEqual([]);
    const seen = await api.ask('POST', `${LINK}/lookup`, { body: { token } });
    expect(seen.body).toMatchObject({ email, inviter: OPERATOR.username, account_exists: false });
    const accepted = await accept(token);
    expect(accepted.status).toBe(200);
    expect(accepted.body.user).toMatchObject({ email, first_name: 'Grace', is_active: true });
    const me = await api.ask('GET', '/api/v1/users/me', { token: accepted.body.access_token });
    expect(me.body).toMatchObject({ is_operator: true, email });
    expect((await api.ask('GET', '/api/tenants', { token: accepted.body.access_token })).status).toBe(200);
    await dead(token);
    expect(await api.events(invited)).toMatchObject([{ action: 'operators:invite', actor_user_id: operatorId }]);
    expect(await api.events(accepted)).toMatchObject([
      { action: 'operators:accept', entity_id: accepted.body.user.id, actor_user_id: accepted.body.user.id },
    ]);
    const log = await api.ask('GET', '/api/v1/installation/audit-events?action=operators:', { token: operator });
    expect(log.body.items.map(({ action }: { action: string }) => action).slice(0, 2)).toEqual([
      'operators:accept',
      'operators:invite',
    ]);
  });

  it('needs the password of an account that is there, over both faces, and gives nothing without it', async () => {
    const tenant = await api.createTenant(operator, `works-${randomUUID().slice(0, 8)}`);
    const member = await api.member(tenant, 'viewer');
    const token = tokenOf(await invite(member.email.toUpperCase()));
    const seen = await api.ask('POST', `${LINK}/lookup`, { body: { token } });
    expect(seen.body.account_exists).toBe(true);
    expect((await accept(token, 'not-the-password')).status).toBe(401);
    const wrong = { token, password: 'not-the-password' };
    expect((await api.raw('POST', '/trpc/operators.acceptAndSignIn', { body: wrong })).status).toBe(401);
    expect(await flagOf(member.id)).toEqual({ is_operator: false, is_active: true });
    const right = { token, password: MEMBER_PASSWORD };
    const accepted = await api.raw('POST', '/trpc/operators.acceptAndSignIn', { body: right });
    expect(accepted.status).toBe(200);
    expect(accepted.headers.get('set-cookie')).toContain('portolan_session=');
    // The session that was there already is an operator's from now on.
    expect((await api.ask('GET', PATH, { token: member.token })).status).toBe(200);
  });

  it('is taken by one of many at once', async () => {
    const token = tokenOf(await invite(address()));
    const answers = await Promise.all(Array.from({ length: 8 }, () => accept(token)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ status }) => status !== 200 && status !== 404 && status !== 409)).toEqual([]);
  });

  it.each([
    [
      'that ran out',
      () => api.database.query("update operator_invitations set expires_at = now() where status = 'pending'"),
    ],
    [
      'of one who is no operator any more, by whatever statement',
      () => api.database.query('update users set is_operator = false where id <> $1', [operatorId]),
    ],
    [
      'of one whose account is shut',
      () => api.database.query('update users set is_active = false where is_operator and id <> $1', [operatorId]),
    ],
    [
      'of one whose account is gone',
      () => api.database.query('delete from users where is_operator and id <> $1', [operatorId]),
    ],
  ])('is dead where it is one %s', async (_, end) => {
    const other = await second();
    const token = tokenOf(await invite(address(), other.token));
    await end();
    await dead(token);
  });

  it('is replaced by a newer one for the same address, and ends with a refusal', async () => {
    const email = address();
    const first = await invite(email);
    const again = await invite(` ${email.toUpperCase()} `);
    expect(again.status).toBe(201);
    await dead(tokenOf(first));
    expect((await list()).items.filter((item: { email: string }) => item.email.toLowerCase() === email)).toHaveLength(
      1,
    );
    const declined = await api.ask('POST', `${LINK}/decline`, { body: { token: tokenOf(again) } });
    expect(declined.status).toBe(204);
    expect(await api.events(declined)).toMatchObject([{ action: 'operators:decline' }]);
    await dead(tokenOf(again));
  });

  it('is revoked by its id', async () => {
    const invited = await invite(address());
    const removed = await remove(invited.body.id);
    expect(removed.status).toBe(204);
    expect(await api.events(removed)).toMatchObject([
      { action: 'operators:remove', entity_type: 'operator_invitation' },
    ]);
    await dead(tokenOf(invited));
    expect((await remove(invited.body.id)).status).toBe(404);
  });

  it('is not for who is one, nor for what is no address', async () => {
    expect((await invite(OPERATOR.username.toUpperCase())).status).toBe(409);
    expect((await invite('nobody')).status).toBe(400);
  });
});

describe('an operator who is removed', () => {
  it('is signed out everywhere and has nothing pending; the account stays where a tenant has it', async () => {
    const tenant = await api.createTenant(operator, `stays-${randomUUID().slice(0, 8)}`);
    const member = await api.member(tenant, 'viewer');
    await accept(tokenOf(await invite(member.email)));
    const pending = tokenOf(await invite(address(), member.token));
    const slug = `founded-${randomUUID().slice(0, 8)}`;
    const made = await api.ask('POST', '/api/tenants', {
      token: member.token,
      body: { name: 'Founded', slug, admin_email: address() },
    });
    const removed = await remove(member.id);
    expect(removed.status).toBe(204);
    expect((await api.ask('GET', '/api/v1/users/me', { token: member.token })).status).toBe(401);
    await dead(pending);
    const founder = made.body.admin_invitation.accept_url.split('#token=')[1];
    expect((await api.ask('POST', '/api/v1/invitations/lookup', { body: { token: founder } })).status).toBe(404);
    expect((await api.events(removed)).map(({ action, outcome }) => `${action} ${outcome}`).sort()).toEqual([
      'invitations:revoke success',
      'operators:remove success',
      'operators:remove success',
    ]);
    expect(await flagOf(member.id)).toEqual({ is_operator: false, is_active: true });
    const again = await api.token(member.email, MEMBER_PASSWORD);
    expect((await api.ask('GET', PATH, { token: again })).status).toBe(403);
  });

  it('without any membership cannot sign in again until invited anew', async () => {
    const other = await second();
    expect((await remove(other.id)).status).toBe(204);
    expect(await flagOf(other.id)).toEqual({ is_operator: false, is_active: false });
    const body = { username: other.email, password: MEMBER_PASSWORD };
    expect((await api.ask('POST', '/api/v1/auth/token', { body })).status).toBe(401);
    expect((await accept(tokenOf(await invite(other.email)))).status).toBe(200);
    expect(await flagOf(other.id)).toEqual({ is_operator: true, is_active: true });
  });

  it('may have done it, but for the last one', async () => {
    const other = await second();
    expect((await remove(other.id, other.token)).status).toBe(204);
    const last = await remove(operatorId);
    expect(last.status).toBe(409);
    expect(last.body.error.code).toBe('LAST_OPERATOR');
    expect(await api.events(last)).toMatchObject([
      { action: 'operators:remove', outcome: 'denied', entity_id: operatorId },
    ]);
    const trpc = await api.raw('POST', '/trpc/operators.remove', { token: operator, body: { id: operatorId } });
    expect([trpc.status, trpc.body.error.data.appCode]).toEqual([409, 'LAST_OPERATOR']);
    const log = await api.ask('GET', '/api/v1/installation/audit-events?outcome=denied', { token: operator });
    expect(log.body.items[0]).toMatchObject({ action: 'operators:remove' });
  });

  it.each(Array.from({ length: 4 }, (_, round) => round))(
    'by another, who is removed by them at once: one stays (%i)',
    async () => {
      const others = [await second(), await second()] as const;
      await api.database.query('update users set is_operator = false where id = $1', [operatorId]);
      const [one, two] = others;
      const answers = await Promise.all([remove(two.id, one.token), remove(one.id, two.token)]);
      expect(answers.filter(({ status }) => status === 204)).toHaveLength(1);
      expect(answers.every(({ status }) => [204, 401, 403, 409].includes(status))).toBe(true);
      const left = await api.database.query('select from users where is_operator and is_active');
      expect(left).toHaveLength(1);
    },
  );

  it('by themselves, all at once: one stays', async () => {
    const others = await Promise.all([second(), second(), second()]);
    const answers = await Promise.all([...others.map(({ id, token }) => remove(id, token)), remove(operatorId)]);
    expect(answers.filter(({ status }) => status === 204)).toHaveLength(3);
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(1);
    expect(await api.database.query('select from users where is_operator and is_active')).toHaveLength(1);
    await api.database.query('update users set is_active = true where id = $1', [operatorId]);
    operator = await api.token();
  });

  it('is nobody where the id is', async () => {
    expect((await remove(randomUUID())).status).toBe(404);
    expect((await remove('me')).status).toBe(400);
  });
});

describe('the list of operators', () => {
  it('has pages, and both faces say the same', async () => {
    await invite(address());
    const page = await api.ask('GET', `${PATH}?limit=1`, { token: operator });
    expect(page.body).toMatchObject({
      total: 2,
      page: 1,
      limit: 1,
      items: [{ email: OPERATOR.username, status: 'active' }],
    });
    const beyond = await api.ask('GET', `${PATH}?limit=1&page=9`, { token: operator });
    expect(beyond.body).toMatchObject({ total: 2, items: [] });
    expect(await api.client(operator).operators.list.query({})).toMatchObject({ total: 2 });
  });
});

describe('the restricted role', () => {
  const as = (sql: string, values: unknown[] = []) =>
    api.composition.services.db.transaction({ userId: operatorId }, (em) => em.execute(sql, values));

  it.each([
    'select * from operator_invitations',
    "update operator_invitations set status = 'pending'",
    'delete from operator_invitations',
    "update users set is_operator = true where id = '00000000-0000-0000-0000-000000000000'",
    "update users set email = 'mine@example.com'",
  ])('may not: %s', async (sql) => {
    await expect(as(sql)).rejects.toThrow(/permission denied/);
  });

  it('makes no operator with a link alone, and moves no account without the proof', async () => {
    const email = address();
    const token = tokenOf(await invite(email));
    const { createHash } = await import('node:crypto');
    const hash = createHash('sha256').update(token).digest('hex');
    const [row] = (await as('select accept_operator_invitation(?, ?, ?) as outcome', [
      hash,
      randomUUID(),
      'guess',
    ])) as {
      outcome: string;
    }[];
    expect(row?.outcome).toBe('unproven');
    expect(await as("select change_email(?, 'guess', ?) as done", [operatorId, email])).toEqual([{ done: null }]);
    expect((await accept(token)).status).toBe(200);
  });
});
