import type { Socket } from 'node:net';
import type { ConnectionTarget, DriverCall } from '../driver.ts';
import { egressFailure } from '../network/network-failure.ts';
import { openSocket } from '../network/open-socket.ts';
import { resolveHost } from '../network/resolve-host.ts';
import { tlsReport } from '../network/tls-report.ts';
import { watchLine } from '../network/watch-line.ts';
import { within } from '../stages/deadline.ts';
import { StageFailure } from '../stages/stage-failure.ts';
import type { StageWalk } from '../stages/stage-walk.ts';
import { findInstance } from './find-instance.ts';
import { logIn } from './log-in.ts';
import { type Channel, negotiate } from './negotiate.ts';
import { Session } from './session.ts';
import { readSettings, type SqlServerSettings } from './settings.ts';

/** Walks from `config` to `query`: the session that comes back has answered. Its owner closes it. */
export async function openSession(target: ConnectionTarget, walk: StageWalk, call: DriverCall): Promise<Session> {
  const { deadline } = call;
  walk.enter('config');
  const settings = readSettings(target);
  const { socket: first, port } = await reach(settings, walk, call);
  walk.line = watchLine(first, port, deadline);
  let socket = first;
  const redial = async () => {
    socket = await openSocket([first.remoteAddress ?? ''], port, deadline);
    return socket;
  };
  try {
    walk.enter('tls');
    const channel = await within(deadline, negotiate(first, settings, redial));
    report(channel, settings, walk);
    walk.enter('auth');
    const { pool, stream } = await within(deadline, logIn(channel, settings, port)).catch((error: unknown) => {
      // A database that cannot be opened is said to a login that was let in.
      if (error instanceof StageFailure && error.stage === 'database') walk.enter('database');
      throw error;
    });
    walk.enter('database');
    walk.enter('query');
    return await Session.begin({ pool, stream, socket, settings, deadline });
  } catch (error) {
    first.destroy();
    socket.destroy();
    throw error;
  }
}

/** Walks `policy`, `dns` and `tcp`. The port of an instance is asked for at an address that the policy allows. */
async function reach(
  { host, port, instance }: SqlServerSettings,
  walk: StageWalk,
  { policy, deadline }: DriverCall,
): Promise<{ socket: Socket; port: number }> {
  walk.enter('policy');
  if (!policy.allowsHost(host)) throw egressFailure();
  walk.enter('dns');
  const addresses = await resolveHost(host, policy, deadline);
  walk.enter('tcp');
  if (instance === null) return { socket: await openSocket(addresses, port, deadline), port };
  const found = await findInstance(addresses, instance, deadline);
  walk.note(`Instance ${instance} listens on port ${found.port}`);
  return { socket: await openSocket([found.address], found.port, deadline), port: found.port };
}

function report({ secure }: Channel, { tls }: SqlServerSettings, walk: StageWalk): void {
  const mode = tls?.strict.mode;
  if (secure) walk.tls = tlsReport(secure, mode !== 'require');
  if (!secure) walk.note('Not encrypted');
  else if (mode === 'require') walk.note('Encrypted, certificate not verified');
}
