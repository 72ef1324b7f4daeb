import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, readdir, readFile, symlink } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import path from 'node:path';
import { promisify } from 'node:util';
import { freePort } from '@portolan/testing';
import { CHROMIUM } from '@portolan/testing/chromium';
import { chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openToolHub, ROOT, type ToolHub } from './tool-hub.ts';

const run = promisify(execFile);
/** Where this workspace has what the examples depend on. */
const HOLDERS = ['.', 'apps/api', 'apps/web'];
const PATH = [path.dirname(process.execPath), process.env.PATH].join(path.delimiter);

let hub: ToolHub;
beforeAll(async () => {
  hub = await openToolHub();
});
afterAll(() => hub[Symbol.asyncDispose]());

/** An example as somebody has it who installed it: the client from the hub, and the rest as it is in this workspace. */
async function install(name: string): Promise<string> {
  const folder = path.join(hub.folder, name);
  await hub.install(folder);
  await cp(path.join(ROOT, 'examples', name), folder, { recursive: true });
  const manifest = JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8'));
  const { '@portolan/client': client, ...others } = { ...manifest.dependencies, ...manifest.devDependencies };
  expect(client).toBe('https://hub.example/client.tgz');
  const modules = path.join(folder, 'node_modules');
  for (const [other, version] of Object.entries(others)) {
    const { place, installed } = await find(other);
    expect([other, installed.version]).toEqual([other, version]);
    await mkdir(path.dirname(path.join(modules, other)), { recursive: true });
    await symlink(place, path.join(modules, other));
    for (const [command, file] of Object.entries<string>(installed.bin ?? {}))
      await symlink(path.join(place, file), path.join(modules, '.bin', command));
  }
  return folder;
}

async function find(name: string) {
  for (const holder of HOLDERS) {
    const place = path.join(ROOT, holder, 'node_modules', name);
    const manifest = await readFile(path.join(place, 'package.json'), 'utf8').catch(() => null);
    if (manifest) return { place, installed: JSON.parse(manifest) };
  }
  throw new Error(`${name} is nowhere in this workspace`);
}

/** What is set in the environment of an example. */
const given = (apiKey: string) => ({ PATH, HOME: hub.folder, PORTOLAN_URL: hub.url, PORTOLAN_API_KEY: apiKey });

/** Waits until a program says something that matches, which is answered. */
function heard(child: ChildProcess, pattern: RegExp): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    child.stdout?.on('data', (piece) => {
      text += piece;
      const [said] = pattern.exec(text) ?? [];
      if (said) resolve(said);
    });
    child.once('exit', () => reject(new Error(`It ended, and said: ${text}`)));
  });
}

describe('the script', () => {
  let folder: string;
  let key: string;
  const start = (apiKey: string) =>
    run('npm', ['start', '--silent'], { cwd: folder, env: given(apiKey) }).catch((failed) => failed);
  beforeAll(async () => {
    folder = await install('script');
    key = await hub.keyFor('connections:read', 'connections:test', 'connections:introspect');
  });

  it('compiles, and tells of each connection how far it came', async () => {
    await run('npm', ['run', 'types'], { cwd: folder, env: given(key) });
    const { code, stdout, stderr } = await start(key);
    expect([code, stderr]).toEqual([1, '']);
    const lines = stdout.trimEnd().split('\n');
    expect(lines.slice(0, 3)).toEqual(['config', 'policy', 'dns'].map((stage) => `Nowhere: ${stage} works`));
    expect(lines[3]).toMatch(/^Nowhere: tcp fails: \w.+$/);
    expect(lines[4]).toBe('Shop: config works');
    expect(lines.at(-1)).toMatch(/^Shop: \d+ tables$/);
  });

  it('says what the hub refuses', async () => {
    const { code, stderr } = await start('ptl_nobody_nothing');
    expect([code, stderr]).toEqual([2, expect.stringMatching(/^UNAUTHORIZED: .+ \(request .+\)\n$/)]);
  });

  it('leaves when it is told to, in the middle of a test', async () => {
    const silent = createServer().listen(0, '127.0.0.1');
    await once(silent, 'listening');
    await hub.connect({ name: 'A silent one', host: '127.0.0.1', port: (silent.address() as AddressInfo).port });
    const script = spawn(process.execPath, ['check-connections.ts'], { cwd: folder, env: given(key) });
    const ended = once(script, 'exit');
    await heard(script, /A silent one: tcp works/);
    script.kill('SIGINT');
    expect(await ended).toEqual([2, null]);
    silent.close();
  });
});

describe('the Hono service', () => {
  let folder: string;
  let key: string;
  const services: ChildProcess[] = [];
  const start = (apiKey: string) => {
    const env = { ...given(apiKey), PORT: '0' };
    const service = spawn(process.execPath, ['src/server.ts'], { cwd: folder, env });
    services.push(service);
    return heard(service, /http:\S+(?=\n)/);
  };
  beforeAll(async () => {
    folder = await install('hono-service');
    key = await hub.keyFor('connections:read', 'connections:test');
  });
  afterAll(() => services.forEach((service) => void service.kill()));

  it('compiles, lets others have what it chose, and keeps its key', async () => {
    await run('npm', ['run', 'types'], { cwd: folder, env: given(key) });
    const url = await start(key);
    const answers: string[] = [];
    const ask = async (address: string, method = 'GET') => {
      const answer = await fetch(address, { method });
      const text = await answer.text();
      answers.push(text + JSON.stringify([...answer.headers]));
      return { status: answer.status, text };
    };
    const list = JSON.parse((await ask(url)).text) as { id: string; name: string }[];
    const shop = list.find(({ name }) => name === 'Shop');
    expect(shop).toEqual({ id: expect.any(String), name: 'Shop', dbType: 'postgresql', health: 'unknown' });
    const { text } = await ask(`${url}/${shop?.id}/test`, 'POST');
    expect(text).toMatch(/^event: stage\ndata: \{"ok":true,"text":"config"\}\n\n/);
    expect(text).toMatch(/event: result\ndata: \{"ok":true,"text":".+"\}\n\n$/);
    const nobodys = await ask(`${url}/018f0000-0000-7000-8000-000000000000/test`, 'POST');
    expect([nobodys.status, JSON.parse(nobodys.text).error]).toEqual([404, 'NOT_FOUND']);
    expect((await ask(`${url}/x/test`, 'POST')).status).toBe(400);
    expect(answers.join('\n')).not.toContain(key);
  });

  it('tells its callers nothing of what the hub says of the key', async () => {
    const answer = await fetch(await start('ptl_nobody_nothing'));
    expect([answer.status, await answer.json()]).toEqual([503, { error: 'UNAVAILABLE' }]);
  });
});

describe('the Vite page', () => {
  let folder: string;
  let key: string;
  beforeAll(async () => {
    folder = await install('vite-page');
    key = await hub.keyFor('connections:read');
  });

  it('compiles and builds, without the key in it', async () => {
    await run('npm', ['run', 'build'], { cwd: folder, env: given(key) });
    const built = path.join(folder, 'dist/assets');
    const files = await Promise.all((await readdir(built)).map((file) => readFile(path.join(built, file), 'utf8')));
    expect(files.join('\n')).not.toMatch(/ptl_|PORTOLAN_API_KEY/);
  });

  it('searches and hears news in a browser, which never sees the key', async () => {
    const port = await freePort();
    const vite = ['node_modules/vite/bin/vite.js', '--port', String(port), '--strictPort'];
    const server = spawn(process.execPath, vite, { cwd: folder, env: given(key) });
    const browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox', '--disable-gpu'] });
    try {
      const url = await heard(server, /http:\/\/127[\d.]+:\d+\//);
      const page = await browser.newPage();
      const seen: (string | Promise<string>)[] = [];
      page.on('request', (request) => seen.push(JSON.stringify(request.headers())));
      page.on('requestfinished', (request) => seen.push(request.url()));
      const faults: string[] = [];
      page.on('pageerror', ({ message }) => faults.push(message));
      await page.goto(url);
      const shown = () => page.locator('#connections li').allTextContents();
      await expect.poll(shown).toContain('Shop, on 127.0.0.1: unknown');
      await expect.poll(() => page.locator('#health').textContent()).toMatch(/^\d connections, 0 unreachable$/);
      await page.fill('#search', 'shop');
      await expect.poll(shown).toEqual(['Shop, on 127.0.0.1: unknown']);
      expect(await page.locator('#failure').textContent()).toBe('');
      expect((await Promise.all(seen)).join('\n')).not.toContain(key);
      expect(seen.join('\n')).not.toContain(hub.url);
      expect(faults).toEqual([]);
    } finally {
      await browser.close();
      server.kill();
    }
  });
});
