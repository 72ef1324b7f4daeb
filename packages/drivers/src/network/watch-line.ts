import { once } from 'node:events';
import type { Socket } from 'node:net';
import type { Deadline } from '../driver.ts';
import { deadlineAt, within } from '../stages/deadline.ts';
import { Line, type LineEnd } from '../stages/line.ts';
import { StageFailure } from '../stages/stage-failure.ts';
import { openSocket } from './open-socket.ts';

const PATIENCE_MS = 300;

/** The line of a connected socket, which can be tried once more. */
export function watchLine(socket: Socket, port: number, deadline: Deadline): Line {
  const line = Line.of(socket);
  const address = socket.remoteAddress ?? '';
  line.tryAgain = () => howItEnds(address, port, deadline);
  return line;
}

/** How a connection ends on which nothing is said. */
async function howItEnds(address: string, port: number, deadline: Deadline): Promise<LineEnd> {
  const patience = deadlineAt(Date.now() + Math.min(PATIENCE_MS, deadline.remainingMs()), deadline.signal);
  try {
    const socket = await openSocket([address], port, patience);
    const ended = socket.closed || (await within(patience, once(socket.resume(), 'close')).catch(() => null)) !== null;
    socket.destroy();
    if (Line.of(socket).reset) return 'reset';
    return ended && !patience.signal.aborted ? 'closed' : 'open';
  } catch (error) {
    return error instanceof StageFailure && error.code === 'TCP_RESET' ? 'reset' : 'open';
  }
}
