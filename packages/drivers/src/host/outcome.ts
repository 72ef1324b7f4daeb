import type { DiagnosisCode, StageResult } from '@portolan/contract';

/** How a call ended, from the pool's point of view. */
export type Outcome =
  | { kind: 'answer'; value: unknown }
  | { kind: 'failure'; code: DiagnosisCode; message: string; stages: StageResult[] }
  | { kind: 'lost'; cause: LostCause };

/**
 * Why a call got no answer: its process died, the call itself was `stuck` beyond the hard cap, it was a `bystander` in
 * a process killed for another call, it was `queued` until its deadline or `refused` at a full queue, its caller has
 * `left` before it began, or the host was `closed`.
 */
export type LostCause = 'crashed' | 'stuck' | 'bystander' | 'queued' | 'refused' | 'left' | 'closed';

/** The result of a call that no driver answered. */
export function lostFailure(cause: LostCause): { code: DiagnosisCode; message: string; remedy: string } {
  switch (cause) {
    case 'crashed':
    case 'bystander':
      return {
        code: 'DRIVER_CRASHED',
        message: 'The driver process ended before it could answer',
        remedy: 'Try again; if it stays, report it to the operator of this installation',
      };
    case 'stuck':
      return {
        code: 'TIMEOUT',
        message: 'The driver did not answer within the hard limit and was stopped',
        remedy: 'Check with the owner of the connection that the server is what it should be, then try again',
      };
    case 'queued':
      return {
        code: 'TIMEOUT',
        message: 'Too many connections are being tested right now',
        remedy: 'Try again in a few seconds',
      };
    case 'refused':
      return {
        code: 'CAPACITY',
        message: 'Too many calls of this tenant are waiting already',
        remedy: 'Wait until the running tests have ended, then try again',
      };
    case 'left':
      return { code: 'CANCELLED', message: 'The call was cancelled', remedy: 'Nobody waits for the answer any more' };
    case 'closed':
      return { code: 'CANCELLED', message: 'The service is shutting down', remedy: 'Try again in a moment' };
  }
}
