import { scrub } from '../diagnosis/scrub.ts';
import { StageFailure } from '../stages/stage-failure.ts';

/** An error message of the server. */
export interface ServerError {
  number: number;
  message: string;
}

export function isServerError(error: unknown): error is Error & ServerError {
  return error instanceof Error && 'number' in error && typeof error.number === 'number';
}

/** Refused, of an untrusted domain, disabled, locked out, expired, to be changed. */
const LOGINS = new Set([18_452, 18_456, 18_470, 18_486, 18_487, 18_488]);
/** Cannot be opened, is not there, is offline, or the default one of the login is none of these. */
const DATABASES = new Set([911, 942, 4060, 4064]);
const PERMISSIONS = new Set([229, 230, 262, 297, 300, 371, 916, 15_247]);
/** Limits of Azure SQL, starting up, shutting down, single user, or out of connections. */
const BUSY = new Set([
  6005, 10_928, 10_929, 10_936, 17_142, 17_187, 17_809, 17_830, 18_401, 18_451, 18_461, 40_197, 40_501, 40_540, 40_544,
  40_549, 40_613, 49_918, 49_919, 49_920,
]);
/** The firewall of Azure SQL. */
const FIREWALL = new Set([40_532, 40_615]);
const LOCKED = new Set([1205, 1222]);

/** What an error of the server means, by its number: the texts come in any language. */
export function serverFailure(error: ServerError, secrets: readonly string[]): StageFailure {
  return meaningOf(error).quoting(scrub(error.message, secrets), error.number, secrets);
}

function meaningOf({ number }: ServerError): StageFailure {
  if (LOGINS.has(number)) {
    return new StageFailure(
      'AUTH_FAILED',
      'The server refused the login',
      'Check username and password with the owner of the connection, or ask the DBA to reset the password',
      'auth',
    );
  }
  if (DATABASES.has(number)) {
    return new StageFailure(
      'DATABASE_NOT_FOUND',
      'The database cannot be opened',
      'Check the database name; ask the DBA for the right one, and whether this login is a user of it',
      'database',
    );
  }
  if (PERMISSIONS.has(number)) {
    return new StageFailure(
      'PERMISSION_DENIED',
      'The login may not do this',
      'Ask the DBA to grant this login CONNECT on the database and SELECT and VIEW DEFINITION on its schemas',
    );
  }
  if (BUSY.has(number)) {
    return new StageFailure(
      'CAPACITY',
      'The server takes no connections right now',
      'Try again shortly; ask the DBA to raise the limits or to see why the database is not available',
      'database',
    );
  }
  if (FIREWALL.has(number)) {
    return new StageFailure(
      'PERMISSION_DENIED',
      'The firewall of the server refuses this address',
      'Ask the DBA to allow the address of this installation in the firewall rules of the server',
      'auth',
    );
  }
  return new StageFailure(
    'QUERY_FAILED',
    LOCKED.has(number) ? 'Another session holds a lock' : `The server answered error ${number}`,
    LOCKED.has(number)
      ? 'Try again; ask the DBA which session holds locks on the catalogue'
      : 'Ask the DBA to look the error up in the log of the server',
  );
}
