import { StageFailure } from '../stages/stage-failure.ts';

/** Somebody answered, but not the database that was meant. */
export function wrongService(message: string): StageFailure {
  return new StageFailure(
    'WRONG_SERVICE',
    message,
    'Check host and port: another service, or a proxy in between, may be listening there',
  );
}
