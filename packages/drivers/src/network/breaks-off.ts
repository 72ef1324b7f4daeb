import { once } from 'node:events';
import { type Deadline, deadlineAt, within } from '../diagnosis/deadline.ts';
import { Line } from '../diagnosis/line.ts';
import { StageFailure } from '../diagnosis/stage-failure.ts';
import { openSocket } from './open-socket.ts';

const PATIENCE_MS = 300;

/**
 * Whether connections to this place are broken off before anything was said. The first message over TLS takes the news
 * of it with it, so that it looks as if the other side had merely closed: one that says nothing hears it.
 */
export async function breaksOff(address: string, port: number, deadline: Deadline): Promise<boolean> {
  const patience = deadlineAt(Date.now() + Math.min(PATIENCE_MS, deadline.remainingMs()), deadline.signal);
  try {
    const socket = await openSocket([address], port, patience);
    if (!socket.closed) await within(patience, once(socket.resume(), 'close')).catch(() => {});
    socket.destroy();
    return Line.of(socket).reset;
  } catch (error) {
    return error instanceof StageFailure && error.code === 'TCP_RESET';
  }
}
