import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Hono } from 'hono';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { securityHeaders } from './security-headers.ts';
import { createStaticFiles } from './static-files.ts';

let root: string;
let app: Hono;
beforeAll(async () => {
  root = await mkdtemp(path.join(os.tmpdir(), 'portolan-static-'));
  await mkdir(path.join(root, 'web/assets'), { recursive: true });
  await writeFile(path.join(root, 'secret.js'), 'secret');
  await writeFile(path.join(root, 'web/index.html'), '<!doctype html>');
  await writeFile(path.join(root, 'web/assets/a-1.js'), 'plain');
  await writeFile(path.join(root, 'web/assets/a-1.js.br'), 'brotli');
  await writeFile(path.join(root, 'web/assets/a-1.js.map'), 'map');
  const serve = await createStaticFiles(path.join(root, 'web'));
  app = new Hono();
  app.use(securityHeaders(new URL('http://localhost')));
  app.get('*', async (c) => (await serve(c)) ?? c.notFound());
});
afterAll(() => rm(root, { recursive: true, force: true }));

describe('static files', () => {
  it('carry the headers of every answer, and a lifetime of their own', async () => {
    for (const [url, lifetime] of [
      ['/assets/a-1.js', 'public, max-age=31536000, immutable'],
      ['/connections', 'no-cache'],
    ] as const) {
      const { headers, status } = await app.request(url);
      expect(status).toBe(200);
      expect(headers.get('content-security-policy')).toContain("default-src 'none'");
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('cache-control')).toBe(lifetime);
    }
  });

  it('come compressed to whoever takes that', async () => {
    const compressed = await app.request('/assets/a-1.js', { headers: { 'accept-encoding': 'gzip, br' } });
    expect(compressed.headers.get('content-encoding')).toBe('br');
    expect(await compressed.text()).toBe('brotli');
    expect(await (await app.request('/assets/a-1.js')).text()).toBe('plain');
  });

  it.each([
    '/assets/../../secret.js',
    '/..%2fsecret.js',
    '/%2e%2e/secret.js',
    '/assets/a-1.js.map',
    '/assets/nowhere.js',
    '/a%00.js',
  ])('know nothing of %s', async (url) => {
    const answer = await app.request(url);
    expect(answer.status).toBe(404);
    expect(await answer.text()).not.toContain('secret');
  });
});
