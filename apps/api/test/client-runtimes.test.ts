import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { BUN, DENO, NODE_OLDEST, WORKERD } from '@portolan/programs';
import { CHROMIUM } from '@portolan/testing/chromium';
import { chromium } from 'playwright-core';
import { rolldown } from 'rolldown';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openToolHub, type ToolHub } from './tool-hub.ts';

const run = promisify(execFile);
const CASES = fileURLToPath(new URL('./client-cases', import.meta.url));
/** What each runtime has to see. */
const SEEN = {
  names: ['Nowhere', 'Shop'],
  total: 2,
  failed: ['TCP_REFUSED', 502, 'config true', 'policy true', 'dns true', 'tcp false'],
  unreachable: ['NETWORK', 0],
  streamed: ['config', 'policy', 'dns', 'tcp', 'tls', 'auth', 'database', 'query', 'privileges', true],
  left: ['ABORTED', 0],
  abandoned: ['ABORTED', 0],
  heard: 2,
};

let hub: ToolHub;
let apiKey: string;
/** Somebody's folder, with the client as it is installed, and what was bundled there. */
let app: string;
let bundled: string;

beforeAll(async () => {
  hub = await openToolHub((door, folder) => {
    door.get('/tool', (c) => c.html('<!doctype html><title>A tool</title>'));
    door.get('/tool/:file', async (c) => {
      c.header('content-type', 'text/javascript');
      return c.body(await readFile(path.join(folder, 'bundled', c.req.param('file')), 'utf8'));
    });
  });
  app = path.join(hub.folder, 'app');
  bundled = path.join(hub.folder, 'bundled');
  await cp(CASES, app, { recursive: true });
  [apiKey] = await Promise.all([
    hub.keyFor('connections:read', 'connections:test', 'connections:introspect'),
    hub.install(app),
  ]);
});
afterAll(() => hub[Symbol.asyncDispose]());

/** As bundlers make one file of an entry and all that it imports, at once or later. */
async function bundle(entry: string): Promise<void> {
  const built = await rolldown({ input: path.join(app, entry), platform: 'browser' });
  await built.write({ file: path.join(bundled, entry), codeSplitting: false, minify: true });
}

describe('the client, as it is installed,', () => {
  it.each([
    ['Node 20.0', NODE_OLDEST, []],
    ['Bun', BUN, []],
    ['Deno', DENO, ['run', '--no-remote', '--allow-net', '--allow-read', '--allow-env']],
  ])('works on %s', async (_, program, args) => {
    const { stdout } = await run(program, [...args, 'run.js', hub.url, apiKey], { cwd: app });
    expect(JSON.parse(stdout)).toEqual(SEEN);
  });

  it('works on workerd, as services of Cloudflare run', async () => {
    await bundle('worker.js');
    const config = path.join(bundled, 'workerd.capnp');
    await cp(path.join(app, 'workerd.capnp'), config);
    const stdio = ['ignore', 'inherit', 'inherit', 'pipe'] as const;
    const workerd = spawn(WORKERD, ['serve', config, '--control-fd=3'], { stdio: [...stdio] });
    try {
      const [line] = await once(createInterface(workerd.stdio[3] as Readable), 'line');
      const body = JSON.stringify({ url: hub.url, apiKey });
      const answer = await fetch(`http://127.0.0.1:${JSON.parse(line).port}`, { method: 'POST', body });
      expect(await answer.json()).toEqual(SEEN);
    } finally {
      workerd.kill();
    }
  });

  it('works in a page of Chromium, and in a worker there', async () => {
    await Promise.all([bundle('cases.js'), bundle('web-worker.js')]);
    const browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox', '--disable-gpu'] });
    try {
      const page = await browser.newPage();
      await page.goto(`${hub.url}/tool`);
      const given = JSON.stringify({ url: hub.url, apiKey });
      expect(await page.evaluate(`import('/tool/cases.js').then(({ runCases }) => runCases(${given}))`)).toEqual(SEEN);
      const inWorker = `new Promise((resolve, reject) => {
        const worker = new Worker('/tool/web-worker.js', { type: 'module' });
        worker.onmessage = ({ data }) => resolve(data);
        worker.onerror = ({ message }) => reject(new Error(message));
        worker.postMessage(${given});
      })`;
      expect(await page.evaluate(inWorker)).toEqual(SEEN);
    } finally {
      await browser.close();
    }
  });

  it('costs whoever imports a part of it that part', async () => {
    const part = path.join(app, 'part.js');
    await writeFile(part, "export { isClientError } from '@portolan/client';");
    const built = await rolldown({ input: part, platform: 'browser' });
    const { output } = await built.generate({ minify: true });
    expect(output).toHaveLength(1);
    expect(output[0].code).toContain('PortolanError');
    expect(output[0].code).not.toMatch(/trpc|fetch|Proxy|subscri|EventSource/i);
    expect(gzipSync(output[0].code).length).toBeLessThan(600);
  });
});
