import type { RefreshResult } from '@portolan/contract';
import { AppError, type AppErrorExtras } from '../errors.ts';
import { publicFailure } from './public-failure.ts';

/** What came of a reading, as every process may know it. `left`: nobody waited for it any more, so nothing came of it. */
export type RefreshOutcome =
  | { result: RefreshResult }
  /** Null: something of which nobody is told more. */
  | { failure: { code: AppError['code']; message: string; extras: AppErrorExtras } | null }
  | { left: true };

export function failureOf(error: unknown): RefreshOutcome {
  const told = publicFailure(error);
  if (!(told instanceof AppError)) return { failure: null };
  const { code, message, details, stages, retryAfter } = told;
  const extras = { details, ...(stages ? { stages } : {}), ...(retryAfter === undefined ? {} : { retryAfter }) };
  return { failure: { code, message, extras } };
}

/** The error that a failure was. */
export function errorOf(failure: Extract<RefreshOutcome, { failure: unknown }>['failure']): Error {
  if (!failure) return new Error('a refresh in another process failed');
  return new AppError(failure.code, failure.message, failure.extras);
}
