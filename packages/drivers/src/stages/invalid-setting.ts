import { StageFailure } from './stage-failure.ts';

/** A target that cannot be right, found before anybody is dialled. */
export function invalidSetting(message: string, remedy: string): StageFailure {
  return new StageFailure('CONFIG_INVALID', message, remedy);
}
