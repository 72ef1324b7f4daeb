import assert from 'node:assert/strict';
import type { SmokeCase } from '../door.ts';

const ME = '/api/v1/users/me';
const LOGOUT = '/api/v1/auth/logout';

export const LEAVING: readonly SmokeCase[] = [
  {
    name: 'a connection is deleted, and brought back',
    async run(visit) {
      const path = `/api/connections/${visit.connection}`;
      await visit.expect(204, 'DELETE', path);
      await visit.refused(404, 'NOT_FOUND', 'GET', path);
      await visit.expect(200, 'POST', `${path}/restore`);
      await visit.expect(200, 'GET', path);
    },
  },
  {
    name: 'a new password ends the other sessions',
    async run(visit) {
      const { email, password, token } = visit.member;
      const other = (await visit.signIn(email, password)).body.access_token;
      const headers = { authorization: `Bearer ${token}` };
      const body = { current_password: password, new_password: `${password}-new` };
      await visit.expect(204, 'POST', '/api/v1/auth/password', { headers, body });
      await visit.refused(401, 'UNAUTHORIZED', 'GET', ME, { headers: { authorization: `Bearer ${other}` } });
      assert.equal((await visit.signIn(email, password)).status, 401);
      assert.equal((await visit.signIn(email, `${password}-new`)).status, 200);
      visit.member.password = `${password}-new`;
    },
  },
  {
    name: 'signing out takes the cookie back, and its session is dead',
    async run(visit) {
      const { headers } = await visit.expect(200, 'POST', '/trpc/auth.logout', { as: 'cookie', body: {} });
      assert.match(headers.get('set-cookie') ?? '', /^portolan_session=;.*Max-Age=0/);
      assert.equal((await visit.ask('GET', '/trpc/auth.me', { as: 'cookie' })).status, 401);
    },
  },
  {
    name: 'signing out kills the token',
    async run(visit) {
      await visit.expect(204, 'POST', LOGOUT);
      await visit.refused(401, 'UNAUTHORIZED', 'GET', ME);
      await visit.refused(401, 'UNAUTHORIZED', 'POST', LOGOUT);
    },
  },
];
