import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { buildClient, type ClientFacts } from '@portolan/client-package';
import { type ClientPackage, serveClient } from '@portolan/http';
import { Hono } from 'hono';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openClientPackage } from '../src/client-package.ts';
import { type Listening, serve } from '../src/serve.ts';
import { type Harness, startHarness } from './harness.ts';

const run = promisify(execFile);
const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
/** The oldest that is promised, and ours. */
const COMPILERS = ['typescript-oldest', 'typescript'].map((name) => path.join(ROOT, 'node_modules', name, 'bin/tsc'));

let api: Harness;
let server: Listening;
let facts: ClientFacts;
let client: ClientPackage;
/** Holds what was built, and `app`: an empty folder of somebody who has nothing but npm. */
let folder: string;
let app: string;
let token: string;
const hub = () => `http://127.0.0.1:${server.port}`;

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'portolan-client-'));
  app = await mkdtemp(path.join(os.tmpdir(), 'portolan-app-'));
  [api, facts] = await Promise.all([startHarness(), buildClient(folder)]);
  client = (await openClientPackage(folder)) as ClientPackage;
  const door = new Hono();
  serveClient(door, client);
  door.all('*', (c) => api.app.fetch(new Request(c.req.url.replace(hub(), api.origin), c.req.raw)));
  server = await serve(door, { host: '127.0.0.1', port: 0 });
  token = await api.token();
  await api.createTenant(token, 'tools');
  const body = { name: 'Shop', dbType: 'postgresql', host: '127.0.0.1', port: 1, username: 'u' };
  expect((await api.ask('POST', '/api/connections', { token, tenant: 'tools', body })).status).toBe(201);
  // What npm itself does beside: nothing that asks anybody but the hub.
  await writeFile(
    path.join(app, '.npmrc'),
    'offline=false\naudit=false\nfund=false\nupdate-notifier=false\nregistry=http://127.0.0.1:1/\n',
  );
  await writeFile(path.join(app, 'package.json'), '{"type":"module"}');
  await run('npm', ['install', `${hub()}/client.tgz`], { cwd: app });
});
afterAll(async () => {
  await server.drain();
  await api.close();
  await Promise.all([folder, app].map((one) => rm(one, { recursive: true, force: true })));
});

describe('the client that a hub gives away', () => {
  it('installs from there with nothing else, and is what the hub says that it is', async () => {
    expect(await readdir(path.join(app, 'node_modules'))).toEqual(['.bin', '.package-lock.json', '@portolan']);
    const { packages } = JSON.parse(await readFile(path.join(app, 'package-lock.json'), 'utf8'));
    expect(packages['node_modules/@portolan/client'].integrity).toBe(facts.integrity);
    const tarball = new Uint8Array(await (await fetch(`${hub()}/client.tgz`)).arrayBuffer());
    expect(`sha512-${createHash('sha512').update(tarball).digest('base64')}`).toBe(facts.integrity);
    // The same sources make the same file.
    expect(await buildClient(folder)).toEqual(facts);
  });

  it('is for everybody, may be kept, and says whether it is still the same', async () => {
    for (const file of ['client.tgz', 'client/version', 'client/contract.json']) {
      const answer = await fetch(`${hub()}/${file}`);
      await answer.body?.cancel();
      expect([file, answer.status, answer.headers.get('cache-control')]).toEqual([
        file,
        200,
        'public, max-age=300, must-revalidate',
      ]);
      const headers = { 'if-none-match': `"other", ${answer.headers.get('etag')}` };
      expect((await fetch(`${hub()}/${file}`, { headers })).status).toBe(304);
      expect((await fetch(`${hub()}/${file}`, { headers: { 'if-none-match': '"other"' } })).status).toBe(200);
    }
    expect(await (await fetch(`${hub()}/client/version`)).json()).toEqual(facts);
  });

  it('is small, and holds nothing of the server', async () => {
    const installed = path.join(app, 'node_modules/@portolan/client');
    const text = async (name: string) => readFile(path.join(installed, name), 'utf8');
    const size = async (name: string) => gzipSync(await text(name), { level: 9 }).length;
    const manifest = JSON.parse(await text('package.json'));
    expect([manifest.dependencies, manifest.peerDependencies, manifest.sideEffects]).toEqual([
      undefined,
      undefined,
      false,
    ]);
    // All that is loaded at once beside tRPC's own client, and what is loaded with the first stream.
    expect(await size('index.js')).toBeLessThan(4_000);
    expect((await size('index.js')) + (await size('live-link.js'))).toBeLessThan(12_000);
    expect((await size('index.js')) + (await size('dist.js'))).toBeLessThan(14_000);
    for (const name of await readdir(installed)) {
      if (!/\.(js|ts)$/.test(name)) continue;
      expect(await text(name)).not.toMatch(/mikro-orm|argon2|procedureBuilder|RouterContext|@trpc\/server/i);
      // The command line is for Node, and for nobody who imports the client. It alone judges inputs, those of configs.
      if (!/^portolan[.-]/.test(name)) expect(await text(name)).not.toMatch(/node:|portolan\.js|\$zod|zod\/mini/i);
    }
    expect(await text('index.d.ts')).not.toMatch(/^import |import\(|require\(/m);
  });

  it('lists, pages, streams and fails as it says, against a server that is there', async () => {
    await writeFile(path.join(app, 'tool.js'), TOOL);
    const { stdout } = await run('node', ['tool.js', hub(), token], { cwd: app });
    expect(JSON.parse(stdout)).toEqual({
      names: ['Shop'],
      missing: ['NOT_FOUND', 404],
      stranger: ['UNAUTHORIZED', 401],
      invalid: ['VALIDATION_ERROR', 'name'],
      stages: ['config', 'policy', 'dns', 'tcp'],
      warnings: [],
    });
  });

  it('warns once of a hub whose contract is another, and only where that breaks somebody', async () => {
    const contract = JSON.parse(await readFile(path.join(folder, 'contract.json'), 'utf8'));
    const told: string[] = [];
    const other = async (change: (copy: typeof contract) => void) => {
      const copy = structuredClone(contract);
      change(copy);
      const door = new Hono();
      const read = async () => new TextEncoder().encode(JSON.stringify(copy));
      serveClient(door, { ...client, version: '9.9.9', contract: 'another', read });
      door.all('*', (c) => api.app.fetch(new Request(c.req.url.replace(/^http:\/\/[^/]+/, api.origin), c.req.raw)));
      const listening = await serve(door, { host: '127.0.0.1', port: 0 });
      const { stdout } = await run('node', ['tool.js', `http://127.0.0.1:${listening.port}`, token], { cwd: app });
      await listening.drain();
      told.push(
        JSON.parse(stdout)
          .warnings.join('|')
          .replace(/127\.0\.0\.1:\d+/, 'hub'),
      );
    };
    await other(({ procedures }) => {
      procedures['connections.more'] = procedures['connections.get'];
    });
    await other((copy) => delete copy.procedures['views.list']);
    expect(told[0]).toBe('');
    expect(told[1]).toBe(
      `This Portolan client (${facts.version}) and its hub (9.9.9) differ in views.list. Install the client of the hub: npm i http://hub/client.tgz`,
    );
  });
});

describe('its types', () => {
  it('compile strictly, with the oldest compiler and ours, as both kinds of resolution', async () => {
    await writeFile(path.join(app, 'typed.ts'), TYPED);
    await writeFile(path.join(app, 'config.ts'), CONFIG);
    const [, example] = /```ts\n([\s\S]*?)```/.exec(await readFile(path.join(ROOT, 'docs/client.md'), 'utf8')) ?? [];
    await writeFile(
      path.join(app, 'example.ts'),
      `declare const process: { env: Record<string, string | undefined> };\n${example}`,
    );
    const ways = [
      ['node16', 'node16'],
      ['esnext', 'bundler'],
    ] as const;
    for (const compiler of COMPILERS) {
      for (const [module, resolution] of ways) {
        const args = ['--noEmit', '--strict', '--target', 'es2022', '--lib', 'es2022,dom', '--module', module];
        const { stdout } = await run(
          'node',
          [compiler, ...args, '--moduleResolution', resolution, 'typed.ts', 'config.ts', 'example.ts'],
          {
            cwd: app,
          },
        ).catch((failed: { stdout: string }) => failed);
        expect([compiler, resolution, stdout]).toEqual([compiler, resolution, '']);
      }
    }
  });

  it('are those that the router has', async () => {
    const check = path.join(ROOT, 'apps/api/test', `told-${process.pid}.ts`);
    const told = path.join(app, 'node_modules/@portolan/client/index.d.ts');
    await writeFile(check, `import type * as told from ${JSON.stringify(told)};\n${SAME}`);
    const args = ['--noEmit', '--strict', '--skipLibCheck', '--target', 'es2024', '--lib', 'es2024,dom,dom.iterable'];
    const more = ['--ignoreConfig', '--module', 'nodenext', '--allowImportingTsExtensions', '--types', 'node'];
    const { stdout } = await run('node', [COMPILERS[1] as string, ...args, ...more, check], { cwd: ROOT }).catch(
      (failed: { stdout: string }) => failed,
    );
    await rm(check);
    expect(stdout.split('\n').filter((line) => line.includes('told-'))).toEqual([]);
  });
});

const TOOL = `
import { createClient, isClientError } from '@portolan/client';
const [url, token] = process.argv.slice(2);
const warnings = [];
const hub = createClient({ url, token, tenant: 'tools', onWarning: (text) => warnings.push(text) });
const names = [];
let id;
for await (const one of hub.connections.list.each()) { names.push(one.name); id = one.id; }
const failure = (call) => call.then(() => null, (error) => { if (!isClientError(error)) throw error; return error; });
const missing = await failure(hub.connections.get.query({ id: '018f0000-0000-7000-8000-000000000000' }));
const stranger = await failure(createClient({ url }).auth.me.query());
const invalid = await failure(hub.connections.create.mutate({ name: '', dbType: 'postgresql', host: 'h', port: 1 }));
const stages = [];
const given = { name: 'x', dbType: 'postgresql', host: '127.0.0.1', port: 1, username: 'u', password: 'p' };
for await (const news of await hub.connections.watchTest.mutate(given)) if (news.stage) stages.push(news.stage.stage);
await new Promise((resolve) => setTimeout(resolve, 0));
console.log(JSON.stringify({
  names,
  missing: [missing.code, missing.status],
  stranger: [stranger.code, stranger.status],
  invalid: [invalid.code, invalid.issues[0].path],
  stages,
  warnings,
}));
`;

const TYPED = `
import { type Client, createClient, isClientError, type Inputs, type Outputs, PortolanError } from '@portolan/client';
const hub = createClient({ url: 'https://hub.example' });
const reader: Client<'connections:read'> = createClient<'connections:read'>({ url: 'https://hub.example', apiKey: 'x' });
const admin: Client<'user:read' | 'role:read'> = createClient<'user:read' | 'role:read'>({ url: 'https://hub.example' });
export async function use(input: Inputs['connections']['create']): Promise<Outputs['auth']['me']['email']> {
  for await (const one of hub.connections.list.each({ search: 'x' })) {
    const kind: 'postgresql' | 'mysql' | 'sqlserver' | 'databricks' | 'snowflake' = one.dbType;
    void kind;
  }
  const total: number = (await reader.connections.list.query({})).total;
  await reader.connections.options.query();
  await admin.roles.users.query({ id: 'x' });
  // @ts-expect-error that key may not
  reader.connections.create;
  // @ts-expect-error nor that
  reader.roles.list;
  // @ts-expect-error half of what it needs
  createClient<'user:read'>({ url: '' }).roles.users;
  // @ts-expect-error in person only
  reader.auth.changePassword;
  // @ts-expect-error a query is no mutation
  hub.connections.list.mutate;
  // @ts-expect-error an option of another kind
  void hub.connections.create.mutate({ name: 'x', dbType: 'mysql', host: 'h', port: 1, options: { account: 'x' } });
  // @ts-expect-error no such procedure
  hub.connections.drop;
  const tested = await hub.connections.testSaved.mutate({ id: 'x' }, { signal: new AbortController().signal });
  const stages: string[] = tested.stages.map(({ stage }) => stage);
  for await (const piece of await hub.connections.watchTest.mutate(input)) void piece;
  for await (const news of hub.health.live.subscribe()) void news.summary.total;
  try {
    await hub.auth.logout.mutate();
  } catch (error) {
    if (isClientError(error) && error.code === 'RATE_LIMITED') void error.retryAfter?.toFixed();
    // @ts-expect-error no such code
    if (error instanceof PortolanError && error.code === 'TEAPOT') void stages;
  }
  return (await hub.auth.me.query()).email + total;
}
`;

/** A hub as code. */
const CONFIG = `
import { defineHub, env, type ConnectionConfig, type HubConfig } from '@portolan/client/config';
export const one: ConnectionConfig = { name: 'Shop', dbType: 'postgresql', host: 'db', port: 1, password: env('SHOP'), tags: ['a'] };
export const hub: HubConfig = defineHub({
  tenants: [
    {
      slug: 'acme',
      monitoring: { enabled: true, intervalSeconds: 60, warehouseIntervalSeconds: 3600 },
      roles: [{ name: 'Reader', permissions: ['connections:read'] }],
      members: [{ email: 'ada@example.com', roles: ['Reader'] }],
      connections: [
        one,
        { name: 'W', dbType: 'snowflake', host: 'w', port: 443, options: { account: 'x' }, credential: { type: 'keyPair', privateKey: env('K') } },
      ],
    },
  ],
});
// @ts-expect-error a secret is no text
export const plain: ConnectionConfig = { name: 'Shop', dbType: 'postgresql', host: 'db', port: 1, password: 'hunter2' };
// @ts-expect-error nor is a part of one
export const part: ConnectionConfig = { name: 'x', dbType: 'snowflake', host: 'w', port: 1, credential: { type: 'keyPair', privateKey: 'x' } };
// @ts-expect-error an option of another kind
export const other: ConnectionConfig = { name: 'x', dbType: 'mysql', host: 'h', port: 1, options: { account: 'x' } };
// @ts-expect-error no such kind
export const kind: ConnectionConfig = { name: 'x', dbType: 'oracle', host: 'h', port: 1 };
// @ts-expect-error no such permission
defineHub({ tenants: [{ slug: 'a', roles: [{ name: 'x', permissions: ['connections:fly'] }] }] });
// @ts-expect-error no such key
defineHub({ tenants: [{ slug: 'a', conections: [] }] });
`;

const SAME = `import type * as own from '@portolan/client';
type Same<X, Y> = [X] extends [Y] ? ([Y] extends [X] ? true : false) : false;
type Differing<A, B> = {
  [F in keyof A & keyof B & string]: {
    [K in (keyof A[F] | keyof B[F]) & string]: K extends keyof A[F]
      ? K extends keyof B[F] ? (Same<A[F][K], B[F][K]> extends true ? never : \`\${F}.\${K}\`) : \`\${F}.\${K}\`
      : \`\${F}.\${K}\`;
  }[(keyof A[F] | keyof B[F]) & string];
}[keyof A & keyof B & string];
type None<T extends never> = T;
export type Inputs = None<Differing<own.Inputs, told.Inputs>>;
export type Outputs = None<Differing<own.Outputs, told.Outputs>>;
// Handlers of a feed are told the error class of either.
type Feeds = 'health.live' | 'introspection.progress' | 'vms.watch' | 'vms.watchLogs';
export type Clients = None<Exclude<Differing<own.Client, told.Client>, Feeds>>;
export const features: Same<keyof own.Outputs, keyof told.Outputs> = true;
export const options: Same<own.ClientOptions, told.ClientOptions> = true;
export const codes: Same<own.PortolanErrorCode, told.PortolanErrorCode> = true;
`;
