import { openSocket } from '../network/open-socket.ts';
import { deadlineAt } from '../stages/deadline.ts';
import type { Wire } from './wire.ts';

/** CancelRequest: length 16, code 80877102, then process and secret of the session. */
const HEAD = [0, 0, 0, 16, 4, 210, 22, 46];
const PATIENCE_MS = 1_000;

/**
 * Has the server stop what it does for a session that nobody waits for any more: by itself it would notice the closed
 * connection when it next writes to it. There is no answer to wait for.
 */
export async function cancelQuery({ client, address, port }: Wire): Promise<void> {
  // The types leave out what the server calls the session by.
  const { processID, secretKey } = client as unknown as { processID?: number | null; secretKey?: number | null };
  if (typeof processID !== 'number' || typeof secretKey !== 'number') return;
  const request = Buffer.alloc(16);
  request.set(HEAD);
  request.writeInt32BE(processID | 0, 8);
  request.writeInt32BE(secretKey | 0, 12);
  const socket = await openSocket([address], port, deadlineAt(Date.now() + PATIENCE_MS));
  socket.end(request);
}
