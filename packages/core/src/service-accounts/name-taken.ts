import { AppError } from '../errors.ts';
import { isUniqueViolation } from '../unique-violation.ts';

/** Turns the violation of the unique name into an error for people; any other error stays what it is. */
export function nameTaken(name: string | undefined): (error: unknown) => never {
  return (error) => {
    if (!isUniqueViolation(error)) throw error;
    throw new AppError('CONFLICT', `This tenant has a service account named '${name}' already`, {
      details: [{ path: 'name', code: 'taken', message: 'Choose another name' }],
    });
  };
}
