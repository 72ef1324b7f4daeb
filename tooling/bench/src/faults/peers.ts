import { createServer, type Socket } from 'node:net';

/** Something that listens on loopback and does what a fault needs. */
export interface FaultPeer extends AsyncDisposable {
  host: string;
  port: number;
}

/** `behave` gets each connection. */
export async function peerThat(behave: (socket: Socket) => void): Promise<FaultPeer> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
    behave(socket);
    socket.resume();
  });
  const port = await new Promise<number>((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve((server.address() as { port: number }).port));
  });
  return {
    host: '127.0.0.1',
    port,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Accepts and never says a word. */
export const silentPeer = () => peerThat(() => {});

/** Says something as soon as somebody comes. */
export const greetingPeer = (bytes: string | Uint8Array) => peerThat((socket) => void socket.write(bytes));

/** Answers the n-th chunk it hears with the n-th reply, and nothing after the last. */
export const scriptedPeer = (...replies: (string | Uint8Array)[]) =>
  peerThat((socket) => {
    const left = [...replies];
    socket.on('data', () => {
      const reply = left.shift();
      if (reply !== undefined) socket.write(reply);
    });
  });

/** A port of loopback on which nothing listens. */
export async function closedPort(): Promise<FaultPeer> {
  const peer = await silentPeer();
  await peer[Symbol.asyncDispose]();
  return { host: peer.host, port: peer.port, async [Symbol.asyncDispose]() {} };
}
