import { AppError } from '../errors.ts';
import { isUniqueViolation } from '../unique-violation.ts';

/** Names tell views apart: one's own among each other, and the shared ones. */
export function nameTaken(error: unknown): never {
  if (isUniqueViolation(error)) throw new AppError('CONFLICT', 'There is a view of this name already');
  throw error;
}
