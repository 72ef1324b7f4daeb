/**
 * What is wrong with the server, where an error is the server's state and nobody's fault in the request:
 * `away` it cannot be reached, starts, stops or recovers; `crowded` it has no connection left; `refused` it does not let
 * this login in; `missing` the database is gone; `full` no room on its disk; `memory` out of memory or over a limit;
 * `readOnly` it takes no writes; `busy` what was needed is locked, or took too long; `damaged` its own system failed.
 */
export type DatabaseState =
  | 'away'
  | 'crowded'
  | 'refused'
  | 'missing'
  | 'full'
  | 'memory'
  | 'readOnly'
  | 'busy'
  | 'damaged';

const SOCKET_CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
]);
const AWAY =
  /connection (terminated|ended)|timeout exceeded when trying to connect|is not queryable|client has encountered a connection/i;
/** As the sockets of workerd say it, which have no codes. */
const LOST = /cannot connect to the specified address|stream was cancelled|network connection lost/i;
const SLOW = /query read timeout/i;

/** SQLSTATE, whole or its class (the first two characters); the whole one wins. */
const STATES: Record<string, DatabaseState> = {
  '08': 'away',
  '08004': 'refused',
  '25006': 'readOnly',
  '25P03': 'busy',
  '25P04': 'busy',
  '28': 'refused',
  '3D': 'missing',
  '40': 'busy',
  '53': 'memory',
  '53100': 'full',
  '53300': 'crowded',
  '55006': 'busy',
  '55P03': 'busy',
  '57': 'away',
  '57014': 'busy',
  '58': 'damaged',
  '72': 'busy',
  F0: 'damaged',
  XX: 'damaged',
};

/** Integrity failures of a transaction's end belong to class 40 but say what was wrong with the data. */
const OURS = new Set(['40002']);
const SQLSTATE = /^[0-9A-Z]{5}$/;

/** The state of PostgreSQL that an error tells of, however deep the ORM hid it; null where the request is at fault. */
export function databaseStateOf(error: unknown): DatabaseState | null {
  if (!(error instanceof Error)) return null;
  const code = String((error as { code?: unknown }).code ?? '');
  if (SOCKET_CODES.has(code) || AWAY.test(error.message) || LOST.test(error.message)) return 'away';
  if (SLOW.test(error.message)) return 'busy';
  if (SQLSTATE.test(code) && !OURS.has(code)) {
    const state = STATES[code] ?? STATES[code.slice(0, 2)];
    if (state) return state;
  }
  const within =
    error instanceof AggregateError ? error.errors : [error.cause, (error as { previous?: unknown }).previous];
  for (const inner of within) {
    const state = inner === error ? null : databaseStateOf(inner);
    if (state) return state;
  }
  return null;
}

/** Whether PostgreSQL as a whole cannot be used just now, as opposed to one database that is gone or a refused request. */
export function isDatabaseFailure(error: unknown): boolean {
  const state = databaseStateOf(error);
  return state !== null && state !== 'missing';
}
