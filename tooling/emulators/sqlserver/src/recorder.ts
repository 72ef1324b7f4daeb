import type { Socket } from 'node:net';
import { Duplex } from 'node:stream';
import type { Login } from './protocol/login7.ts';

/** A login as it was heard, and how it travelled. */
export interface HeardLogin extends Login {
  /** `login`: only this packet was encrypted. */
  encryption: 'none' | 'login' | 'session' | 'strict';
}

/** All that clients have said. */
export interface Recorder {
  connections: number;
  logins: HeardLogin[];
  /** The texts of batches and calls, in order. */
  statements: string[];
  /** What the session of each of them stood at, by the name after `SET`. */
  settings: Record<string, string>[];
  cancellations: number;
  /** The raw bytes of each connection, as they were on the wire. */
  bytes: Buffer[];
}

export const newRecorder = (): Recorder => ({
  connections: 0,
  logins: [],
  statements: [],
  settings: [],
  cancellations: 0,
  bytes: [],
});

/** The same stream, its bytes taken down: TLS on top of the socket itself would read past any listener. */
export function recorded(socket: Socket, { bytes }: Recorder): Duplex {
  const wire = new Duplex({
    read: () => socket.resume(),
    write: (chunk: Buffer, _, done) => void socket.write(chunk, () => done()),
    final: (done) => void socket.end(() => done()),
    destroy: (error, done) => {
      socket.destroy();
      done(error);
    },
  });
  socket.on('data', (chunk: Buffer) => {
    bytes.push(chunk);
    if (!wire.push(chunk)) socket.pause();
  });
  socket.on('end', () => wire.push(null));
  socket.on('close', () => wire.destroy());
  wire.on('error', () => {});
  return wire;
}
