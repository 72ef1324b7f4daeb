import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { watchStream } from './watch-stream.ts';

/** What the server answers next, in turn; the last again and again. */
let answers: ((response: ServerResponse) => void)[] = [];
let asked: { url: string; tenant: unknown }[] = [];
let server: Server;
let stop = () => {};

beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push({ url: request.url ?? '', tenant: request.headers['x-tenant-id'] });
    (answers.length > 1 ? answers.shift() : answers[0])?.(response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { fetch } = globalThis;
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  // A page asks its own origin.
  vi.stubGlobal('fetch', (path: string, init: RequestInit) => fetch(origin + path, init));
});
afterEach(() => {
  stop();
  asked = [];
});
afterAll(() => {
  vi.unstubAllGlobals();
  server.closeAllConnections();
  server.close();
});

const events =
  (...lines: string[]) =>
  (response: ServerResponse) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write(lines.join(''));
    return response;
  };
const ended =
  (...lines: string[]) =>
  (response: ServerResponse) =>
    events(...lines)(response).end();
const news = (value: unknown) => `data: ${JSON.stringify(value)}\n\n`;
const failed = (httpStatus: number) =>
  `event: serialized-error\ndata: {"code":1,"data":{"httpStatus":${httpStatus}}}\n\n`;

function heard(count: number) {
  const told: unknown[] = [];
  const signs = { begun: 0, quiet: 0, refused: 0 };
  const enough = Promise.withResolvers<void>();
  stop = watchStream({
    path: 'health.live',
    input: { id: 1 },
    onNews(value) {
      if (told.push(value) === count) enough.resolve();
    },
    onBegin: () => {
      signs.begun += 1;
    },
    onQuiet: () => {
      signs.quiet += 1;
    },
    onRefused: () => {
      signs.refused += 1;
      enough.resolve();
    },
  });
  return { told, signs, enough: enough.promise };
}

it('hears on over ends, breaks and faults of the server, and each beginning tells the state', async () => {
  answers = [
    ended('event: connected\ndata: {}\n\n', news('a'), 'event: return\ndata:\n\n'),
    (response) => response.destroy(),
    ended(news('b'), failed(500)),
    ended(failed(429)),
    events(news('c'), 'event: ping\ndata:\n\n'),
  ];
  const { told, signs, enough } = heard(3);
  await enough;
  expect(told).toEqual(['a', 'b', 'c']);
  expect(signs).toMatchObject({ begun: 4, refused: 0 });
  expect(asked[0]).toEqual({ url: '/trpc/health.live?input=%7B%22id%22%3A1%7D', tenant: '' });
});

it.each([
  ['at once', (response: ServerResponse) => response.writeHead(403).end()],
  ['on the stream', ended(news('a'), failed(401))],
])('asks no more once it is refused, %s', async (_, answer) => {
  answers = [answer];
  const { signs, enough } = heard(9);
  await enough;
  expect(asked).toHaveLength(1);
  expect(signs.refused).toBe(1);
});
