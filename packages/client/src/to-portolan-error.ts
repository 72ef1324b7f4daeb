import { TRPCClientError } from '@trpc/client';
import { PortolanError } from './portolan-error.ts';

/** Any failure of a call as the one error that callers know. */
export function toPortolanError(error: unknown, signal?: AbortSignal): PortolanError {
  if (error instanceof PortolanError) return error;
  return new PortolanError(TRPCClientError.from(error as Error), signal?.aborted);
}
