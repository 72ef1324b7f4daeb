import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { createTestDatabase, freePort, ready, type ServerProcess, spawnServer, until } from '@portolan/testing';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';

const running = new Set<ServerProcess>();
const KEY = 'q0o8pJmOYvY3pEoDnfZ8qC2x0m2v9lq3o4p5r6s7t8U=';

async function start(env: Record<string, string>): Promise<ServerProcess> {
  const server = await spawnServer(env);
  running.add(server);
  return ready(server);
}

async function stop(server: ServerProcess, signal: NodeJS.Signals = 'SIGTERM'): Promise<number | string> {
  server.child.kill(signal);
  const ended = await server.ended;
  running.delete(server);
  return ended;
}

afterEach(async () => {
  for (const server of running) await stop(server);
});

describe('on the embedded PostgreSQL', () => {
  let dataDir: string;
  beforeAll(async () => {
    dataDir = await mkdtemp(path.join(os.tmpdir(), 'portolan-start-'));
  });
  afterAll(() => rm(dataDir, { recursive: true, force: true }));

  const accepts = async () => {
    const access = JSON.parse(await readFile(path.join(dataDir, 'postgres.json'), 'utf8'));
    const client = new pg.Client(access);
    return client.connect().then(
      () => client.end().then(() => true),
      () => false,
    );
  };
  const signIn = async (server: ServerProcess, password: string) => {
    const body = JSON.stringify({ username: 'operator@portolan.local', password });
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch(`${server.url}/api/v1/auth/token`, { method: 'POST', headers, body });
    return ((await answer.json()) as { access_token: string }).access_token;
  };
  let password = '';

  it('starts from nothing, tells the password once, and offers something real to browse', async () => {
    const server = await start({ PORTOLAN_DATA_DIR: dataDir });
    password = /password {2}(\S+)/.exec(server.output())?.[1] ?? '';
    expect(password.length).toBeGreaterThanOrEqual(20);
    const token = await signIn(server, password);
    const headers = { authorization: `Bearer ${token}` };
    const { data } = (await (await fetch(`${server.url}/api/connections`, { headers })).json()) as {
      data: { items: { id: string }[] };
    };
    expect(data.items).toMatchObject([{ name: 'Voyages (sample)', credentialState: 'ready' }]);
    const id = data.items[0]?.id;
    const test = await fetch(`${server.url}/api/connections/${id}/test`, { method: 'POST', headers });
    expect(await test.json()).toMatchObject({ data: { success: true, message: 'Connection successful' } });
    const tables = (await (await fetch(`${server.url}/api/connections/${id}/tables`, { headers })).json()) as {
      data: { items: { name: string }[] };
    };
    expect(tables.data.items.map(({ name }) => name)).toEqual(['cargo', 'harbours', 'vessels', 'voyages']);
    for (const file of ['postgres.json', 'encryption.key']) {
      expect((await stat(path.join(dataDir, file))).mode & 0o777).toBe(0o600);
    }
    expect(await stop(server)).toBe(0);
    expect(await accepts()).toBe(false);
  });

  it('starts again with what it had, and says no password', async () => {
    const server = await start({ PORTOLAN_DATA_DIR: dataDir });
    expect(server.output()).not.toContain('password');
    // Nobody has asked for it: the drivers of what is stored are there before anybody does.
    await until(() => server.output().includes('worker-started'));
    expect(await signIn(server, password)).toBeTruthy();
    expect(await stop(server, 'SIGINT')).toBe(0);
  });

  it('shares one database server between processes; the last one to leave stops it', async () => {
    const [first, second] = await Promise.all([
      start({ PORTOLAN_DATA_DIR: dataDir }),
      start({ PORTOLAN_DATA_DIR: dataDir }),
    ]);
    const token = await signIn(first, password);
    const me = await fetch(`${second.url}/api/v1/users/me`, { headers: { authorization: `Bearer ${token}` } });
    expect(me.status).toBe(200);
    await stop(first);
    expect(await accepts()).toBe(true);
    expect((await fetch(`${second.url}/health`)).status).toBe(200);
    await stop(second);
    expect(await accepts()).toBe(false);
  });

  it('leaves nothing behind after kill -9 that the next start stumbles over', async () => {
    const server = await start({ PORTOLAN_DATA_DIR: dataDir });
    await stop(server, 'SIGKILL');
    const pidFile = await readFile(path.join(dataDir, 'postgres/data/postmaster.pid'), 'utf8');
    const next = await start({ PORTOLAN_DATA_DIR: dataDir });
    expect(await signIn(next, password)).toBeTruthy();
    await stop(next, 'SIGKILL');
    // The database server itself killed, and its lock file left.
    process.kill(Number(pidFile.split('\n')[0]), 'SIGKILL');
    const last = await start({ PORTOLAN_DATA_DIR: dataDir });
    expect(await signIn(last, password)).toBeTruthy();
    expect(await stop(last)).toBe(0);
  });

  it('answers 503 while the database server is gone, and heals when it is back', async () => {
    const server = await start({ PORTOLAN_DATA_DIR: dataDir });
    const token = await signIn(server, password);
    const list = () => fetch(`${server.url}/api/connections`, { headers: { authorization: `Bearer ${token}` } });
    const pidFile = await readFile(path.join(dataDir, 'postgres/data/postmaster.pid'), 'utf8');
    process.kill(Number(pidFile.split('\n')[0]), 'SIGQUIT');
    await until(async () => !(await accepts()));
    expect((await list()).status).toBe(503);
    expect((await fetch(`${server.url}/health`)).status).toBe(503);
    const second = await start({ PORTOLAN_DATA_DIR: dataDir });
    await until(async () => (await list()).status === 200);
    await stop(second);
    await stop(server);
  });
});

describe('a port that is taken', () => {
  it('is told, and by which variable', async () => {
    await using database = await createTestDatabase();
    const env = { DATABASE_URL: database.url, ENCRYPTION_KEY: KEY, PORT: String(await freePort()) };
    const first = await start(env);
    const second = await spawnServer(env);
    expect(await second.ended).toBe(1);
    expect(second.output()).toMatch(/^Configuration: PORT \d+ is in use: set PORT to a free one$/m);
    await stop(first);
  });
});

describe('a log that nobody reads any more', () => {
  it('does not hold the end', async () => {
    await using database = await createTestDatabase();
    const server = await start({ DATABASE_URL: database.url, ENCRYPTION_KEY: KEY });
    await Promise.all(Array.from({ length: 5 }, () => fetch(`${server.url}/health`)));
    server.child.stdout?.destroy();
    server.child.stderr?.destroy();
    expect(await stop(server)).toBe(0);
  });
});
