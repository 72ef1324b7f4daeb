import type { Socket } from 'node:net';
import type { ParsedHost } from '@portolan/contract';
import type { DriverCall } from '../driver.ts';
import type { StageWalk } from '../stages/stage-walk.ts';
import { egressFailure } from './network-failure.ts';
import { openSocket } from './open-socket.ts';
import { resolveHost } from './resolve-host.ts';
import { watchLine } from './watch-line.ts';

/** Walks `policy`, `dns` and `tcp`: the socket that comes back is connected, and the deadline destroys it. */
export async function reachHost(
  { host, port }: { host: ParsedHost; port: number },
  walk: StageWalk,
  { policy, deadline }: DriverCall,
): Promise<Socket> {
  walk.enter('policy');
  if (!policy.allowsHost(host)) throw egressFailure();
  walk.enter('dns');
  const addresses = await resolveHost(host, policy, deadline);
  walk.enter('tcp');
  const socket = await openSocket(addresses, port, deadline);
  walk.line = watchLine(socket, port, deadline);
  return socket;
}
