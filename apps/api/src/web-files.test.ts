import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { securityHeaders, serveWebFiles } from '@portolan/http';
import { Hono } from 'hono';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openWebFiles } from './web-files.ts';

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
  const serve = serveWebFiles(await openWebFiles(path.join(root, 'web')));
  app = new Hono({ strict: false });
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

  it('are one page for whoever opens one, and for nobody else', async () => {
    const ask = async (url: string, headers: Record<string, string> = {}) => {
      const answer = await app.request(url, { headers });
      return [answer.status, answer.headers.get('content-type')?.split(';')[0]];
    };
    const [page, missing, nothing] = [
      [200, 'text/html'],
      [404, 'text/html'],
      [404, 'text/plain'],
    ];
    const browser = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8', 'sec-fetch-mode': 'navigate' };
    for (const url of ['/', '/connections', '/connections/', '/connections/some-id/diagram', '/sign-in', '/?a=b']) {
      expect(await ask(url), url).toEqual(page);
      expect(await ask(url, { accept: '*/*' }), url).toEqual(page);
      expect(await ask(url, { accept: 'text/html' }), url).toEqual(page);
      expect(await ask(url, browser), url).toEqual(page);
      expect(await ask(url, { accept: 'application/json' }), url).toEqual(nothing);
      expect(await ask(url, { accept: '*/*', 'sec-fetch-mode': 'cors' }), url).toEqual(page);
      expect(await ask(url, { accept: 'application/json, text/plain', 'sec-fetch-mode': 'cors' }), url).toEqual(
        nothing,
      );
    }
    for (const url of [
      '/metrics',
      '/readyz',
      '/ready',
      '/healthz',
      '/admin',
      '/connections/a/b/c',
      '/wp-login',
      '/a/b',
    ]) {
      expect(await ask(url), url).toEqual(nothing);
      expect(await ask(url, { accept: 'application/json' }), url).toEqual(nothing);
      expect(await ask(url, { ...browser, 'sec-fetch-mode': 'cors' }), url).toEqual(nothing);
      expect(await ask(url, browser), url).toEqual(missing);
    }
    for (const url of ['/.env', '/.git/config', '/.well-known/x', '/a/.ssh', '/x.php', '/backup.zip', '/robots.txt']) {
      expect(await ask(url), url).toEqual(nothing);
      expect(await ask(url, browser), url).toEqual(nothing);
    }
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
