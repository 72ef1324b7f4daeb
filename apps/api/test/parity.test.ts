import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { createProgram } from '@portolan/cli';
import { PERMISSIONS } from '@portolan/contract';
import { startTestPostgres, type TestPostgres } from '@portolan/testing/postgres';
import { Hono } from 'hono';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Listening, serve } from '../src/serve.ts';
import { type Harness, startHarness } from './harness.ts';
import { createWorld } from './isolation/world.ts';
import { COMMANDS } from './parity/commands.ts';
import { counting } from './parity/counting.ts';
import { differencesOf } from './parity/differences.ts';
import type { Site } from './parity/face.ts';
import { FACES } from './parity/faces-of.ts';

let api: Harness;
let server: Listening;
let site: Site;
let shops: TestPostgres;

beforeAll(async () => {
  [api, shops] = await Promise.all([startHarness(), startTestPostgres({ version: '18' })]);
  const [world, home] = [await createWorld(api), await mkdtemp(path.join(os.tmpdir(), 'portolan-parity-'))];
  const requests: { id: string; procedures: string[] }[] = [];
  const door = new Hono().all('*', async (c) => {
    const answer = await api.app.fetch(new Request(c.req.url.replace(site.url, api.origin), c.req.raw));
    const procedures = c.req.path.replace('/trpc/', '').split(',');
    requests.push({ id: answer.headers.get('x-request-id') ?? '', procedures });
    return answer;
  });
  server = await serve(door, { host: '127.0.0.1', port: 0 });
  const asked = { token: await world.bearer('admin'), tenant: world.own.slug };
  const known = await api.ask('POST', '/api/connections', { ...asked, body: { name: 'Shop', ...(await makeShop()) } });
  const { id, name } = known.body.data;
  const mine = { name: 'Agent', permission_ids: PERMISSIONS };
  const { key } = (await api.ask('POST', '/api/v1/api-keys', { ...asked, body: mine })).body;
  const url = `http://127.0.0.1:${server.port}`;
  const { attempts, counted } = counting(api.composition.services.attempts);
  for (const services of api.processes) Object.assign(services, { attempts });
  site = { world, home, key, url, counted, taken: () => requests.splice(0), known: { id, name } };
  expect((await api.ask('POST', `/api/connections/${id}/refresh`, { ...asked, body: {} })).status).toBe(200);
}, 60_000);
afterAll(async () => {
  await server.drain();
  await api.close();
  await shops.close();
  await rm(site.home, { recursive: true, force: true });
});

/** On a server of its own: which databases stand beside it is part of a snapshot, and those of other tests come and go. */
async function makeShop() {
  const { host, port } = shops;
  const [databaseName, username, password] = ['shop', 'reader', 'the-shop-is-open'];
  api.secrets.add(password);
  await shops.query(`create database ${databaseName}`);
  await shops.query(
    `create role ${username} login password '${password}';
     create table customers (id int primary key, email text not null);
     create table orders (id int primary key, customer_id int not null references customers);
     grant select on all tables in schema public to ${username}`,
    [],
    databaseName,
  );
  return { dbType: 'postgresql', host, port, databaseName, username, password };
}

describe('the commands', () => {
  it('are all of the command line, each with the procedure that it is', () => {
    const { program } = createProgram({
      ...process,
      env: {},
      platform: 'linux',
      home: '',
      hostname: '',
      openPage: async () => false,
    });
    const pathsOf = (command: typeof program, above: string[]): string[] =>
      command.commands.flatMap((each) => {
        const words = [...above, each.name()];
        return each.commands.length > 0 ? pathsOf(each, words) : [words.join(' ')];
      });
    const found = pathsOf(program, []).filter((name) => name !== '__complete');
    const known = new Set(Object.keys(COMMANDS).map((name) => name.split(' --')[0]));
    const missing =
      'a new command needs an entry in apps/api/test/parity/commands.ts: its procedure, or why it has none';
    expect(
      found.filter((name) => !known.has(name)),
      missing,
    ).toEqual([]);
    expect([...known].filter((name) => !found.includes(name as string))).toEqual([]);
  });
});

describe.each(FACES)('$procedure', (faces) => {
  it('answers and fails alike on every face', async () => {
    expect(await differencesOf(site, faces)).toEqual([]);
  });
});
