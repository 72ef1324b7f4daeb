import { spawnCommand } from '@portolan/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Harness, OPERATOR, startHarness } from './harness.ts';

let api: Harness;
beforeAll(async () => {
  api = await startHarness();
});
afterAll(() => api.close());

function resetLink(...args: string[]) {
  return spawnCommand({ DATABASE_URL: api.database.url, ENCRYPTION_KEY: api.key }, 'reset-link', ...args).result;
}

it('portolan reset-link lets an operator who lost the password in again', async () => {
  const { out, code } = await resetLink(OPERATOR.username.toUpperCase());
  expect(code).toBe(0);
  expect(out).toMatch(/^http:\/\/127\.0\.0\.1:3000\/reset-password#token=[\w-]{43}\n$/);
  const body = { token: out.trim().split('=')[1], new_password: 'found-again-1' };
  expect((await api.ask('POST', '/api/v1/auth/password-resets/use', { body })).status).toBe(204);
  expect(await api.token(OPERATOR.username, 'found-again-1')).toBeTruthy();
  const events = await api.database.query("select from audit_events where action = 'auth:createResetLink'");
  expect(events).toHaveLength(1);
});

it('portolan reset-link says so when there is no such account, and needs one', async () => {
  expect(await resetLink('nobody@example.com')).toMatchObject({
    code: 1,
    out: '',
    err: 'No active account has the address nobody@example.com\n',
  });
  expect((await resetLink()).code).toBe(2);
});
