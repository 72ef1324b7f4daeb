const UNIQUE_VIOLATION = '23505';

/** Whether a statement failed because what it wrote is there already, by a unique index. */
export function isUniqueViolation(error: unknown): boolean {
  return (error as { code?: string } | null)?.code === UNIQUE_VIOLATION;
}
