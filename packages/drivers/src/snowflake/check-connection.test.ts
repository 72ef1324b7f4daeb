import { startAccount } from '@portolan/emulator-snowflake/sample-account';
import { afterAll, expect, test } from 'vitest';
import { openDrivers } from '../testing/open-drivers.ts';
import { passwordOf, verdictOf } from '../testing/target.ts';

const host = openDrivers({ deadlineMs: 6_000, size: 1 });
afterAll(() => host.close());

test('a check is a login and a good-bye: no statement comes, so that no warehouse wakes', async () => {
  await using account = await startAccount();
  const result = await host.check(account.target);
  expect(result && verdictOf(result)).toEqual({
    success: true,
    code: undefined,
    stage: undefined,
    walked: 'config policy dns tcp tls auth',
  });
  await expect.poll(account.emulator.openSessions).toBe(0);
  const paths = account.emulator.requests.map(({ method, path }) => `${method} ${path.split('?')[0]}`);
  expect(paths).toEqual(['POST /session/v1/login-request', 'POST /session']);
  expect(account.emulator.statements).toEqual([]);
});

test('a login that is refused says so', async () => {
  await using account = await startAccount();
  const result = await host.check({ ...account.target, credential: passwordOf('wrong-secret') });
  expect(result && verdictOf(result)).toMatchObject({ success: false, code: 'AUTH_FAILED', stage: 'auth' });
});
