import { AppError } from '../errors.ts';
import { withoutWords } from '../without-words.ts';

/** A failed reading as it may be told to people other than the one who began it: without a word of the server. */
export function publicFailure(error: unknown): unknown {
  if (!(error instanceof AppError) || !error.stages) return error;
  const stages = error.stages.map(withoutWords);
  return new AppError(error.code, stages.at(-1)?.message ?? error.message, { stages });
}
