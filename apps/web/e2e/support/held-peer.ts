import { connect, createServer, type Socket } from 'node:net';
import type { Target } from './target.ts';

export interface HeldPeer extends AsyncDisposable {
  /** The target, by the way of this peer. */
  target: Target;
  /** Connections that are held at the moment. */
  waiting(): number;
  /** Lets everybody through, those who come later too. */
  release(): void;
}

/** A database that takes connections and says nothing, until it is let. */
export async function holdPeer(target: Target): Promise<HeldPeer> {
  const held = new Set<Socket>();
  const open = new Set<Socket>();
  let isOpen = false;
  const through = (client: Socket) => {
    held.delete(client);
    const server = connect(target.port, target.host);
    open.add(server);
    for (const [from, to] of [
      [client, server],
      [server, client],
    ] as const) {
      from.pipe(to);
      from.on('error', () => to.destroy());
      from.on('close', () => to.destroy());
    }
  };
  const server = createServer((client) => {
    open.add(client);
    client.on('error', () => {});
    client.on('close', () => held.delete(client));
    held.add(client);
    if (isOpen) through(client);
    // What is not read is not told of, its end neither.
    else client.once('readable', () => client.read(0));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    target: { ...target, host: '127.0.0.1', port: (server.address() as { port: number }).port },
    waiting: () => held.size,
    release() {
      isOpen = true;
      for (const client of held) through(client);
    },
    async [Symbol.asyncDispose]() {
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
