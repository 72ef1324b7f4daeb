import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { bun, freeDeno } from './runtimes/programs.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'portolan-embedded-'));
  // The embedded server runs under an account of its own where this one is root.
  await chmod(folder, 0o755);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

it.each([bun, freeDeno])('$name starts from nothing, with the PostgreSQL that it brings, and again', async (door) => {
  const dataDir = path.join(folder, door.name);
  const login = { username: 'operator@portolan.local', password: 'operator-password-1' };
  const start = door.over({ PORTOLAN_DATA_DIR: dataDir, PORTOLAN_OPERATOR_PASSWORD: login.password });
  const key = () => readFile(path.join(dataDir, 'encryption.key'), 'utf8');
  const first = await start();
  const made = await key();
  const headers = { 'content-type': 'application/json' };
  const signedIn = await fetch(`${first.url}/api/v1/auth/token`, {
    method: 'POST',
    headers,
    body: JSON.stringify(login),
  });
  const { access_token } = (await signedIn.json()) as { access_token: string };
  const by = { headers: { authorization: `Bearer ${access_token}` } };
  const list = await (await fetch(`${first.url}/api/connections`, by)).json();
  expect(list).toMatchObject({ data: { items: [{ name: 'Voyages (sample)' }] } });
  expect(await first.stop()).toBe(0);
  const second = await start();
  expect(await (await fetch(`${second.url}/api/connections`, by)).json()).toEqual(list);
  expect(await key()).toBe(made);
  expect(await second.stop()).toBe(0);
});
