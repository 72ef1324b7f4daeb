import type { Stage } from '@portolan/contract';
import { wrongService } from '../diagnosis/wrong-service.ts';
import { tlsFailure } from '../network/tls-failure.ts';
import { StageFailure } from '../stages/stage-failure.ts';
import { isServerError, serverFailure } from './server-failure.ts';

/** What an error between startup message and open database means. */
export function loginFailure(error: unknown, stage: Stage, secrets: readonly string[]): StageFailure {
  if (error instanceof StageFailure) return error;
  if (isServerError(error)) return serverFailure(error, secrets);
  const { code = '', message } = error as NodeJS.ErrnoException;
  // With TLS 1.3 a server refuses the client's certificate after the handshake.
  if (code.startsWith('ERR_SSL')) return tlsFailure(error as NodeJS.ErrnoException, true);
  if (message.startsWith('SASL:')) {
    return new StageFailure(
      'AUTH_FAILED',
      message.includes('signature')
        ? 'The server could not prove that it knows the password'
        : 'The server and this client could not agree on how to authenticate',
      'Ask the DBA whether the server offers scram-sha-256, and whether something stands in between',
      'auth',
    );
  }
  if (stage === 'auth') return wrongService('The connection was closed before the server answered the login');
  return new StageFailure(
    'QUERY_FAILED',
    'The connection was closed while the database was being opened',
    'Try again; ask the DBA to look into the log of the server',
  );
}
