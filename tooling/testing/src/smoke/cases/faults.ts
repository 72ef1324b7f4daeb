import assert from 'node:assert/strict';
import { rawHttp, requestText, statusOf } from '../../raw-http.ts';
import type { SmokeCase } from '../door.ts';

const PATH = '/api/connections';
const MIB = 1_048_576;

export const FAULTS: readonly SmokeCase[] = [
  {
    name: 'a body over one MiB is refused, and the next request answered',
    async run(visit) {
      await visit.refused(413, 'PAYLOAD_TOO_LARGE', 'POST', PATH, { body: visit.draft({ name: 'x'.repeat(MIB) }) });
      await visit.expect(200, 'GET', PATH);
    },
  },
  {
    name: 'a body of no length that is told is bounded, too',
    async run(visit) {
      const { token, options } = visit;
      const piece = new TextEncoder().encode('x'.repeat(65_536));
      let left = 40;
      const body = new ReadableStream({
        pull: (controller) => (left-- > 0 ? controller.enqueue(piece) : controller.close()),
      });
      const headers = {
        authorization: `Bearer ${token}`,
        'x-tenant-id': options.slug,
        'content-type': 'application/json',
      };
      const init = { method: 'POST', headers, body, duplex: 'half' } as const;
      assert.equal((await fetch(options.url + PATH, init)).status, 413);
    },
  },
  {
    name: 'a body that is no JSON is refused',
    run: async (visit) => void (await visit.refused(400, 'VALIDATION_ERROR', 'POST', PATH, { body: '{"name": ' })),
  },
  {
    name: 'a key that is given twice is refused',
    run: async (visit) =>
      void (await visit.refused(400, 'VALIDATION_ERROR', 'POST', PATH, { body: '{"name": "a", "name": "b"}' })),
  },
  {
    name: 'another media type is refused',
    run: async (visit) =>
      void (await visit.refused(415, 'UNSUPPORTED_MEDIA_TYPE', 'POST', PATH, {
        body: 'name=a',
        headers: { 'content-type': 'text/plain' },
      })),
  },
  {
    name: 'a method that a path does not have is refused with those it has',
    async run(visit) {
      const { headers } = await visit.refused(405, 'METHOD_NOT_ALLOWED', 'DELETE', PATH);
      assert.match(headers.get('allow') ?? '', /GET/);
    },
  },
  {
    name: 'a path that is nowhere is 404, whoever asks',
    run: async (visit) => void (await visit.refused(404, 'NOT_FOUND', 'GET', '/api/nothing/here', { as: 'nobody' })),
  },
  {
    name: 'a path that nobody can read is 400',
    run: async (visit) => {
      assert.equal((await visit.ask('GET', '/api/connections/%ff%fe')).status, 400);
    },
  },
  {
    name: 'a host that is not served here is told so',
    async run(visit) {
      const { port } = new URL(visit.options.url);
      const request = requestText('GET /api/connections', { host: 'evil.example' });
      assert.equal(statusOf(await rawHttp(Number(port), request)), 421);
    },
  },
  {
    name: 'a request of two hosts is refused',
    async run(visit) {
      const { host, port } = new URL(visit.options.url);
      const request = `GET /health HTTP/1.1\r\nhost: ${host}\r\nhost: ${host}\r\nconnection: close\r\n\r\n`;
      assert.equal(statusOf(await rawHttp(Number(port), request)), 400);
    },
  },
  {
    name: 'a request that says its length twice is refused',
    async run(visit) {
      const { host, port } = new URL(visit.options.url);
      const headers = 'content-length: 3\r\ntransfer-encoding: chunked\r\n';
      const request = `POST /api/v1/auth/token HTTP/1.1\r\nhost: ${host}\r\n${headers}\r\n0\r\n\r\n`;
      assert.equal(statusOf(await rawHttp(Number(port), request)), 400);
    },
  },
];
