import type { EventEmitter } from 'node:events';
import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import pg from 'pg';
import { TURN_TLS_ON } from '../diagnosis/turn-tls-on.ts';
import { StageFailure } from '../stages/stage-failure.ts';
import { handOver, type Intake } from './hand-over.ts';
import { answerChallenge } from './scram/answer-challenge.ts';

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
  const { connection } = client as unknown as Internals;
  connection.once('authenticationCleartextPassword', () => {
    cleartext = true;
  });
  connection.once('authenticationOk', () => onAuthenticated?.());
  answerScram(client as unknown as Internals);
  await client.connect();
  return client;
}

/** The part of pg's client that its types leave out. */
interface Internals {
  connection: EventEmitter & { sendSCRAMClientFinalMessage(text: string): void };
  password: string;
  saslSession: { clientNonce: string; message: string; response: string; serverSignature: string } | null;
}

/** The library prepares passwords by rules of its own, and fails for some that the server takes. */
function answerScram(client: Internals): void {
  const { connection } = client;
  const answer = async ({ data }: { data: string }) => {
    try {
      const { saslSession: session, password } = client;
      if (session?.message !== 'SASLInitialResponse') throw new Error('SASL: a challenge that was not asked for');
      const answer = await answerChallenge(session.clientNonce, data, password);
      Object.assign(session, answer, { message: 'SASLResponse' });
      connection.sendSCRAMClientFinalMessage(answer.response);
    } catch (error) {
      connection.emit('error', error);
    }
  };
  Object.assign(client, { _handleAuthSASLContinue: answer });
}

function cleartextRefused(): StageFailure {
  return new StageFailure(
    'TLS_REQUIRED',
    'The server asks for the password in clear text on a connection without TLS; it was not sent',
    `${TURN_TLS_ON}; or ask the DBA for scram-sha-256 authentication`,
    'auth',
  );
}
