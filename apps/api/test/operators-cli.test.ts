import { spawnCommand } from '@portolan/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Harness, MEMBER_PASSWORD, OPERATOR, startHarness } from './harness.ts';

let api: Harness;
beforeAll(async () => {
  api = await startHarness();
});
afterAll(() => api.close());

const EMAIL = 'second@example.com';

function operators(...args: string[]) {
  const { url, tenantPrefix } = api.database;
  const env = { DATABASE_URL: url, ENCRYPTION_KEY: api.key, TENANT_DB_PREFIX: tenantPrefix };
  return spawnCommand(env, 'operators', ...args).result;
}

it('operators are invited, listed and removed from the command line; the last one stays', async () => {
  const last = await operators('remove', OPERATOR.username);
  expect(last).toMatchObject({
    code: 1,
    out: '',
    err: expect.stringMatching(/^An installation keeps at least one operator.*\n$/),
  });

  const invited = await operators('invite', EMAIL);
  expect(invited).toMatchObject({
    code: 0,
    out: expect.stringMatching(/^http:\/\/\S+\/accept-operator#token=[\w-]{43}\n$/),
  });
  const token = invited.out.trim().split('#token=')[1];
  expect((await operators('list')).out).toMatch(new RegExp(`^${EMAIL} +invited +\\d{4}-`, 'm'));
  const accept = await api.ask('POST', '/api/v1/operator-invitations/accept', {
    body: { token, password: MEMBER_PASSWORD, first_name: 'Grace', last_name: 'Hopper' },
  });
  expect(accept.status).toBe(200);
  expect((await operators('list')).out).toMatch(new RegExp(`^${EMAIL} +active +Grace Hopper$`, 'm'));
  expect(await operators('invite', EMAIL)).toMatchObject({ code: 1, err: `${EMAIL} is an operator already\n` });

  expect(await operators('remove', EMAIL.toUpperCase())).toMatchObject({
    code: 0,
    out: 'SECOND@EXAMPLE.COM: removed\n',
  });
  const me = await api.ask('GET', '/api/v1/users/me', { token: accept.body.access_token });
  expect(me.status).toBe(401);
  expect(await operators('remove', EMAIL)).toMatchObject({
    code: 1,
    err: expect.stringContaining('Nobody with the address'),
  });
  for (const args of [['invite'], ['remove', 'nobody'], ['invite', 'a@b', 'c@d']]) {
    expect(await operators(...args)).toMatchObject({ code: 2, out: '' });
  }
  const events = await api.database.query(
    "select action, outcome from audit_events where address = 'cli' and tenant_id is null order by seq",
  );
  expect(events).toEqual([
    { action: 'operators:invite', outcome: 'success' },
    { action: 'operators:remove', outcome: 'success' },
  ]);
}, 60_000);
