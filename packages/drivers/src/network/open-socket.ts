import { Socket } from 'node:net';
import type { Deadline } from '../driver.ts';
import { approve } from '../egress/approved-sockets.ts';
import { timeoutFailure } from '../stages/deadline.ts';
import { Line } from '../stages/line.ts';
import { networkFailure } from './network-failure.ts';

/** Connects to the first address that accepts. Each has its share of the time left, so that a dead one delays only. */
export async function openSocket(addresses: readonly string[], port: number, deadline: Deadline): Promise<Socket> {
  let failure = timeoutFailure();
  for (const [index, address] of addresses.entries()) {
    if (deadline.signal.aborted) throw timeoutFailure();
    const share = deadline.remainingMs() / (addresses.length - index);
    const attempt = await dial(address, port, share, deadline.signal);
    if (attempt instanceof Socket) return attempt;
    failure = attempt.code === 'ETIMEDOUT' ? timeoutFailure() : networkFailure(attempt, `port ${port} of the host`);
  }
  throw failure;
}

/** Answers the connected socket, which the deadline destroys from now on, or why there is none. */
function dial(
  address: string,
  port: number,
  shareMs: number,
  signal: AbortSignal,
): Promise<Socket | NodeJS.ErrnoException> {
  const { promise, resolve } = Promise.withResolvers<Socket | NodeJS.ErrnoException>();
  const socket = new Socket();
  Line.of(socket);
  const giveUp = () => socket.destroy(Object.assign(new Error('timed out'), { code: 'ETIMEDOUT' }));
  const timer = setTimeout(giveUp, shareMs);
  signal.addEventListener('abort', giveUp, { once: true });
  socket.once('close', () => signal.removeEventListener('abort', giveUp));
  // Stays for the life of the socket: an error that nobody waits for must not end the process.
  socket.on('error', (error) => {
    clearTimeout(timer);
    resolve(error);
  });
  socket.once('connect', () => {
    clearTimeout(timer);
    socket.setNoDelay(true);
    resolve(socket);
  });
  approve(socket, address);
  socket.connect({ host: address, port });
  return promise;
}
