import type { ErrorCode, ErrorDetail, StageResult } from '@portolan/contract';
import type { AppRouter } from '@portolan/router';
import { TRPCClientError } from '@trpc/client';

/** A code of the server's; `NETWORK` where there was no answer of it, `ABORTED` where the caller did not wait for one. */
export type PortolanErrorCode = ErrorCode | 'NETWORK' | 'ABORTED';

interface ErrorData {
  appCode?: ErrorCode;
  httpStatus?: number;
  issues?: ErrorDetail[];
  stages?: StageResult[] | undefined;
  requestId?: string;
}

/** What every call of a client fails with. */
export class PortolanError extends TRPCClientError<AppRouter> {
  readonly code: PortolanErrorCode;
  /** The HTTP status of the answer; 0 where there was none. */
  readonly status: number;
  /** What is wrong with an input, each with its place in it. */
  readonly issues: readonly ErrorDetail[];
  /** How far a connection was tested, where a test is what failed. */
  readonly stages: readonly StageResult[];
  /** What the log of the server knows the request by. */
  readonly requestId: string | null;
  /** Seconds after which the server wants to be asked again. */
  readonly retryAfter: number | null;

  constructor(error: TRPCClientError<AppRouter>, isAborted = false) {
    super(error.message, {
      ...(error.meta ? { meta: error.meta } : {}),
      ...(error.cause ? { cause: error.cause } : {}),
    });
    // The constructor above makes an instance of its own class alone.
    Object.setPrototypeOf(this, PortolanError.prototype);
    const data: ErrorData = error.data ?? {};
    const answer = answerOf(error);
    Object.assign(this, { shape: error.shape, data: error.data, name: 'PortolanError' });
    this.code = data.appCode ?? (isAborted ? 'ABORTED' : 'NETWORK');
    this.status = data.httpStatus ?? answer.status;
    this.issues = data.issues ?? [];
    this.stages = data.stages ?? [];
    this.requestId = data.requestId ?? null;
    this.retryAfter = answer.retryAfter;
  }
}

/** Any failure of a call as the one error that callers know. */
export function toPortolanError(error: unknown, signal?: AbortSignal): PortolanError {
  if (error instanceof PortolanError) return error;
  return new PortolanError(TRPCClientError.from<AppRouter>(error as Error), signal?.aborted);
}

/** The answer that carried the error, where there was one: that of a proxy says nothing but its status. */
function answerOf({ meta }: TRPCClientError<AppRouter>): { status: number; retryAfter: number | null } {
  const { response } = (meta ?? {}) as { response?: { status?: number; headers?: Headers } };
  const seconds = Number(response?.headers?.get?.('retry-after') ?? Number.NaN);
  return { status: response?.status ?? 0, retryAfter: Number.isFinite(seconds) ? seconds : null };
}

/** Whether an error is what a call of a client fails with. */
export function isClientError(error: unknown): error is PortolanError {
  return error instanceof PortolanError;
}
