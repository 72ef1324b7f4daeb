import { AppError } from '../errors.ts';

/** For what is answered from a snapshot alone. */
export function noSnapshot(): never {
  throw new AppError('NOT_FOUND', 'There is no snapshot of this database yet; refresh it first');
}
