import { StageFailure } from './stage-failure.ts';

/** The time one call has: `signal` fires at its end. */
export interface Deadline {
  readonly signal: AbortSignal;
  /** Milliseconds left, at least 1. */
  remainingMs(): number;
}

/** `at` in milliseconds since the epoch, so that it means the same in parent and child. */
export function deadlineAt(at: number): Deadline {
  const remainingMs = () => Math.max(1, at - Date.now());
  return { signal: AbortSignal.timeout(remainingMs()), remainingMs };
}

export function timeoutFailure(): StageFailure {
  return new StageFailure(
    'TIMEOUT',
    'No answer within the time limit',
    'Check that the server is up and reachable from here; ask the network team whether a firewall drops the packets',
  );
}

/** Waits no longer than the deadline; what was waited for must be ended by its owner. */
export async function within<T>(deadline: Deadline, work: Promise<T>): Promise<T> {
  const { signal } = deadline;
  const ended = Promise.withResolvers<never>();
  const onAbort = () => ended.reject(timeoutFailure());
  if (signal.aborted) onAbort();
  signal.addEventListener('abort', onAbort, { once: true });
  try {
    return await Promise.race([work, ended.promise]);
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}
