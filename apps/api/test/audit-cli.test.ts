import { spawnCommand } from '@portolan/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Harness, startHarness } from './harness.ts';

let h: Harness;
beforeAll(async () => {
  h = await startHarness();
});
afterAll(() => h.close());

function verify() {
  const { url, tenantPrefix } = h.database;
  const env = { DATABASE_URL: url, ENCRYPTION_KEY: h.key, TENANT_DB_PREFIX: tenantPrefix };
  return spawnCommand(env, 'audit', 'verify').result;
}

it('an operator verifies all chains at once', async () => {
  const token = await h.token();
  for (const slug of ['one', 'two']) await h.createTenant(token, slug);
  const sound = await verify();
  expect(sound.code).toBe(0);
  for (const line of [/^\(installation\) +2 +sound +[0-9a-f]{64}$/m, /^one +1 +sound/m, /^two +1 +sound/m]) {
    expect(sound.out).toMatch(line);
  }
  const [row] = await h.database.query<{ id: string }>(
    `update audit_events set details = '{}' where tenant_id = (select id from tenants where slug = 'two') returning id`,
  );
  const altered = await verify();
  expect(altered.code).toBe(1);
  expect(altered.out).toContain(`altered at 1 (${row?.id})`);
  expect(altered.out).toMatch(/^one +1 +sound/m);
});
