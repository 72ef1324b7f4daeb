import { createServer, type Server, type Socket } from 'node:net';

/** A peer that only pretends: it says what a test wants and keeps what it hears. */
export interface Emulator extends AsyncDisposable {
  port: number;
  heard(): string;
}

/** Listens on loopback; `behave` gets each connection. */
export async function emulate(behave: (socket: Socket) => void): Promise<Emulator> {
  const sockets = new Set<Socket>();
  const heard: Buffer[] = [];
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('data', (chunk: Buffer) => heard.push(chunk));
    behave(socket);
  });
  return {
    port: await listen(server),
    heard: () => Buffer.concat(heard).toString('latin1'),
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve((server.address() as { port: number }).port));
  });
}

/** Accepts and never says a word. */
export const blackHole = () => emulate(() => {});

/** Says something as soon as somebody comes. */
export const greeting = (bytes: string | Uint8Array) => emulate((socket) => socket.write(bytes));

/** Answers the first thing it hears, and nothing after that. */
export const replying = (bytes: string | Uint8Array) => scripted(bytes);

/** Answers the n-th chunk it hears with the n-th reply. */
export function scripted(...replies: (string | Uint8Array)[]): Promise<Emulator> {
  return emulate((socket) => {
    const left = [...replies];
    socket.on('data', () => {
      const reply = left.shift();
      if (reply !== undefined) socket.write(reply);
    });
  });
}

/** One message of the PostgreSQL protocol. */
export function message(type: string, body: Uint8Array = new Uint8Array()): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(body.length + 4);
  return Buffer.concat([Buffer.from(type), length, body]);
}

export function authentication(kind: number, rest: Uint8Array = new Uint8Array()): Buffer {
  const code = Buffer.alloc(4);
  code.writeUInt32BE(kind);
  return message('R', Buffer.concat([code, rest]));
}

export function errorResponse(sqlState: string, text: string): Buffer {
  return message('E', Buffer.from(`SFATAL\0VFATAL\0C${sqlState}\0M${text}\0\0`));
}

export const READY = message('Z', Buffer.from('I'));
export const LOGGED_IN = Buffer.concat([authentication(0), READY]);
