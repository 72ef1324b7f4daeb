import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { startEmbeddedPostgres } from '@portolan/db/embedded';
import {
  createTestDatabase,
  ready,
  type ServerProcess,
  spawnServer,
  type TestDatabase,
  until,
} from '@portolan/testing';
import pg from 'pg';
import { afterEach, describe, expect, it } from 'vitest';
import { expectInvariants } from './tenant-invariants.ts';

const PASSWORD = 'operator-password-1';
const ENVIRONMENT = {
  ENCRYPTION_KEY: 'q0o8pJmOYvY3pEoDnfZ8qC2x0m2v9lq3o4p5r6s7t8U=',
  PORTOLAN_OPERATOR_PASSWORD: PASSWORD,
  PORTOLAN_RATE_LIMIT: 'off',
  PORTOLAN_DEMO: 'off',
  LOG_LEVEL: 'silent',
};
/** Kills at random moments, beside those at each step. `KILLS=40` makes it a longer night. */
const RANDOM_KILLS = Number(process.env.KILLS ?? 11);
const WINDOW_MS = 120;

const running = new Set<ServerProcess>();
async function start(env: Record<string, string>): Promise<ServerProcess> {
  const server = await spawnServer({ ...ENVIRONMENT, ...env });
  running.add(server);
  return ready(server);
}
async function stop(server: ServerProcess, signal: NodeJS.Signals): Promise<void> {
  server.child.kill(signal);
  await server.ended;
  running.delete(server);
}
async function stopAll(): Promise<void> {
  for (const server of running) await stop(server, 'SIGTERM');
}
afterEach(stopAll);

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

async function signIn(server: ServerProcess): Promise<string> {
  const body = JSON.stringify({ username: 'operator@portolan.local', password: PASSWORD });
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(`${server.url}/api/v1/auth/token`, { method: 'POST', headers, body });
  return ((await answer.json()) as { access_token: string }).access_token;
}

/** The status of the answer, 0 when there was none. */
async function create(server: ServerProcess, token: string, slug: string): Promise<number> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const body = JSON.stringify({ name: slug, slug });
  return fetch(`${server.url}/api/tenants`, { method: 'POST', headers, body }).then(
    async (answer) => {
      await answer.arrayBuffer();
      return answer.status;
    },
    () => 0,
  );
}

const rows = async (database: TestDatabase, sql: string, ...values: string[]) =>
  (await database.query(sql, values)).length > 0;

/** When to kill: at each thing that can be seen from outside, and in between. */
function moments(database: TestDatabase): [string, (slug: string) => Promise<unknown>][] {
  const step = (name: string) => (slug: string) =>
    until(() => rows(database, 'select from provisioning_journal where slug = $1 and step = $2', slug, name));
  const made = (slug: string) =>
    until(() => rows(database, 'select from pg_database where datname = $1', database.tenantPrefix + slug));
  const random = Array.from({ length: RANDOM_KILLS }, (_, index): [string, () => Promise<unknown>] => {
    const ms = (index / RANDOM_KILLS) * WINDOW_MS;
    return [`after-${Math.round(ms)}-${index}`, () => wait(ms)];
  });
  return [['reserved', step('creating')], ['made', made], ['activated', step('active')], ...random];
}

describe('kill -9 while tenants are made', () => {
  it('leaves, at whatever point, no half-made tenant and no orphan after the next start', {
    timeout: 300_000,
  }, async () => {
    await using database = await createTestDatabase();
    const env = { DATABASE_URL: database.url, TENANT_DB_PREFIX: database.tenantPrefix };
    const acknowledged = new Set<string>();
    for (const [name, moment] of moments(database)) {
      const server = await start(env);
      const token = await signIn(server);
      const slugs = [`killed-${name}`, `beside-${name}`];
      const answers = slugs.map(async (slug) => {
        if ((await create(server, token, slug)) === 201) acknowledged.add(slug);
      });
      await moment(slugs[0] ?? '');
      await stop(server, 'SIGKILL');
      await Promise.all(answers);
    }
    await stop(await start(env), 'SIGTERM');
    await expectInvariants(database);
    const kept = await database.query<{ slug: string }>("select slug from tenants where status = 'active'");
    expect(kept.map(({ slug }) => slug)).toEqual(expect.arrayContaining([...acknowledged]));
  });
});

describe('PostgreSQL restarted while tenants are made', () => {
  it('takes nothing that was acknowledged, and all else heals without a restart of the API', {
    timeout: 180_000,
  }, async () => {
    const dataDir = await mkdtemp(path.join(os.tmpdir(), 'portolan-restart-'));
    const embedded = await startEmbeddedPostgres({ dataDir });
    const query = async <R extends pg.QueryResultRow>(sql: string, values: unknown[] = []): Promise<R[]> => {
      const client = new pg.Client({ connectionString: embedded.url() });
      await client.connect();
      try {
        return (await client.query<R>(sql, values)).rows;
      } finally {
        await client.end();
      }
    };
    const restart = async (signal: NodeJS.Signals) => {
      const pidFile = await readFile(path.join(dataDir, 'postgres/data/postmaster.pid'), 'utf8');
      const pid = Number(pidFile.split('\n')[0]);
      process.kill(pid, signal);
      await until(() => isGone(pid));
      await startEmbeddedPostgres({ dataDir });
    };
    try {
      const server = await start({ PORTOLAN_DATA_DIR: dataDir });
      const token = await signIn(server);
      const signals: NodeJS.Signals[] = ['SIGINT', 'SIGQUIT', 'SIGKILL', 'SIGQUIT', 'SIGKILL', 'SIGINT'];
      for (const [round, signal] of signals.entries()) {
        const slugs = Array.from({ length: 4 }, (_, index) => `round-${round}-${index}`);
        const making = Promise.all(slugs.map((slug) => create(server, token, slug)));
        await wait(round * 25);
        await restart(signal);
        for (const status of await making) expect([201, 503], server.output()).toContain(status);
        await until(async () => (await query("select from tenants where status = 'provisioning'")).length === 0);
        // Whoever got no answer asks again: made now, or made then.
        await until(async () => (await fetch(`${server.url}/health`)).status === 200);
        for (const slug of slugs) expect([201, 409]).toContain(await create(server, token, slug));
        await expectInvariants({ query, tenantPrefix: 'dbtools_tenant_' });
        expect(
          await query("select from tenants where status = 'active' and slug like $1", [`round-${round}-%`]),
        ).toHaveLength(4);
      }
    } finally {
      await stopAll();
      await embedded.stop();
      await rm(dataDir, { recursive: true, force: true });
    }
  });
});

function isGone(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return false;
  } catch {
    return true;
  }
}
