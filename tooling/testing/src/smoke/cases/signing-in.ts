import assert from 'node:assert/strict';
import type { SmokeCase } from '../door.ts';

const ME = '/api/v1/users/me';
const TOKEN = '/api/v1/auth/token';

export const SIGNING_IN: readonly SmokeCase[] = [
  {
    name: 'who is nobody is told to sign in',
    run: async (visit) => void (await visit.refused(401, 'UNAUTHORIZED', 'GET', ME, { as: 'nobody' })),
  },
  {
    name: 'a wrong password and an unknown user get one answer',
    async run(visit) {
      const { username } = visit.options.operator;
      const [wrong, unknown] = [await visit.signIn(username, 'wrong-password'), await visit.signIn('a@b.c', 'wrong')];
      assert.equal(wrong.status, 401);
      assert.equal(unknown.status, 401);
      assert.equal(wrong.body.detail, unknown.body.detail);
      assert.equal(wrong.headers.get('set-cookie'), null);
    },
  },
  {
    name: 'the sixth guess at a password has to wait',
    async run(visit) {
      const guess = () => visit.signIn(`guessed@${visit.options.slug}.example`, 'a-guess-at-it');
      for (let time = 0; time < 5; time++) assert.equal((await guess()).status, 401);
      const refused = await guess();
      assert.equal(refused.status, 429);
      assert.ok(Number(refused.headers.get('retry-after')) > 0);
    },
  },
  {
    name: 'a token comes for a password sent as JSON',
    async run(visit) {
      const { username, password } = visit.options.operator;
      const { status, body } = await visit.signIn(username, password);
      assert.equal(status, 200);
      assert.equal(body.token_type, 'bearer');
      visit.token = body.access_token;
    },
  },
  {
    name: 'a token comes for a form as well',
    async run(visit) {
      const body = new URLSearchParams({ grant_type: 'password', ...visit.options.operator }).toString();
      const headers = { 'content-type': 'application/x-www-form-urlencoded' };
      const answer = await visit.expect(200, 'POST', TOKEN, { as: 'nobody', body, headers });
      assert.ok(answer.body.access_token);
    },
  },
  {
    name: 'the token says who asks',
    async run(visit) {
      // The tenant of this walk is not there yet.
      const headers = { authorization: `Bearer ${visit.token}` };
      const { body } = await visit.expect(200, 'GET', ME, { as: 'nobody', headers });
      assert.equal(body.email, visit.options.operator.username);
      assert.equal(body.is_operator, true);
    },
  },
  {
    name: 'a token that was altered is none',
    async run(visit) {
      const headers = { authorization: `Bearer ${visit.token.slice(0, -6)}AAAAAA` };
      await visit.refused(401, 'UNAUTHORIZED', 'GET', ME, { as: 'nobody', headers });
    },
  },
  {
    name: 'the page signs in by a cookie that no script reads',
    async run(visit) {
      const options = { as: 'nobody', body: visit.options.operator, headers: { origin: visit.options.url } } as const;
      const { headers, body } = await visit.expect(200, 'POST', '/trpc/auth.login', options);
      const cookie = headers.get('set-cookie') ?? '';
      assert.match(cookie, /^portolan_session=[^;]+; HttpOnly; Max-Age=\d+; Path=\/; SameSite=Lax$/);
      assert.equal(body.result.data.email, visit.options.operator.username);
      visit.cookie = cookie.split(';')[0] ?? '';
    },
  },
  {
    name: 'a tenant is made, with a database of its own',
    async run(visit) {
      const { slug } = visit.options;
      const options = { as: 'nobody', headers: { authorization: `Bearer ${visit.token}` } } as const;
      const body = { name: `Tenant ${slug}`, slug };
      const made = await visit.expect(201, 'POST', '/api/tenants', { ...options, body });
      assert.equal(made.headers.get('location'), `/api/tenants/${slug}`);
      assert.equal(made.body.status, 'active');
      await visit.refused(409, 'CONFLICT', 'POST', '/api/tenants', { ...options, body });
    },
  },
  {
    name: 'the cookie says who asks, and what they may do',
    async run(visit) {
      const { body } = await visit.expect(200, 'GET', '/trpc/auth.me', { as: 'cookie' });
      assert.equal(body.result.data.email, visit.options.operator.username);
      assert.ok(body.result.data.permissions.includes('connections:write'));
    },
  },
  {
    name: 'a page of another origin does nothing by the cookie',
    async run(visit) {
      const headers = { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' };
      const answer = await visit.ask('POST', '/api/connections', { as: 'cookie', headers, body: visit.draft() });
      assert.equal(answer.status, 403);
    },
  },
  {
    name: 'who is invited sets a password, and signs in by it',
    async run(visit) {
      const { slug } = visit.options;
      const email = `member@${slug}.example`;
      const roles = await visit.expect(200, 'GET', '/api/v1/roles');
      const { id } = roles.body.find((role: { name: string }) => role.name === 'Tenant Admin');
      const invited = await visit.expect(201, 'POST', '/api/v1/invitations', { body: { email, role_id: id } });
      const token = new URLSearchParams(new URL(invited.body.accept_url).hash.slice(1)).get('token');
      const body = { token, password: visit.member.password, first_name: 'Mia', last_name: 'Member' };
      await visit.expect(200, 'POST', '/api/v1/invitations/accept', { as: 'nobody', body });
      const signedIn = await visit.signIn(email, visit.member.password);
      assert.equal(signedIn.status, 200);
      visit.member = { ...visit.member, email, token: signedIn.body.access_token };
    },
  },
  {
    name: 'a tenant that nobody has made is refused',
    async run(visit) {
      const headers = { authorization: `Bearer ${visit.member.token}`, 'x-tenant-id': 'nowhere-at-all' };
      await visit.refused(403, 'FORBIDDEN', 'GET', '/api/connections', { headers });
    },
  },
];
