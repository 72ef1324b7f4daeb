import { TRPCClientError } from '@trpc/client';
import { PortolanError } from './portolan-error.ts';

/** What tRPC says of a question that fits into no address. */
const TOO_LONG = 'Input is too big for a single dispatch';

function tooLarge({ cause }: Error) {
  const message = 'The input is larger than a question may be';
  return Object.assign(new Error(message, { cause }), { data: { appCode: 'PAYLOAD_TOO_LARGE', httpStatus: 413 } });
}

/** Any failure of a call as the one error that callers know. */
export function toPortolanError(error: unknown, signal?: AbortSignal): PortolanError {
  if (error instanceof PortolanError) return error;
  const failed = TRPCClientError.from(error as Error);
  // What the client refuses itself.
  if (failed.cause instanceof PortolanError) return failed.cause;
  return new PortolanError(failed.message === TOO_LONG ? tooLarge(failed) : failed, signal?.aborted);
}
