import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import type { HubConfig, TenantConfig } from '@portolan/client/config';
import { buildClient } from '@portolan/client-package';
import { type ClientPackage, serveClient } from '@portolan/http';
import { Hono } from 'hono';
import { openClientPackage } from '../src/client-package.ts';
import { serve } from '../src/serve.ts';
import { type Harness, startHarness } from './harness.ts';

const execute = promisify(execFile);

interface Ended {
  exit: number | null;
  out: string;
  err: string;
}
export interface Calling {
  /** Whoever calls: a token or an API key. */
  as?: string;
  env?: Record<string, string>;
  /** Another Node than this one. */
  program?: string;
  /** What Node itself is told. */
  node?: string[];
  cwd?: string;
  onStart?: (child: ChildProcess) => void;
}

/** What a hub gives away, built and unpacked: `app` is the folder of somebody who has installed it. */
export async function installClient() {
  const home = await mkdtemp(path.join(os.tmpdir(), 'portolan-as-code-'));
  const app = path.join(home, 'app');
  const installed = path.join(app, 'node_modules/@portolan/client');
  await buildClient(path.join(home, 'client'));
  await mkdir(installed, { recursive: true });
  await execute('tar', ['xzf', path.join(home, 'client/client.tgz'), '-C', installed, '--strip-components', '1']);
  await writeFile(path.join(app, 'package.json'), '{"type":"module"}');
  return {
    home,
    app,
    /** One command of what was built, as a process of its own. */
    portolan(
      words: readonly string[],
      { as = '', env = {}, program = process.execPath, node = [], cwd = app, onStart }: Calling,
    ): Promise<Ended> {
      const child = spawn(program, [...node, path.join(installed, 'portolan.js'), ...words], {
        cwd,
        stdio: ['ignore', 'pipe', 'pipe'],
        env: { XDG_CONFIG_HOME: home, PORTOLAN_API_KEY: as, ...env },
      });
      onStart?.(child);
      const ended = { out: '', err: '' };
      child.stdout.on('data', (piece) => {
        ended.out += piece;
      });
      child.stderr.on('data', (piece) => {
        ended.err += piece;
      });
      return new Promise((resolve) => child.once('close', (exit) => resolve({ exit, ...ended })));
    },
    remove: () => rm(home, { recursive: true, force: true }),
  };
}

/** A hub that serves its client, and somebody who has installed that. */
export class Site {
  /** Asked before each request that changes something: what others do meanwhile. */
  before: (call: string) => Promise<void> | void = () => {};
  readonly api: Harness;
  readonly client: Awaited<ReturnType<typeof installClient>>;
  operator = '';
  url = '';
  #drain = async () => {};

  constructor(api: Harness, client: Awaited<ReturnType<typeof installClient>>) {
    this.api = api;
    this.client = client;
  }

  static async start(): Promise<Site> {
    const site = new Site(...(await Promise.all([startHarness(), installClient()])));
    const door = new Hono();
    serveClient(door, (await openClientPackage(path.join(site.client.home, 'client'))) as ClientPackage);
    door.all('*', async (c) => {
      if (c.req.method !== 'GET') await site.before(c.req.path);
      return site.api.app.fetch(new Request(c.req.url.replace(site.url, site.api.origin), c.req.raw));
    });
    const server = await serve(door, { host: '127.0.0.1', port: 0 });
    site.url = `http://127.0.0.1:${server.port}`;
    site.#drain = () => server.drain();
    site.operator = await site.api.token();
    return site;
  }

  portolan(words: readonly string[], calling: Calling): Promise<Ended> {
    return this.client.portolan(words, { ...calling, env: { PORTOLAN_URL: this.url, ...calling.env } });
  }

  /** A tenant of its own, its admin, and commands as the admin on a config that changes. */
  async tenant(slug: string) {
    const id = await this.api.createTenant(this.operator, slug);
    const admin = await this.api.member(id, 'admin');
    const file = path.join(this.client.app, `${slug}.json`);
    const write = (tenant: Partial<TenantConfig>) =>
      writeFile(file, JSON.stringify({ tenants: [{ slug, ...tenant }] } satisfies HubConfig));
    const call = (line: string, more: Calling = {}) =>
      this.portolan([...line.split(' '), '--config', file], { as: admin.token, ...more });
    const json = async (line: string, more?: Calling) => JSON.parse((await call(`${line} --json`, more)).out);
    return { id, admin, slug, file, write, call, json, hub: this.api.client(admin.token, slug) };
  }

  async close(): Promise<void> {
    await this.#drain();
    await this.api.close();
    await this.client.remove();
  }
}

export const database = (name: string, more: object = {}) => {
  return { name, dbType: 'postgresql', host: 'db.example', port: 5432, ...more } as const;
};
