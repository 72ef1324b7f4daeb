import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import {
  createTestDatabase,
  freePort,
  ready,
  type ServerProcess,
  spawnServer,
  type TestDatabase,
} from '@portolan/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const SCRIPT = path.resolve(import.meta.dirname, '../../../tooling/scripts/smoke.mjs');
const EMAIL = 'keeper@example.com';
const PASSWORD = randomBytes(12).toString('hex');
let database: TestDatabase;
let server: ServerProcess;

beforeAll(async () => {
  database = await createTestDatabase();
  const started = await spawnServer({
    DATABASE_URL: database.url,
    TENANT_DB_PREFIX: database.tenantPrefix,
    ENCRYPTION_KEY: randomBytes(32).toString('base64'),
    PORTOLAN_OPERATOR_EMAIL: EMAIL,
    PORTOLAN_OPERATOR_PASSWORD: PASSWORD,
  });
  server = await ready(started);
});
afterAll(async () => {
  server.child.kill('SIGTERM');
  await server.ended;
  await database[Symbol.asyncDispose]();
});

async function smoke(env: Record<string, string>, ...args: string[]) {
  const child = spawn(process.execPath, [SCRIPT, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const [out, err, code] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  expect(out + err).not.toContain(PASSWORD);
  const verdicts = out
    .trim()
    .split('\n')
    .map((line) => /^(ok|FAILED) +(\w+(?: \w+)?) /.exec(line)?.slice(1));
  return { out, code, verdicts };
}
const login = { PORTOLAN_OPERATOR_EMAIL: EMAIL, PORTOLAN_OPERATOR_PASSWORD: PASSWORD };
const NAMES = ['health', 'token', 'me', 'tenants', 'tenant users', 'logout'];

describe('pnpm smoke', () => {
  it('is content with a server that works, without a tenant and with one', async () => {
    const fresh = await smoke(login, server.url);
    expect(fresh.verdicts).toEqual(NAMES.map((name) => ['ok', name]));
    expect(fresh.code).toBe(0);

    const headers = { 'content-type': 'application/json' };
    const signIn = { username: EMAIL, password: PASSWORD };
    const post = (where: string, body: object, more = {}) =>
      fetch(server.url + where, { method: 'POST', headers: { ...headers, ...more }, body: JSON.stringify(body) });
    const { access_token } = (await (await post('/api/v1/auth/token', signIn)).json()) as { access_token: string };
    const authorization = `Bearer ${access_token}`;
    const made = await post('/api/tenants', { name: 'Harbour', slug: 'harbour' }, { authorization });
    expect(made.status).toBe(201);
    const second = await smoke({}, `${server.url}/`, EMAIL, PASSWORD);
    expect(second.out).toContain('1 in harbour');
    expect(second.code).toBe(0);
  });

  it.each([
    ['a wrong password', { ...login, PORTOLAN_OPERATOR_PASSWORD: 'wrong-password' }, 'answers 401'],
    ['no password', {}, 'set PORTOLAN_OPERATOR_PASSWORD'],
  ])('fails with %s', async (_, env, words) => {
    const { out, code, verdicts } = await smoke(env, server.url);
    expect(code).toBe(1);
    expect(out).toContain(words);
    expect(verdicts).toEqual([['ok', 'health'], ...NAMES.slice(1).map((name) => ['FAILED', name])]);
  });

  it('fails where nobody answers', async () => {
    const { out, code } = await smoke(login, `http://127.0.0.1:${await freePort()}`);
    expect(code).toBe(1);
    expect(out).toContain('ECONNREFUSED');
  });
});
