import type { ComputeFailureCode } from './hypervisor.ts';

/** How a call to a hypervisor failed; `message` is ours and holds no secret. */
export class ComputeError extends Error {
  readonly code: ComputeFailureCode;

  constructor(code: ComputeFailureCode, message: string) {
    super(message);
    this.name = 'ComputeError';
    this.code = code;
  }
}
