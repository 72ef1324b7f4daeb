import type { Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import type { Connection } from 'mysql2';
import type { ConnectionTarget, DriverCall } from '../driver.ts';
import { reachHost } from '../network/reach-host.ts';
import { tlsReport } from '../network/tls-report.ts';
import { within } from '../stages/deadline.ts';
import { StageFailure } from '../stages/stage-failure.ts';
import type { StageWalk } from '../stages/stage-walk.ts';
import { acceptsOverTls } from './accepts-over-tls.ts';
import { logIn } from './log-in.ts';
import { loginFailure } from './login-failure.ts';
import { readGreeting } from './read-greeting.ts';
import { isServerError, tlsRequired } from './server-failure.ts';
import { Session } from './session.ts';
import { type MysqlSettings, readSettings } from './settings.ts';

const ACCESS_DENIED = 1045;

/** Walks from `config` to `query`: the session that comes back has answered. Its owner closes it. */
export async function openSession(target: ConnectionTarget, walk: StageWalk, call: DriverCall): Promise<Session> {
  walk.enter('config');
  const settings = readSettings(target);
  const socket = await reachHost(settings, walk, call);
  try {
    walk.enter('tls');
    const connection = await encryptAndLogIn(socket, settings, walk, call);
    walk.enter('database');
    walk.enter('query');
    return await Session.begin(connection, socket, settings, call.deadline);
  } catch (error) {
    socket.destroy();
    throw error;
  }
}

/** The greeting says whether there is TLS: without it, it is the beginning of the login. */
async function encryptAndLogIn(
  socket: Socket,
  settings: MysqlSettings,
  walk: StageWalk,
  { deadline }: DriverCall,
): Promise<Connection> {
  const { tls, secrets } = settings;
  // Gone as soon as the socket is closed.
  const address = socket.remoteAddress ?? '';
  if (!tls) {
    walk.note('Not encrypted');
    walk.enter('auth');
  }
  let offersTls = false;
  try {
    const greeting = await within(deadline, readGreeting(socket));
    offersTls = greeting.offersTls;
    if (tls && !offersTls) throw unsupported();
    const onSecure = (secure: TLSSocket) => {
      walk.tls = tlsReport(secure, tls?.mode !== 'require');
      if (tls?.mode === 'require') walk.note('Encrypted, certificate not verified');
      walk.enter('auth');
    };
    return await within(deadline, logIn({ socket, greeting, settings, onSecure }));
  } catch (error) {
    const denied = isServerError(error) && error.errno === ACCESS_DENIED;
    if (denied && !tls && offersTls && (await acceptsOverTls(address, settings, deadline))) throw tlsRequired();
    const failure = loginFailure(error, walk.current, secrets);
    // Login and database are one request: what the server says of the one means that the other was right.
    if (failure.stage === 'database' && failure.code !== 'CAPACITY') walk.enter('database');
    throw failure;
  }
}

function unsupported(): StageFailure {
  return new StageFailure(
    'TLS_UNSUPPORTED',
    'The server does not offer TLS',
    'Ask the DBA to enable TLS on the server, or set the TLS mode to disable where the network is trusted',
  );
}
