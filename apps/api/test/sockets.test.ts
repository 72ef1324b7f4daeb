import { connect, type Socket } from 'node:net';
import { statusOf, until } from '@portolan/testing';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Listening, type ServeOptions, serve } from '../src/serve.ts';
import { type Harness, startHarness } from './harness.ts';

let api: Harness;
let token: string;
let connectionId: string;
beforeAll(async () => {
  api = await startHarness();
  token = await api.token();
  await api.createTenant(token, 'sockets');
  const body = { name: 'Watched', dbType: 'postgresql', host: '127.0.0.1', port: 1 };
  const made = await api.ask('POST', '/api/connections', { token, tenant: 'sockets', body });
  connectionId = made.body.data.id;
});
afterAll(() => api.close());

const open = new Set<Socket>();
let server: Listening;
afterEach(async () => {
  for (const socket of open) socket.destroy();
  open.clear();
  await server.drain();
});

/** The real server, with room for few. */
const start = async (limits: ServeOptions['limits'], isProxy?: (address: string) => boolean) => {
  server = await serve(api.app, { host: '127.0.0.1', port: 0, limits: limits ?? {}, ...(isProxy ? { isProxy } : {}) });
};

interface Peer {
  socket: Socket;
  received: () => string;
}

/** A socket from one of this machine's addresses. */
async function dial(localAddress = '127.0.0.1'): Promise<Peer> {
  const socket = connect({ port: server.port, host: '127.0.0.1', localAddress });
  open.add(socket);
  let text = '';
  socket.on('data', (chunk) => (text += chunk.toString()));
  socket.on('error', () => {});
  await new Promise((resolve) => socket.once('connect', resolve).once('close', resolve));
  return { socket, received: () => text };
}
const dialMany = async (count: number, from?: string) => {
  const peers: Peer[] = [];
  for (let at = 0; at < count; at++) peers.push(await dial(from));
  return peers;
};
const alive = (peers: Peer[]) => peers.filter(({ socket }) => !socket.closed && !socket.destroyed).length;
const health = 'GET /health HTTP/1.1\r\nhost: localhost\r\n\r\n';
const healthOf = async (from?: string) => {
  const { socket, received } = await dial(from);
  socket.write(health);
  await until(() => received().includes('"status"') || socket.closed);
  return statusOf(received());
};
const stream = (path: string, bearer: string) =>
  `GET ${path} HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer ${bearer}\r\nx-tenant-id: sockets\r\n\r\n`;
/** What a stream says first, or why it says nothing. */
const SAID = /"tablesRead"|RATE_LIMITED/;
const progress = () => `/trpc/introspection.progress?input=${encodeURIComponent(JSON.stringify({ id: connectionId }))}`;

describe('silent sockets', () => {
  it('of one address are only so many, and keep nobody out', async () => {
    await start({ sockets: { address: 8, loopback: 8, total: 1_000 } });
    const silent = await dialMany(100, '127.0.0.2');
    await until(() => alive(silent) <= 8);
    expect(alive(silent)).toBe(8);
    expect(alive(silent.slice(-8))).toBe(8);
    expect(await healthOf('127.0.0.3')).toBe(200);
    expect(await healthOf('127.0.0.2')).toBe(200);
  });

  it('of many addresses make room, the oldest of whoever holds most first', async () => {
    await start({ sockets: { address: 100, loopback: 100, total: 20 } });
    const heavy = await dialMany(14, '127.0.0.2');
    const light = await dialMany(6, '127.0.0.3');
    for (let round = 0; round < 5; round++) expect(await healthOf(`127.0.1.${round + 1}`)).toBe(200);
    await until(() => alive(heavy) <= 9);
    expect(alive(heavy.slice(0, 5))).toBe(0);
    expect(alive(light)).toBe(6);
  });

  it('go before those that are answered', async () => {
    await start({ sockets: { address: 5, loopback: 5, total: 1_000 } });
    const watching = await dial('127.0.0.2');
    watching.socket.write(stream(progress(), token));
    await until(() => watching.received().includes('data: '));
    const silent = await dialMany(50, '127.0.0.2');
    await until(() => alive(silent) <= 4);
    expect(alive([watching])).toBe(1);
    expect(await healthOf('127.0.0.2')).toBe(200);
    expect(alive([watching])).toBe(1);
  });

  it('are served when they speak, again and again', async () => {
    await start({ sockets: { address: 5, loopback: 5, total: 1_000 } });
    const peer = await dial('127.0.0.2');
    for (let round = 1; round <= 4; round++) {
      peer.socket.write(health);
      await until(() => peer.received().split('"status"').length === round + 1);
      // Whoever spoke last goes last.
      await dialMany(4, '127.0.0.2');
    }
    expect(alive([peer])).toBe(1);
  });

  it('are closed when there is no room because everybody is answered', async () => {
    await start({ sockets: { address: 3, loopback: 3, total: 1_000 } });
    const watching = await dialMany(3, '127.0.0.2');
    for (const { socket } of watching) socket.write(stream(progress(), token));
    await until(() => watching.every(({ received }) => received().includes('data: ')));
    const late = await dial('127.0.0.2');
    await until(() => late.socket.closed);
    expect(alive(watching)).toBe(3);
    watching[0]?.socket.destroy();
    await until(async () => (await healthOf('127.0.0.2')) === 200);
  });

  it('of a trusted proxy are bounded with all only', async () => {
    await start({ sockets: { address: 2, loopback: 2, total: 30 } }, (address) => address === '127.0.0.9');
    const proxied = await dialMany(25, '127.0.0.9');
    const direct = await dialMany(10, '127.0.0.2');
    await until(() => alive(direct) <= 2);
    expect(alive(proxied)).toBe(25);
  });

  it('and those that never finish their headers are closed in time', async () => {
    await start({ headersTimeout: 300, checkEvery: 50 });
    const silent = await dial();
    const slow = await dial();
    slow.socket.write('GET /health HTTP/1.1\r\nhost: localhost\r\nx-slow: ');
    const drip = setInterval(() => slow.socket.write('x'), 50);
    await until(() => silent.socket.closed && slow.socket.closed);
    clearInterval(drip);
    expect(statusOf(slow.received())).toBe(408);
  });
});

describe('streams of one person', () => {
  const most = 20;
  const statusFrom = async (peer: Peer) => {
    await until(() => peer.received().includes('\r\n\r\n') || peer.socket.closed);
    return statusOf(peer.received());
  };
  const watch = async (bearer = token) => {
    const peer = await dial();
    peer.socket.write(stream(progress(), bearer));
    await until(() => SAID.test(peer.received()) || peer.socket.closed);
    return peer;
  };

  it('are twenty, on either face and whatever they sign in with; then 429 until one ends', async () => {
    await start({});
    const watching: Peer[] = [];
    for (let at = 0; at < most; at++) watching.push(await watch(at % 2 ? token : await api.token()));
    expect(await Promise.all(watching.map(statusFrom))).toEqual(watching.map(() => 200));

    const refused = await watch();
    expect(await statusFrom(refused)).toBe(429);
    expect(refused.received()).toMatch(/retry-after: \d+/i);
    expect(refused.received()).toContain('RATE_LIMITED');
    const lines = await dial();
    lines.socket.write(stream('/api/v1/audit-events/export', token));
    expect(await statusFrom(lines)).toBe(429);
    expect(lines.received()).toMatch(/retry-after: \d+/i);

    const other = await api.member((await api.ask('GET', '/api/tenants/sockets', { token })).body.id, 'admin');
    expect(await statusFrom(await watch(other.token))).toBe(200);

    watching[0]?.socket.destroy();
    await until(async () => (await statusFrom(await watch())) === 200);
    for (const socket of open) socket.destroy();
    await until(async () => {
      const answer = await api.raw('GET', '/api/v1/audit-events/export', { token, tenant: 'sockets' });
      return answer.status === 200;
    });
  });

  it('are twenty of four hundred that are opened at once', async () => {
    await start({});
    const peers = await dialMany(400);
    for (const { socket } of peers) socket.write(stream(progress(), token));
    await until(() => peers.every(({ received }) => SAID.test(received())));
    const watching = peers.filter(({ received }) => received().includes('"tablesRead"'));
    expect(watching).toHaveLength(most);
    const rest = peers.filter(({ received }) => !received().includes('"tablesRead"'));
    for (const { received } of rest) expect(received()).toContain('RATE_LIMITED');
    // Idle connections of those refused stay open; nothing is held for them.
    expect(await healthOf()).toBe(200);
  });
});
