import type { Deadline } from '../driver.ts';
import { StageFailure } from './stage-failure.ts';

/** `at` in milliseconds since the epoch, so that it means the same in parent and child. `left` fires when nobody waits. */
export function deadlineAt(at: number, left?: AbortSignal): Deadline {
  const remainingMs = () => Math.max(1, at - Date.now());
  const over = AbortSignal.timeout(remainingMs());
  return { signal: left ? AbortSignal.any([over, left]) : over, remainingMs };
}

/** Why a deadline's signal fired. */
export function endOf({ signal }: Deadline): StageFailure {
  const reason: unknown = signal.reason;
  return reason instanceof DOMException && reason.name === 'TimeoutError' ? timeoutFailure() : cancelledFailure();
}

function cancelledFailure(): StageFailure {
  return new StageFailure('CANCELLED', 'The call was cancelled', 'Nobody waits for the answer any more');
}

export function timeoutFailure(): StageFailure {
  const failure = new StageFailure(
    'TIMEOUT',
    'No answer within the time limit',
    'Check that the server is up and reachable from here; ask the network team whether a firewall drops the packets',
  );
  failure.byDeadline = true;
  return failure;
}

/** Waits no longer than the deadline; what was waited for must be ended by its owner. */
export async function within<T>(deadline: Deadline, work: Promise<T>): Promise<T> {
  const { signal } = deadline;
  const ended = Promise.withResolvers<never>();
  const onAbort = () => ended.reject(endOf(deadline));
  if (signal.aborted) onAbort();
  signal.addEventListener('abort', onAbort, { once: true });
  try {
    return await Promise.race([work, ended.promise]);
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}
