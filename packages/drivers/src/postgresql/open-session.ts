import type { Socket } from 'node:net';
import type pg from 'pg';
import { TURN_TLS_ON } from '../diagnosis/turn-tls-on.ts';
import type { ConnectionTarget, Deadline, DriverCall } from '../driver.ts';
import { reachHost } from '../network/reach-host.ts';
import { tlsReport } from '../network/tls-report.ts';
import { within } from '../stages/deadline.ts';
import { StageFailure } from '../stages/stage-failure.ts';
import type { StageWalk } from '../stages/stage-walk.ts';
import { acceptsOverTls } from './accepts-over-tls.ts';
import { Intake } from './hand-over.ts';
import { logIn } from './log-in.ts';
import { loginFailure } from './login-failure.ts';
import { negotiateTls } from './negotiate-tls.ts';
import { isServerError } from './server-failure.ts';
import { Session } from './session.ts';
import { type PostgresSettings, readSettings } from './settings.ts';

/** Walks from `config` to `query`: the session that comes back has answered. Its owner closes it. */
export async function openSession(target: ConnectionTarget, walk: StageWalk, call: DriverCall): Promise<Session> {
  const { deadline } = call;
  walk.enter('config');
  const settings = readSettings(target);
  const socket = await reachHost(settings, walk, call);
  try {
    walk.enter('tls');
    const stream = await encrypt(socket, settings, walk, deadline);
    walk.enter('auth');
    const intake = new Intake();
    const address = socket.remoteAddress ?? '';
    const client = await authenticate({ stream, address, intake }, settings, walk, deadline);
    walk.enter('query');
    return await Session.begin({ client, socket, address, port: settings.port, intake }, settings, deadline);
  } catch (error) {
    socket.destroy();
    throw error;
  }
}

async function encrypt(
  socket: Socket,
  { host, tls }: PostgresSettings,
  walk: StageWalk,
  deadline: Deadline,
): Promise<Socket> {
  if (!tls) {
    walk.note('Not encrypted');
    return socket;
  }
  const secure = await within(deadline, negotiateTls(socket, host, tls));
  walk.tls = tlsReport(secure, tls.mode !== 'require');
  if (tls.mode === 'require') walk.note('Encrypted, certificate not verified');
  return secure;
}

async function authenticate(
  { stream, address, intake }: { stream: Socket; address: string; intake: Intake },
  settings: PostgresSettings,
  walk: StageWalk,
  deadline: Deadline,
): Promise<pg.Client> {
  const { user, database, secrets } = settings;
  const password = () => settings.password || refuseEmpty();
  const onAuthenticated = () => walk.enter('database');
  try {
    return await within(deadline, logIn(stream, { user, database, password, intake, onAuthenticated }));
  } catch (error) {
    const byHostRule = isServerError(error) && error.code === '28000' && error.message.includes('pg_hba.conf');
    if (byHostRule && !settings.tls && (await acceptsOverTls(address, settings, deadline))) throw tlsRequired();
    throw loginFailure(error, walk.current, secrets);
  }
}

function refuseEmpty(): never {
  throw new StageFailure(
    'AUTH_FAILED',
    'The server asks for a password and none is stored',
    'Enter the password of this login into the connection',
    'auth',
  );
}

function tlsRequired(): StageFailure {
  return new StageFailure('TLS_REQUIRED', 'The server takes this login over TLS only', TURN_TLS_ON, 'tls');
}
