import { wrongService } from '../diagnosis/wrong-service.ts';
import { tlsFailure } from '../network/tls-failure.ts';
import { StageFailure } from '../stages/stage-failure.ts';
import { type ServerError, serverFailure } from './server-failure.ts';

/**
 * Why a login failed. `said` is the first error of the server: a database that is not there is named before the login
 * is refused as with a wrong password. `broken` is why the stream ended.
 */
export function loginFailure(
  error: unknown,
  said: ServerError | undefined,
  broken: Error | null,
  secrets: readonly string[],
): StageFailure {
  if (broken instanceof StageFailure) return broken;
  if (said) return serverFailure(said, secrets);
  const cause = broken as NodeJS.ErrnoException | null;
  // With TLS 1.3 a server refuses the client's certificate after the handshake.
  if (cause?.code?.startsWith('ERR_SSL')) return tlsFailure(cause, true);
  const { code } = (error ?? {}) as { code?: unknown };
  if (code === 'ELOGIN') {
    return new StageFailure(
      'AUTH_FAILED',
      'The server refused the login and does not say why',
      'Ask the DBA to look into the log of the server',
      'auth',
    );
  }
  return wrongService('The connection was closed before the server answered the login');
}
