import { spawn } from 'node:child_process';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Harness, startHarness } from './harness.ts';

let h: Harness;
beforeAll(async () => {
  h = await startHarness();
});
afterAll(() => h.close());

async function verify() {
  const [key] = h.secrets;
  const env = {
    PATH: process.env.PATH ?? '',
    DATABASE_URL: h.database.url,
    ENCRYPTION_KEY: key,
    TENANT_DB_PREFIX: h.database.tenantPrefix,
  };
  const entry = path.resolve(import.meta.dirname, '../src/cli.ts');
  const child = spawn(process.execPath, [entry, 'audit', 'verify'], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  return { out: await text(child.stdout), code: await ended };
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
