import { request } from 'node:http';
import { connect } from 'node:net';
import { rawHttp, requestText, statusOf } from '@portolan/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Listening, serve } from '../src/serve.ts';
import { type Harness, OPERATOR, startHarness } from './harness.ts';

const MIB = 1024 * 1024;
const PATHS = [
  '/api/connections',
  '/trpc/connections.create',
  '/api/auth/login',
  '/trpc/auth.login',
  '/nowhere',
  '/api/nowhere',
];

let api: Harness;
let server: Listening;
let url: string;
let token: string;
beforeAll(async () => {
  api = await startHarness();
  server = await serve(api.app, { host: '127.0.0.1', port: 0 });
  url = `http://127.0.0.1:${server.port}`;
  token = await api.token();
});
afterAll(async () => {
  await server.drain();
  await api.close();
});

const headers = () => ({ 'content-type': 'application/json', authorization: `Bearer ${token}` });
const send = (path: string, body: BodyInit) =>
  fetch(url + path, { method: 'POST', headers: headers(), body, duplex: 'half' } as RequestInit);
/** In pieces, without a length. */
const chunked = (size: number) =>
  new ReadableStream({
    start(controller) {
      for (let sent = 0; sent < size; sent += 64 * 1024) controller.enqueue(new Uint8Array(64 * 1024).fill(0x20));
      controller.close();
    },
  });

describe('a client that sends too much', () => {
  it.each(PATHS.flatMap((path) => [1.5, 3].map((size) => [path, size] as const)))(
    'to %s, %d MiB, gets its 413',
    async (path, size) => {
      for (let round = 0; round < 3; round++) {
        const known = await send(path, 'x'.repeat(size * MIB));
        expect(known.status).toBe(413);
        expect(((await known.json()) as { error: object }).error).toBeTruthy();
      }
    },
  );

  it.each(PATHS.slice(0, 4).flatMap((path) => [1.5, 3].map((size) => [path, size] as const)))(
    'to %s, %d MiB in pieces, gets its 413',
    async (path, size) => {
      const answer = await send(path, chunked(size * MIB));
      expect(answer.status).toBe(413);
      expect(answer.headers.get('connection')).toBe('close');
    },
  );

  it('where none is read is answered, and not listened to', async () => {
    for (const method of ['GET', 'HEAD']) {
      const head = { connection: 'keep-alive', host: 'localhost', 'transfer-encoding': 'chunked' };
      const text = `${requestText(`${method} /health`, head)}${'1\r\nx\r\n'.repeat(20_000)}`;
      const answer = await rawHttp(server.port, text);
      expect(statusOf(answer)).toBe(200);
      expect(answer).toMatch(/connection: close/i);
    }
  });

  it('is not read without end', async () => {
    const socket = connect(server.port, '127.0.0.1');
    let answer = '';
    socket.on('data', (chunk) => (answer += chunk.toString()));
    socket.on('error', () => {});
    const closed = new Promise((resolve) => socket.once('close', resolve));
    const head = `POST /api/auth/login HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: ${1_000 * MIB}\r\n\r\n`;
    socket.write(head);
    const piece = Buffer.alloc(MIB, 0x20);
    const write = () => {
      while (socket.writable && socket.write(piece));
    };
    socket.on('drain', write);
    write();
    await closed;
    expect(socket.bytesWritten).toBeLessThan(64 * MIB);
    expect(answer === '' || statusOf(answer) === 413).toBe(true);
  });

  it('in pieces of one byte gets it as well', async () => {
    const crumbs = '1\r\nx\r\n'.repeat(20_000);
    for (const path of ['/api/auth/login', '/trpc/auth.login', '/nowhere']) {
      const head = `POST ${path} HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\nconnection: close\r\ntransfer-encoding: chunked\r\n\r\n`;
      const answer = await rawHttp(server.port, `${head}${crumbs}0\r\n\r\n`);
      expect(statusOf(answer), path).toBe(path === '/nowhere' ? 404 : 413);
    }
    const login = JSON.stringify(OPERATOR).replaceAll(/./g, (char) => `1\r\n${char}\r\n`);
    const head = requestText('POST /api/auth/login', {
      host: 'localhost',
      'content-type': 'application/json',
      'transfer-encoding': 'chunked',
    });
    expect(statusOf(await rawHttp(server.port, `${head}${login}0\r\n\r\n`))).toBe(200);
  }, 60_000);

  it('and stops half way gets it too, and no answer is kept for it', async () => {
    const text = `POST /api/auth/login HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: ${2 * MIB}\r\n\r\n${' '.repeat(MIB)}`;
    const answer = await rawHttp(server.port, text);
    expect(statusOf(answer)).toBe(413);
    expect(answer).toMatch(/connection: close/i);
  });
});

describe('a client that asks before it sends', () => {
  const ask = (size: number) =>
    new Promise<{ status: number; continued: boolean }>((resolve, reject) => {
      const sent = request(`${url}/api/auth/login`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'content-length': size, expect: '100-continue' },
      });
      let continued = false;
      sent.on('continue', () => {
        continued = true;
        sent.end(JSON.stringify(OPERATOR).padEnd(size));
      });
      sent.on('response', (answer) => {
        answer.resume();
        resolve({ status: answer.statusCode ?? 0, continued });
        sent.destroy();
      });
      sent.on('error', reject);
      sent.flushHeaders();
    });

  it('is told to go on, or that it need not', async () => {
    expect(await ask(200)).toEqual({ status: 200, continued: true });
    expect(await ask(20_000)).toEqual({ status: 413, continued: true });
    expect(await ask(2 * MIB)).toEqual({ status: 413, continued: false });
    expect(await ask(900 * MIB)).toEqual({ status: 413, continued: false });
  });
});

describe('an answer that comes before the body was wanted', () => {
  it('is seen, and the connection serves the next request', async () => {
    const body = ' '.repeat(900 * 1024);
    for (const [path, status] of [
      ['/api/connections', 401],
      ['/trpc/connections.create', 401],
      ['/api/nowhere', 404],
      ['/health', 405],
    ] as const) {
      const first = requestText(`POST ${path}`, {
        connection: 'keep-alive',
        host: 'localhost',
        'content-type': 'application/json',
        'content-length': String(body.length),
      });
      const second = requestText('GET /health', { host: 'localhost' });
      const answers = await rawHttp(server.port, first + body + second);
      expect(statusOf(answers), path).toBe(status);
      expect(answers.split('HTTP/1.1 ').slice(1).at(-1), path).toMatch(/^200/);
    }
  });

  it('is none for half a body: what broke off was something else', async () => {
    const form = 'username=operator%40portolan.local&password=operator-password-1';
    const socket = connect(server.port, '127.0.0.1');
    const before = await api.database.query('select from sessions');
    socket.write(
      `POST /api/v1/auth/token HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/x-www-form-urlencoded\r\ncontent-length: ${form.length + 1}\r\n\r\n${form}`,
    );
    await new Promise((resolve) => setTimeout(resolve, 50));
    socket.destroy();
    await send('/api/connections', '{}');
    expect(await api.database.query('select from sessions')).toHaveLength(before.length);
  });
});
