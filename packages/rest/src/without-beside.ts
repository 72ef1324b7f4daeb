import { AppError, type RestRoute } from '@portolan/router';
import { safeParse } from 'zod/mini';

/** What was given without the keys that a surface takes beside its input. They must be valid; then they are dropped. */
export function withoutBeside(given: Record<string, unknown>, { beside }: RestRoute): Record<string, unknown> {
  if (!beside) return given;
  const names = new Set(Object.keys(beside._zod.def.shape));
  const apart = (isBeside: boolean) =>
    Object.fromEntries(Object.entries(given).filter(([key]) => names.has(key) === isBeside));
  const checked = safeParse(beside, apart(true));
  const issue = checked.error?.issues[0];
  if (!issue) return apart(false);
  const { code, message } = issue;
  const details = [{ path: issue.path.map(String).join('.'), code, message }];
  throw new AppError('VALIDATION_ERROR', message, { details });
}
