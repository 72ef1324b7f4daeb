import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { BUN, DENO, NODE_24 } from '@portolan/programs';
import { rawHttp, statusOf } from '@portolan/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const SCRIPT = path.join(import.meta.dirname, 'bounded-server.ts');
const ASKED = 'GET / HTTP/1.1\r\nhost: localhost\r\n';

/** What `sockets.test.ts` proves of Node: the same code bounds peers on the other runtimes, by their own `node:http`. */
describe.each([
  ['Node 24', [NODE_24]],
  ['Bun', [BUN]],
  ['Deno', [DENO, 'run', '--no-lock', '--allow-net', '--allow-env', '--allow-read', '--allow-sys']],
])('on %s', (_, [program = '', ...args]) => {
  let server: ChildProcess;
  let port: number;
  beforeAll(async () => {
    const child = spawn(program, [...args, SCRIPT], { stdio: ['ignore', 'pipe', 'inherit'] });
    server = child;
    const [line] = await once(createInterface(child.stdout), 'line');
    port = Number(line);
  });
  afterAll(() => server.kill('SIGKILL'));

  const dial = async (): Promise<Socket> => {
    const socket = connect(port, '127.0.0.1');
    socket.on('error', () => {});
    await once(socket, 'connect');
    return socket;
  };

  it('of silent peers of one address no more are held than may be, and those are told that they are late', async () => {
    const peers = await Promise.all(Array.from({ length: 5 }, dial));
    const told = (await Promise.all(peers.map((peer) => text(peer)))).map(statusOf).sort();
    expect(told).toEqual([0, 0, 0, 408, 408]);
  });

  it('a peer that is half done with its headers is told that it is late', async () => {
    expect(statusOf(await rawHttp(port, ASKED))).toBe(408);
  });

  it('headers that are too large, and lengths that contradict each other, are refused', async () => {
    expect(statusOf(await rawHttp(port, `${ASKED}x: ${'a'.repeat(40_000)}\r\n\r\n`))).toBe(431);
    const lengths = 'content-length: 3\r\ntransfer-encoding: chunked\r\n';
    expect(statusOf(await rawHttp(port, `${ASKED.replace('GET', 'POST')}${lengths}\r\n0\r\n\r\n`))).toBe(400);
  });

  it('who asks whether a large body may come is answered without it', async () => {
    const asks = `${ASKED.replace('GET', 'POST')}expect: 100-continue\r\nconnection: close\r\n`;
    expect(statusOf(await rawHttp(port, `${asks}content-length: 2000000\r\n\r\n`))).toBe(200);
    expect(statusOf(await rawHttp(port, `${asks}content-length: 2\r\n\r\nab`))).toBe(100);
  });
});
