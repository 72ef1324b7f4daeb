import { DiagnosisError } from '@portolan/drivers';
import { AppError } from '../errors.ts';
import { withoutWords } from '../without-words.ts';

/** A database that failed, as an error of ours. */
export function knownFailure(error: unknown): unknown {
  return error instanceof DiagnosisError ? new AppError(error.code, error.message, error) : error;
}

/** A failed reading as it may be told to people other than the one who began it: without a word of the server. */
export function publicFailure(error: unknown): unknown {
  if (!(error instanceof AppError) || !error.stages) return error;
  const stages = error.stages.map(withoutWords);
  return new AppError(error.code, stages.at(-1)?.message ?? error.message, { stages });
}
