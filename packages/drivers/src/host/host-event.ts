import type { LostCause } from './outcome.ts';

/** What happens to worker processes, for the log. Carries no target and no secret. */
export type HostEvent =
  | { type: 'worker-started'; pid: number | undefined }
  | {
      type: 'worker-ended';
      pid: number | undefined;
      /** `crashed` covers a script that could not start. */
      cause: LostCause;
      exitCode: number | null;
      signal: string | null;
      callsLost: number;
    };
