import assert from 'node:assert/strict';
import { rawHttp, requestText } from '../../raw-http.ts';
import type { SmokeCase } from '../door.ts';
import type { Answer, Visit } from '../visit.ts';

const NAVIGATION = { accept: 'text/html', 'sec-fetch-mode': 'navigate' };
const open = (visit: Visit, path: string, headers = {}) => visit.ask('GET', path, { as: 'nobody', headers });
const isPage = ({ headers, text }: Answer) => {
  assert.match(headers.get('content-type') ?? '', /^text\/html; charset=utf-8/);
  assert.match(text, /<div id="/);
};

export const PAGE: readonly SmokeCase[] = [
  {
    name: 'health tells version and checks',
    async run(visit) {
      const { body } = await visit.expect(200, 'GET', '/health', { as: 'nobody' });
      assert.equal(body.status, 'ok');
      assert.match(body.version, /^\d+\.\d+\.\d+$/);
      assert.equal(body.checks.database, 'ok');
    },
  },
  {
    name: 'readiness looks at all that a request needs',
    async run(visit) {
      const { body } = await visit.expect(200, 'GET', '/ready', { as: 'nobody' });
      assert.deepEqual(Object.keys(body.checks), ['database', 'migrations', 'tenantServer', 'driverHost']);
    },
  },
  {
    name: 'the page comes under a strict policy',
    async run(visit) {
      const answer = await open(visit, '/', NAVIGATION);
      assert.equal(answer.status, 200);
      isPage(answer);
      const policy = answer.headers.get('content-security-policy') ?? '';
      assert.match(policy, /^default-src 'none'; script-src 'self'; style-src 'self';/);
      assert.match(policy, /frame-ancestors 'none'/);
      assert.equal(answer.headers.get('x-content-type-options'), 'nosniff');
      assert.equal(answer.headers.get('referrer-policy'), 'no-referrer');
    },
  },
  {
    name: 'a page within is the same file',
    async run(visit) {
      const answer = await open(visit, '/connections', NAVIGATION);
      assert.equal(answer.status, 200);
      isPage(answer);
    },
  },
  {
    name: 'a page that is none is told with 404',
    async run(visit) {
      // Of what a browser says of an address that somebody opens, `fetch` says something else.
      const { host, port } = new URL(visit.options.url);
      const answer = await rawHttp(Number(port), requestText('GET /nowhere', { host, ...NAVIGATION }));
      assert.match(answer, /^HTTP\/1\.1 404 /);
      assert.match(answer, /content-type: text\/html; charset=utf-8/i);
    },
  },
  {
    name: 'its scripts are kept for good, and compressed',
    async run(visit) {
      const { text } = await open(visit, '/');
      const [script = ''] = /\/assets\/[^"]+\.js/.exec(text) ?? [];
      const answer = await open(visit, script, { 'accept-encoding': 'br' });
      assert.equal(answer.status, 200);
      assert.match(answer.headers.get('content-type') ?? '', /^text\/javascript/);
      assert.match(answer.headers.get('cache-control') ?? '', /immutable/);
      assert.equal(answer.headers.get('content-encoding'), 'br');
      assert.ok(answer.text.length > 100);
    },
  },
  {
    name: 'who asks for no more than the head gets no body',
    async run(visit) {
      const { status, text, headers } = await visit.ask('HEAD', '/', { as: 'nobody' });
      assert.deepEqual([status, text], [200, '']);
      assert.match(headers.get('content-security-policy') ?? '', /default-src 'none'/);
    },
  },
  {
    name: 'no file outside of the page is served',
    async run(visit) {
      for (const path of ['/.env', '/..%2f..%2fpackage.json', '/assets/../../package.json', '/package.json']) {
        const { status, text } = await open(visit, path);
        assert.ok(status === 404 || status === 400, `${path} answers ${status}`);
        assert.doesNotMatch(text, /"dependencies"/);
      }
    },
  },
  {
    name: 'the API is described by an OpenAPI document',
    async run(visit) {
      const { body, headers } = await visit.expect(200, 'GET', '/api/openapi.json', { as: 'nobody' });
      assert.match(body.openapi, /^3\.1\./);
      assert.ok(Object.keys(body.paths).length > 50);
      assert.match(headers.get('x-request-id') ?? '', /^[0-9a-f-]{36}$/);
    },
  },
];
