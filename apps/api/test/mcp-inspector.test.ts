import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { MCP_INSPECTOR } from '@portolan/programs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Listening, serve } from '../src/serve.ts';
import { type Harness, startHarness } from './harness.ts';

let api: Harness;
let listening: Listening;
let home: string;
let key: string;

beforeAll(async () => {
  api = await startHarness();
  listening = await serve(api.app, { host: '127.0.0.1', port: 0 });
  home = await mkdtemp(path.join(os.tmpdir(), 'portolan-inspector-'));
  const tenant = await api.createTenant(await api.token(), 'inspected');
  const { token } = await api.member(tenant, 'admin');
  const body = { name: 'Inspector', permission_ids: ['connections:read'] };
  key = (await api.ask('POST', '/api/v1/api-keys', { token, tenant, body })).body.key;
  const shop = { name: 'Shop', dbType: 'postgresql', host: 'db.example', port: 5432, databaseName: 'shop' };
  const { status } = await api.ask('POST', '/api/connections', {
    token,
    tenant,
    body: { ...shop, username: 'reader' },
  });
  expect(status).toBe(201);
});
afterAll(async () => {
  await listening.drain();
  await api.close();
  await rm(home, { recursive: true, force: true });
});

/** The command of docs/mcp.md, by the inspector that is installed. */
async function inspect(bearer: string, ...words: string[]): Promise<string> {
  const url = `http://127.0.0.1:${listening.port}/mcp`;
  const args = ['--cli', url, '--transport', 'http', '--header', `Authorization: Bearer ${bearer}`, ...words];
  const env = {
    PATH: process.env.PATH ?? '',
    HOME: home,
    NO_COLOR: '1',
    MCP_CATALOG_PATH: path.join(home, 'mcp.json'),
  };
  const { stdout } = await promisify(execFile)(process.execPath, [MCP_INSPECTOR, ...args], { env });
  return stdout;
}

it('the inspector lists what a key may use, calls it, and is refused without one', async () => {
  const { tools } = JSON.parse(await inspect(key, '--method', 'tools/list')) as { tools: { name: string }[] };
  const names = tools.map(({ name }) => name);
  expect(names).toContain('list_connections');
  expect(names).not.toContain('test_connection');
  const called = await inspect(key, '--method', 'tools/call', '--tool-name', 'list_connections');
  expect(called).toContain('Shop');
  await expect(inspect('ptl_nothing', '--method', 'tools/list')).rejects.toMatchObject({ code: expect.any(Number) });
});
