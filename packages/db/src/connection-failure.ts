const CODES = new Set([
  ...['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EHOSTUNREACH'],
  // The server is starting, stopping, in recovery or full.
  ...['57P01', '57P02', '57P03', '53300', '08000', '08001', '08003', '08004', '08006'],
]);
const WORDS =
  /connection (terminated|ended)|timeout exceeded when trying to connect|is not queryable|client has encountered a connection/i;

/** Whether PostgreSQL could not be reached or went away, as opposed to having refused; however deep the ORM hid it. */
export function isConnectionFailure(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (CODES.has((error as { code?: string }).code ?? '') || WORDS.test(error.message)) return true;
  if (error instanceof AggregateError) return error.errors.some(isConnectionFailure);
  return isConnectionFailure(error.cause) || isConnectionFailure((error as { previous?: unknown }).previous);
}
