import type { Stage } from '@portolan/contract';
import { wrongService } from '../diagnosis/wrong-service.ts';
import { tlsFailure } from '../network/tls-failure.ts';
import { StageFailure } from '../stages/stage-failure.ts';
import { isServerError, serverFailure } from './server-failure.ts';

/** What an error between greeting and open database means. */
export function loginFailure(error: unknown, stage: Stage, secrets: readonly string[]): StageFailure {
  if (error instanceof StageFailure) return error;
  if (isServerError(error)) return serverFailure(error, secrets);
  const { code = '' } = error as NodeJS.ErrnoException;
  // With TLS 1.3 a server refuses the client's certificate after the handshake.
  if (code.startsWith('ERR_SSL')) return tlsFailure(error as NodeJS.ErrnoException, true);
  if (code === 'AUTH_SWITCH_PLUGIN_ERROR') {
    return new StageFailure(
      'AUTH_FAILED',
      'The server asks for a way to authenticate that is not known here',
      'Ask the DBA for an account with caching_sha2_password or mysql_native_password',
      'auth',
    );
  }
  if (stage === 'auth') return wrongService('The connection broke before the server answered the login');
  return new StageFailure(
    'QUERY_FAILED',
    'The connection broke while the database was being opened',
    'Try again; ask the DBA to look into the log of the server',
  );
}
