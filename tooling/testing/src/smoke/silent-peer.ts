import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import type { Visit } from './visit.ts';

export interface SilentPeer extends AsyncDisposable {
  port: number;
  /** The next one that connects. */
  met(): Promise<Socket>;
}

/** A server that takes connections and never says anything. */
export async function silentPeer(): Promise<SilentPeer> {
  const sockets: Socket[] = [];
  const server = createServer((socket) => {
    sockets.push(socket.resume());
    socket.on('error', () => {});
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    met: async () => (await once(server, 'connection'))[0],
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}

export interface TestUnderWay {
  /** What the hub has opened to the database, and its end. */
  socket: Socket;
  ended: Promise<unknown>;
  /** Held: an answer that nobody holds is left by itself. */
  answer: Promise<Response>;
  leave(): void;
}

/** A member tests a database that never answers, and is told of it stage by stage. */
export async function beginTest(visit: Visit, { port, met }: SilentPeer): Promise<TestUnderWay> {
  const leaving = new AbortController();
  const answer = visit.open('POST', '/trpc/connections.watchTest?batch=1', {
    body: { 0: visit.draft({ port }) },
    headers: { 'trpc-accept': 'application/jsonl', authorization: `Bearer ${visit.member.token}` },
    signal: leaving.signal,
  });
  // Whoever leaves reads no answer.
  answer.catch(() => {});
  const socket = await met();
  return { socket, ended: once(socket, 'close'), answer, leave: () => leaving.abort() };
}
