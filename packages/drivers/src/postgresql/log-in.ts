import type { EventEmitter } from 'node:events';
import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import pg from 'pg';
import { StageFailure } from '../diagnosis/stage-failure.ts';
import { handOver, type Intake } from './hand-over.ts';

export interface Login {
  user: string;
  database: string;
  /** Called when the server asks; what it throws fails the login. */
  password: () => string;
  intake: Intake;
  onAuthenticated?: () => void;
}

/** Authenticates on a connected socket and waits until the database is open. Rejects with the raw error. */
export async function logIn(
  socket: Socket,
  { user, database, password, intake, onAuthenticated }: Login,
): Promise<pg.Client> {
  let cleartext = false;
  const client = new pg.Client({
    user,
    database,
    // A function, never an empty string: for that the library would look elsewhere for a password.
    password: () => {
      if (cleartext && !(socket instanceof TLSSocket)) throw cleartextRefused();
      return password();
    },
    ssl: false,
    application_name: 'portolan',
    stream: () => handOver(socket, intake),
  });
  // Errors after the login reach the query that waits; this one is for those nobody waits for.
  client.on('error', () => {});
  const { connection } = client as unknown as { connection: EventEmitter };
  connection.once('authenticationCleartextPassword', () => {
    cleartext = true;
  });
  connection.once('authenticationOk', () => onAuthenticated?.());
  await client.connect();
  return client;
}

function cleartextRefused(): StageFailure {
  return new StageFailure(
    'TLS_REQUIRED',
    'The server asks for the password in clear text on a connection without TLS; it was not sent',
    'Turn TLS on for this connection, or ask the DBA for scram-sha-256 authentication',
    'auth',
  );
}
