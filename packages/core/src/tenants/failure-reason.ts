/** Why a migration failed, in PostgreSQL's own words and without the statement. */
export function failureReason(error: unknown): string {
  const own = innermost(error) as { severity?: string; message?: string };
  return own.severity && own.message ? own.message : 'the migration failed; the log of the server has more';
}

/** What the database said lies below what migrator and ORM made of it. */
function innermost(error: unknown): unknown {
  const { cause, previous } = (error ?? {}) as { cause?: unknown; previous?: unknown };
  const deeper = cause ?? previous;
  return deeper instanceof Error ? innermost(deeper) : error;
}
