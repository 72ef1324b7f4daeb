import { AppError, type DatabaseState } from '@portolan/core';

/** What a caller is told of each state of the database, the code of its detail, and when to try again, in seconds. */
const STATES: Record<DatabaseState, { code: string; message: string; retryAfter: number }> = {
  away: { code: 'database_away', message: 'A database that this needs does not answer', retryAfter: 2 },
  crowded: { code: 'database_crowded', message: 'The database has no connection left; try again', retryAfter: 2 },
  refused: { code: 'database_refused', message: 'The database does not let this server in', retryAfter: 10 },
  missing: { code: 'database_missing', message: 'A database that this needs is not there', retryAfter: 30 },
  full: { code: 'database_full', message: 'The disk of the database is full: it takes no changes', retryAfter: 30 },
  memory: { code: 'database_out_of_memory', message: 'The database is at a limit of its memory', retryAfter: 5 },
  readOnly: { code: 'database_read_only', message: 'The database is read-only: it takes no changes', retryAfter: 10 },
  busy: { code: 'database_busy', message: 'The database is busy: what this needs is locked', retryAfter: 1 },
  damaged: { code: 'database_damaged', message: 'The database reports a fault of its own', retryAfter: 30 },
};

/** The error for a database whose state, and not the request, is what failed. */
export function unavailable(state: DatabaseState): AppError {
  const { code, message, retryAfter } = STATES[state];
  return new AppError('UNAVAILABLE', message, { retryAfter, details: [{ path: '', code, message }] });
}
