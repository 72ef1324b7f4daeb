import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { afterEach, expect, it, vi } from 'vitest';
import { HeardChanges } from './heard-changes.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

it('listens for what is remembered once it is asked again, a while after the first time', async () => {
  const sockets: Socket[] = [];
  const server = createServer((socket) => sockets.push(socket)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  const now = vi.spyOn(performance, 'now').mockReturnValue(1_000);
  const changes = new HeardChanges({ host: '127.0.0.1', port }, true);
  const ask = () => changes.remembered.recall('anything');
  try {
    ask();
    now.mockReturnValue(1_100);
    ask();
    // Whoever else connects comes after what would have been opened before.
    const other = connect(port, '127.0.0.1').unref();
    await once(server, 'connection');
    expect(sockets.map(({ remotePort }) => remotePort)).toEqual([other.localPort]);
    now.mockReturnValue(2_000);
    ask();
    await once(server, 'connection');
  } finally {
    for (const socket of sockets) socket.destroy();
    server.close();
    await changes.close();
  }
});
