import { execFile } from 'node:child_process';
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { HEY_API, OPENAPI_TYPESCRIPT, ORVAL, PACKAGES } from '@portolan/programs';
import { Hono } from 'hono';
import { rolldown } from 'rolldown';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Listening, serve } from '../src/serve.ts';
import { type Harness, startHarness } from './harness.ts';

const run = promisify(execFile);
const COMPILER = fileURLToPath(new URL('../../../node_modules/typescript/bin/tsc', import.meta.url));

let api: Harness;
let server: Listening;
let token: string;
/** Of somebody who has the generators and nothing of ours. */
let folder: string;
const hub = () => `http://127.0.0.1:${server.port}`;
const node = (script: string, ...words: string[]) => run(process.execPath, [script, ...words], { cwd: folder });

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'portolan-generated-'));
  await symlink(PACKAGES, path.join(folder, 'node_modules'));
  api = await startHarness();
  const door = new Hono();
  door.all('*', (c) => api.app.fetch(new Request(c.req.url.replace(hub(), api.origin), c.req.raw)));
  server = await serve(door, { host: '127.0.0.1', port: 0 });
  token = (await api.member(await api.createTenant(await api.token(), 'generated'), 'admin')).token;
  const body = { name: 'Shop', dbType: 'postgresql', host: '127.0.0.1', port: 1, username: 'u' };
  expect((await api.ask('POST', '/api/connections', { token, body })).status).toBe(201);
  const document = await fetch(`${hub()}/api/openapi.json`);
  const output = { target: './orval.ts', client: 'fetch', baseUrl: hub() };
  const files = {
    'openapi.json': await document.text(),
    'package.json': '{"type":"module"}',
    'orval.config.mjs': `export default ${JSON.stringify({ hub: { input: './openapi.json', output } })}`,
    'tsconfig.json': JSON.stringify(STRICT),
    'use.ts': USE,
  };
  await Promise.all(Object.entries(files).map(([name, text]) => writeFile(path.join(folder, name), text)));
  await Promise.all([
    node(OPENAPI_TYPESCRIPT, 'openapi.json', '-o', 'types.d.ts'),
    node(HEY_API, '-i', 'openapi.json', '-o', 'hey', '--no-log-file'),
    node(ORVAL, '--config', 'orval.config.mjs'),
  ]);
}, 60_000);
afterAll(async () => {
  await server.drain();
  await api.close();
  await rm(folder, { recursive: true, force: true });
});

describe('what generators of others make of the document', () => {
  it('compiles strictly, all of it, and knows what is answered', async () => {
    const { stdout } = await node(COMPILER, '-p', '.').catch((failed: { stdout: string }) => failed);
    expect(stdout).toBe('');
  });

  it('lists, creates and fails with the code of the hub', async () => {
    const bundle = await rolldown({ input: path.join(folder, 'use.ts'), cwd: folder, platform: 'node' });
    const file = path.join(folder, 'use.js');
    await bundle.write({ file, codeSplitting: false });
    const { USES } = await import(pathToFileURL(file).href);
    const names = ['Shop'];
    for (const [name, use] of Object.entries(USES as Record<string, (...given: string[]) => Promise<unknown>>)) {
      expect(await use(hub(), token, name), name).toEqual({
        names: [...names],
        created: name,
        missing: 'NOT_FOUND',
        refused: 'VALIDATION_ERROR',
      });
      names.push(name);
    }
    expect(names).toHaveLength(4);
  });
});

const STRICT = {
  compilerOptions: {
    strict: true,
    noEmit: true,
    noUncheckedIndexedAccess: true,
    skipLibCheck: false,
    target: 'es2022',
    module: 'preserve',
    moduleResolution: 'bundler',
    types: [],
    lib: ['es2023', 'dom', 'dom.iterable'],
  },
  include: ['use.ts', 'types.d.ts', 'hey', 'orval.ts'],
};

const USE = `
import createTyped from 'openapi-fetch';
import { createClient } from './hey/client';
import * as hey from './hey';
import * as orval from './orval';
import type { paths } from './types';

interface Told {
  names: string[];
  created: string | undefined;
  missing: string | undefined;
  refused: string | undefined;
}
type Use = (url: string, token: string, name: string) => Promise<Told>;
type Kind = 'postgresql' | 'mysql' | 'sqlserver' | 'databricks' | 'snowflake';

const NOWHERE = '018f0000-0000-7000-8000-000000000000';
const authorization = (token: string) => ({ authorization: \`Bearer \${token}\` });
const given = (name: string) => ({ name, dbType: 'postgresql' as const, host: '127.0.0.1', port: 1, username: 'u' });
const byName = { sortBy: 'createdAt', sortOrder: 'asc' } as const;

const openapiTypescript: Use = async (url, token, name) => {
  const client = createTyped<paths>({ baseUrl: url, headers: authorization(token) });
  const { data } = await client.GET('/api/connections', { params: { query: byName } });
  const kinds: Kind[] = (data?.data.items ?? []).map(({ dbType }) => dbType);
  void kinds;
  const created = await client.POST('/api/connections', { body: given(name) });
  const missing = await client.GET('/api/connections/{id}', { params: { path: { id: NOWHERE } } });
  const refused = await client.POST('/api/connections', { body: { ...given(''), port: 0 } });
  // @ts-expect-error of no such kind
  void (() => client.POST('/api/connections', { body: { ...given(name), dbType: 'oracle' } }));
  return {
    names: (data?.data.items ?? []).map((one) => one.name),
    created: created.data?.data.name,
    missing: missing.error?.error.code,
    refused: refused.error?.error.code,
  };
};

const heyApi: Use = async (url, token, name) => {
  const client = createClient({ baseUrl: url, auth: token });
  const { data } = await hey.connectionsList({ client, query: byName });
  const kinds: Kind[] = (data?.data.items ?? []).map(({ dbType }) => dbType);
  void kinds;
  const created = await hey.connectionsCreate({ client, body: given(name) });
  const missing = await hey.connectionsGet({ client, path: { id: NOWHERE } });
  const refused = await hey.connectionsCreate({ client, body: { ...given(''), port: 0 } });
  // @ts-expect-error of no such kind
  void (() => hey.connectionsCreate({ client, body: { ...given(name), dbType: 'oracle' } }));
  return {
    names: (data?.data.items ?? []).map((one) => one.name),
    created: created.data?.data.name,
    missing: missing.error?.error.code,
    refused: refused.error?.error.code,
  };
};

const throughOrval: Use = async (_url, token, name) => {
  const options = { headers: authorization(token) };
  const list = await orval.connectionsList(byName, options);
  const items = list.status === 200 ? list.data.data.items : [];
  const kinds: Kind[] = items.map(({ dbType }) => dbType);
  void kinds;
  const created = await orval.connectionsCreate(given(name), options);
  const missing = await orval.connectionsGet(NOWHERE, options);
  const refused = await orval.connectionsCreate({ ...given(''), port: 0 }, options);
  // @ts-expect-error of no such kind
  void (() => orval.connectionsCreate({ ...given(name), dbType: 'oracle' }, options));
  return {
    names: items.map((one) => one.name),
    created: created.status === 201 ? created.data.data.name : undefined,
    missing: missing.status === 200 ? undefined : missing.data.error.code,
    refused: refused.status === 201 ? undefined : refused.data.error.code,
  };
};

export const USES = { openapiTypescript, heyApi, throughOrval };
`;
