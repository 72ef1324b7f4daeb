import type { Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { type Connection, createConnection } from 'mysql2';
import { secureSocket } from '../network/secure-socket.ts';
import { authPlugins } from './auth-plugins.ts';
import type { Greeting } from './read-greeting.ts';
import { libraryOptions, type MysqlSettings } from './settings.ts';
import { Wire } from './wire.ts';

export interface Login {
  /** Connected, its greeting read and nothing else. */
  socket: Socket;
  greeting: Greeting;
  settings: MysqlSettings;
  /** Answers challenges, and refuses to send the password itself even over TLS. */
  hashOnly?: boolean;
  /** Gets the encrypted socket as soon as it is: nothing of the login has been sent then. */
  onSecure?: (secure: TLSSocket) => void;
}

/** Logs in and opens the database. Rejects with the raw error. */
export function logIn({ socket, greeting, settings, hashOnly = false, onSecure }: Login): Promise<Connection> {
  const { host, tls } = settings;
  const { promise, resolve, reject } = Promise.withResolvers<Connection>();
  const wire = new Wire(socket, greeting.bytes);
  const connection = createConnection({
    ...libraryOptions(settings),
    stream: wire,
    authPlugins: authPlugins(hashOnly ? { ...settings, tls: null } : settings),
  });
  // The library's own handshake tells all its failures by one code, and knows no mode that checks the chain alone.
  const startTLS = (onDone: () => void) => {
    if (!tls) return;
    wire.release();
    secureSocket(socket, host, tls).then((secure) => {
      wire.continueOver(secure);
      onSecure?.(secure);
      onDone();
    }, reject);
  };
  Object.assign(connection, { startTLS });
  // Stays for the life of the connection: an error that nobody waits for must not end the process.
  connection.on('error', reject);
  connection.once('connect', () => resolve(connection));
  return promise;
}
