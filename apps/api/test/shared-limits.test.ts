import { createTestDatabase, ready, type ServerProcess, spawnServer, type TestDatabase } from '@portolan/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const OPERATOR = { username: 'operator@portolan.local', password: 'operator-password-1' };
let database: TestDatabase;
let servers: ServerProcess[];

beforeAll(async () => {
  database = await createTestDatabase();
  const env = {
    DATABASE_URL: database.url,
    ENCRYPTION_KEY: 'q0o8pJmOYvY3pEoDnfZ8qC2x0m2v9lq3o4p5r6s7t8U=',
    TENANT_DB_PREFIX: database.tenantPrefix,
    PORTOLAN_OPERATOR_PASSWORD: OPERATOR.password,
    LOG_LEVEL: 'silent',
  };
  servers = await Promise.all([spawnServer(env).then(ready), spawnServer(env).then(ready)]);
}, 60_000);
afterAll(async () => {
  for (const { child, ended } of servers) {
    child.kill();
    await ended;
  }
  await database[Symbol.asyncDispose]();
});

const login = (server: number, body: object, headers: Record<string, string> = {}) =>
  fetch(`${servers[server]?.url}/api/v1/auth/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });

describe('two processes of one installation', () => {
  it('count failures together: what one has seen, the other refuses', async () => {
    const wrong = { ...OPERATOR, password: 'wrong-password' };
    const burst = await Promise.all(Array.from({ length: 20 }, (_, index) => login(index % 2, wrong)));
    expect(burst.filter(({ status }) => status === 401)).toHaveLength(5);
    expect(burst.filter(({ status }) => status === 429)).toHaveLength(15);
    for (const server of [0, 1]) {
      const refused = await login(server, OPERATOR);
      expect(refused.status).toBe(429);
      expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    }
  });

  it('believe no header about where a request came from', async () => {
    const attempt = (index: number) =>
      login(
        index % 2,
        { username: `someone-${index}@example.com`, password: 'wrong-password' },
        {
          'x-forwarded-for': `203.0.113.${index}`,
          'x-real-ip': `203.0.113.${index}`,
          forwarded: `for=10.0.0.${index}`,
        },
      );
    const statuses: number[] = [];
    // Some at a time: on a busy machine, what waits for too long is answered 503 and is no attempt of either kind.
    for (let from = 0; from < 130; from += 26) {
      const some = await Promise.all(Array.from({ length: 26 }, (_, n) => attempt(from + n)));
      statuses.push(...some.map(({ status }) => status));
    }
    const counts = Object.fromEntries([401, 429, 503].map((one) => [one, statuses.filter((it) => it === one).length]));
    // The test before this one has used up 22 of the hundred.
    expect(counts).toEqual({ 401: 78, 429: 52, 503: 0 });
  });
});
