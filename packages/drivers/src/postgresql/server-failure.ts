import { scrub } from '../diagnosis/scrub.ts';
import { StageFailure } from '../stages/stage-failure.ts';
import { poolerFailure } from './pooler-failure.ts';

/** An error message of the server: SQLSTATE and text. */
export interface ServerError extends Error {
  code: string;
}

export function isServerError(error: unknown): error is ServerError {
  if (!(error instanceof Error) || !('severity' in error) || !('code' in error)) return false;
  return typeof error.code === 'string' && /^[0-9A-Z]{5}$/.test(error.code);
}

/** What an error means: of the server by its SQLSTATE, since its texts come in any language, of a pooler by its words. */
export function serverFailure(error: ServerError, secrets: readonly string[]): StageFailure {
  const said = scrub(error.message, secrets);
  return (poolerFailure(error.code, error.message) ?? meaningOf(error, said)).quoting(said, error.code, secrets);
}

function meaningOf(error: ServerError, said: string): StageFailure {
  switch (error.code) {
    case '28P01':
    case '28000':
      return new StageFailure('AUTH_FAILED', 'The server refused the login', authRemedy(said), 'auth');
    case '3D000':
      return new StageFailure(
        'DATABASE_NOT_FOUND',
        'The server has no such database',
        'Check the database name; ask the DBA for the right one',
        'database',
      );
    case '42501':
      return new StageFailure(
        'PERMISSION_DENIED',
        'The login may not do this',
        'Ask the DBA to grant this login CONNECT on the database and USAGE and SELECT on its schemas',
      );
    case '53300':
    case '55000':
    case '57P01':
    case '57P02':
    case '57P03':
      return new StageFailure(
        'CAPACITY',
        'The server takes no connections right now',
        'Try again shortly; ask the DBA to raise the connection limit or to see why the server is not up',
        'database',
      );
    case '57014':
      return new StageFailure(
        'QUERY_FAILED',
        'The server cancelled the query',
        'Try again; ask the DBA whether a limit or an administrator cancelled it',
      );
    default:
      return new StageFailure(
        'QUERY_FAILED',
        `The server answered error ${error.code}`,
        'Ask the DBA to look the error up in the log of the server',
      );
  }
}

function authRemedy(said: string): string {
  if (said.includes('pg_hba.conf')) return 'Ask the DBA to allow this user from this address in pg_hba.conf';
  if (said.includes('certificate')) return 'Ask the DBA which client certificate the server accepts and add it';
  return 'Check username and password with the owner of the connection, or ask the DBA to reset the password';
}
