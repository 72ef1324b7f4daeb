import { StageFailure } from '../stages/stage-failure.ts';

/** Anything thrown, as a failure. What no driver foresaw carries no text of its own: it could hold a secret. */
export function failureOf(error: unknown): StageFailure {
  if (error instanceof StageFailure) return error;
  return new StageFailure(
    'DRIVER_CRASHED',
    'The driver failed in an unforeseen way',
    'Try again; if it stays, report it to the operator of this installation',
  );
}
