import { StageFailure } from '../diagnosis/stage-failure.ts';

/** Somebody answered, but not a SQL Server. */
export function wrongService(message: string): StageFailure {
  return new StageFailure(
    'WRONG_SERVICE',
    message,
    'Check host and port: another service, or a proxy in between, may be listening there',
  );
}
