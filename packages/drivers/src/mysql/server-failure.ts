import { scrub } from '../diagnosis/scrub.ts';
import { TURN_TLS_ON } from '../diagnosis/turn-tls-on.ts';
import { StageFailure } from '../stages/stage-failure.ts';
import { proxyFailure } from './proxy-failure.ts';

/** An error packet of the server: its number and text. */
export interface ServerError extends Error {
  errno: number;
}

/** The library's own errors have negative numbers, or none. */
export function isServerError(error: unknown): error is ServerError {
  if (!(error instanceof Error) || !('errno' in error)) return false;
  return typeof error.errno === 'number' && error.errno >= 1000;
}

/** What an error of the server means, by its number: the texts come in any language. */
export function serverFailure(error: ServerError, secrets: readonly string[]): StageFailure {
  return (proxyFailure(error.errno, error.message) ?? meaningOf(error)).quoting(
    scrub(error.message, secrets),
    error.errno,
    secrets,
  );
}

function meaningOf(error: ServerError): StageFailure {
  switch (error.errno) {
    case 1045: // access denied
    case 1130: // host not allowed
    case 1524: // authentication plugin not loaded
    case 1698: // access denied, without a password
    case 1862: // password expired, in sandbox mode
    case 1820: // password must be reset
    case 1251: // authentication protocol not supported by the client
    case 2059: // the same, of newer servers
    case 3118: // account locked
    case 4151: // account locked, MariaDB
      return new StageFailure('AUTH_FAILED', 'The server refused the login', authRemedy(error.errno), 'auth');
    case 3159:
      return tlsRequired();
    case 1049:
      return new StageFailure(
        'DATABASE_NOT_FOUND',
        'The server has no such database',
        'Check the database name; ask the DBA for the right one',
        'database',
      );
    case 1044:
      return new StageFailure('PERMISSION_DENIED', 'The login may not do this', GRANT_REMEDY, 'database');
    case 1142: // command denied on a table
    case 1143: // on a column
    case 1227: // a privilege is missing
    case 1370: // on a routine
      return new StageFailure('PERMISSION_DENIED', 'The login may not do this', GRANT_REMEDY);
    case 1040: // too many connections
    case 1041: // out of memory
    case 1053: // shutting down
    case 1129: // host blocked after too many errors
    case 1135: // no thread to be had
    case 1203: // too many connections of this user
    case 1226: // a limit of the account
    case 3032: // offline mode
      return new StageFailure(
        'CAPACITY',
        'The server takes no connections right now',
        'Try again shortly; ask the DBA to raise the limit, or to see why the server is not up',
        'database',
      );
    case 1317: // interrupted
    case 1969: // max_statement_time exceeded, MariaDB
    case 3024: // max_execution_time exceeded, MySQL
      return new StageFailure(
        'QUERY_FAILED',
        'The server cancelled the query',
        'Try again; ask the DBA whether a limit or an administrator cancelled it',
      );
    default:
      return new StageFailure(
        'QUERY_FAILED',
        `The server answered error ${error.errno}`,
        'Ask the DBA to look the error up in the log of the server',
      );
  }
}

export function tlsRequired(): StageFailure {
  return new StageFailure('TLS_REQUIRED', 'The server takes this login over TLS only', TURN_TLS_ON, 'tls');
}

const GRANT_REMEDY = 'Ask the DBA to grant this login SELECT on the database and its tables';

function authRemedy(errno: number): string {
  switch (errno) {
    case 1130:
      return 'Ask the DBA to let this user in from the address of this installation';
    case 1820:
    case 1862:
      return 'The password has expired: set a new one with a client of your own, or ask the DBA to';
    case 3118:
    case 4151:
      return 'Ask the DBA to unlock this account';
    default:
      return 'Check username and password, and ask the DBA whether the account is let in from here or wants TLS';
  }
}
