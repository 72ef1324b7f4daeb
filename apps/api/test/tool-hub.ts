import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { buildClient } from '@portolan/client-package';
import type { Permission } from '@portolan/contract';
import { type ClientPackage, serveClient } from '@portolan/http';
import { freePort } from '@portolan/testing';
import { Hono } from 'hono';
import { openClientPackage } from '../src/client-package.ts';
import { serve } from '../src/serve.ts';
import { type Harness, startHarness } from './harness.ts';

const run = promisify(execFile);
export const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

/** A hub that listens and gives its client away, and a tenant of two connections there: `Shop` and `Nowhere`, which nobody answers. */
export interface ToolHub extends AsyncDisposable {
  url: string;
  api: Harness;
  /** A folder that goes with the hub. */
  folder: string;
  /** One more connection of the tenant. */
  connect(place: { name: string; host: string; port: number }): Promise<void>;
  /** A key of the tenant. */
  keyFor(...permissions: Permission[]): Promise<string>;
  /** Makes a folder whose package has the client, as npm does for anybody: it asks no one but the hub. */
  install(folder: string): Promise<void>;
}

/** `beside` says what is served from its origin besides. */
export async function openToolHub(beside: (door: Hono, folder: string) => void = () => {}): Promise<ToolHub> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const folder = await mkdtemp(path.join(os.tmpdir(), 'portolan-tools-'));
  const built = path.join(folder, 'client');
  const [api] = await Promise.all([startHarness({ PORTOLAN_PUBLIC_URL: url }), buildClient(built)]);
  const door = new Hono();
  serveClient(door, (await openClientPackage(built)) as ClientPackage);
  beside(door, folder);
  door.notFound((c) => api.app.fetch(c.req.raw));
  const server = await serve(door, { host: '127.0.0.1', port });
  const { token } = await api.member(await api.createTenant(await api.token(), 'tools'), 'admin');
  const connect: ToolHub['connect'] = async (place) => {
    const body = { dbType: 'postgresql', useSsl: false, username: 'nobody', password: 'nothing', ...place };
    const { status, text } = await api.ask('POST', '/api/connections', { token, body });
    if (status !== 201) throw new Error(text);
  };
  const { hostname, port: number, username, password, pathname } = new URL(api.database.url);
  const shop = { host: hostname, port: Number(number), username, password, databaseName: pathname.slice(1) };
  await connect({ name: 'Shop', ...shop });
  await connect({ name: 'Nowhere', host: '127.0.0.1', port: 1 });
  return {
    url,
    api,
    folder,
    connect,
    async keyFor(...permission_ids) {
      const { body } = await api.ask('POST', '/api/v1/api-keys', { token, body: { name: 'tool', permission_ids } });
      return body.key;
    },
    async install(app) {
      await mkdir(app, { recursive: true });
      const settings = ['audit=false', 'fund=false', 'update-notifier=false', 'registry=http://127.0.0.1:1/'];
      await writeFile(path.join(app, '.npmrc'), settings.join('\n'));
      const dependencies = { '@portolan/client': `${url}/client.tgz` };
      await writeFile(path.join(app, 'package.json'), JSON.stringify({ type: 'module', dependencies }));
      await run('npm', ['install'], { cwd: app });
    },
    async [Symbol.asyncDispose]() {
      await server.drain();
      await api.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
