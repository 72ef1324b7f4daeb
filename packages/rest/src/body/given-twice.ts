import { cut } from '@portolan/contract';
import { AppError } from '@portolan/router';

/** Of two values for one key nobody can say which was meant, and two readers may take different ones. */
export function givenTwice(key: string): AppError {
  const message = `'${cut(key)}' is given more than once`;
  return new AppError('VALIDATION_ERROR', message, { details: [{ path: cut(key), code: 'duplicate_key', message }] });
}
