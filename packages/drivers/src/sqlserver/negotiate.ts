import type { Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { createSecureContext } from 'node:tls';
import type { ParsedHost } from '@portolan/contract';
import { TURN_TLS_ON } from '../diagnosis/turn-tls-on.ts';
import { wrongService } from '../diagnosis/wrong-service.ts';
import { secureSocket } from '../network/secure-socket.ts';
import type { TlsSettings } from '../network/tls-settings.ts';
import { StageFailure } from '../stages/stage-failure.ts';
import { askPrelogin } from './ask-prelogin.ts';
import { ENCRYPT } from './prelogin.ts';
import type { SqlServerSettings } from './settings.ts';
import { TlsInPrelogin } from './tls-in-prelogin.ts';

/** A connection on which the login may travel. */
export interface Channel {
  /** What is below everything. */
  socket: Socket;
  /** Encrypts the session; null where the connection wants none. */
  secure: TLSSocket | null;
  /** Encrypts the login alone, which a server offers that does not insist on more; `leave` ends that. */
  loginOnly: { secure: TLSSocket; leave(): void } | null;
}

/** Dials the same address again. */
export type Redial = () => Promise<Socket>;

const STRICT = ['tds/8.0'];

/**
 * Agrees on encryption before anything secret is said. A server that answers a clear PRELOGIN by hanging up may speak
 * TDS 8 alone, which begins with TLS.
 */
export async function negotiate(socket: Socket, settings: SqlServerSettings, redial: Redial): Promise<Channel> {
  const { host, tls } = settings;
  if (!tls) return withoutTls(socket, host, redial);
  const answer = await askPrelogin(socket, ENCRYPT.on);
  if (typeof answer === 'string') {
    socket.destroy();
    return strictly(await redial(), host, tls.strict);
  }
  if (answer.encryption === ENCRYPT.off || answer.encryption === ENCRYPT.notSupported) throw unsupported();
  const secure = await encrypt(new TlsInPrelogin(socket), host, tls.inPrelogin);
  return { socket, secure, loginOnly: null };
}

/** TDS 8: TLS first, and PRELOGIN inside it, where encryption is no longer the question. */
async function strictly(socket: Socket, host: ParsedHost, tls: TlsSettings): Promise<Channel> {
  const secure = await secureSocket(socket, host, tls, STRICT).catch((error: unknown) => {
    // That TDS 8 is spoken here was a guess: a mere refusal tells that it was a wrong one.
    const isRefusal = error instanceof StageFailure && ['AUTH_FAILED', 'TLS_UNSUPPORTED'].includes(error.code);
    throw isRefusal ? wrongService('The server speaks TLS, but not as SQL Server does') : error;
  });
  const answer = await askPrelogin(secure, ENCRYPT.notSupported);
  if (typeof answer === 'string') throw wrongService('The server closed the connection after the TLS handshake');
  return { socket, secure, loginOnly: null };
}

/** Without TLS the login is still encrypted where the server can: else its password is merely obfuscated. */
async function withoutTls(socket: Socket, host: ParsedHost, redial: Redial): Promise<Channel> {
  const answer = await askPrelogin(socket, ENCRYPT.off);
  if (answer === 'alert') throw required();
  if (answer === 'closed') {
    socket.destroy();
    throw (await speaksTls(await redial(), host)) ? required() : wrongService('The server closed the connection');
  }
  if (answer.encryption === ENCRYPT.notSupported) return { socket, secure: null, loginOnly: null };
  if (answer.encryption !== ENCRYPT.off) throw required();
  return loginEncrypted(socket, host, redial);
}

/** A server whose TLS is too old for the login gets what it would get if it had none. */
async function loginEncrypted(first: Socket, host: ParsedHost, redial: Redial): Promise<Channel> {
  try {
    const inner = new TlsInPrelogin(first);
    const secure = await encrypt(inner, host, unverified());
    return { socket: first, secure: null, loginOnly: { secure, leave: () => inner.leave() } };
  } catch {
    first.destroy();
    const socket = await redial();
    const answer = await askPrelogin(socket, ENCRYPT.notSupported);
    if (typeof answer === 'string') throw wrongService('The server closed the connection');
    if (answer.encryption !== ENCRYPT.notSupported) throw required();
    return { socket, secure: null, loginOnly: null };
  }
}

async function encrypt(inner: TlsInPrelogin, host: ParsedHost, tls: TlsSettings): Promise<TLSSocket> {
  const secure = await secureSocket(inner, host, tls);
  inner.open();
  return secure;
}

async function speaksTls(socket: Socket, host: ParsedHost): Promise<boolean> {
  try {
    await secureSocket(socket, host, unverified(), STRICT);
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}

const unverified = (): TlsSettings => ({
  mode: 'require',
  context: createSecureContext({ minVersion: 'TLSv1.2', maxVersion: 'TLSv1.2' }),
});

function unsupported(): StageFailure {
  return new StageFailure(
    'TLS_UNSUPPORTED',
    'The server does not offer TLS',
    'Ask the DBA to enable encryption on the server, or set the TLS mode to disable where the network is trusted',
  );
}

function required(): StageFailure {
  return new StageFailure('TLS_REQUIRED', 'The server takes logins over TLS only', TURN_TLS_ON);
}
