import type { ErrorCode, ErrorDetail, StageResult } from '@portolan/contract';

/** A code of the server's; `NETWORK` where there was no answer of it, `ABORTED` where the caller did not wait for one. */
export type PortolanErrorCode = ErrorCode | 'NETWORK' | 'ABORTED';

/** What the server says of an error beside its message. */
interface ErrorData {
  appCode: ErrorCode;
  httpStatus: number;
  issues?: ErrorDetail[];
  stages?: StageResult[];
  requestId?: string;
}

/** An error of tRPC's, as far as ours is made of it: whoever only tells errors apart loads nothing of tRPC. */
interface Failed extends Error {
  data?: unknown;
  meta?: Record<string, unknown> | undefined;
}

/** What every call of a client fails with. */
export class PortolanError extends Error {
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
  /** As it came, where it came from the server. */
  readonly data: ErrorData | undefined;

  constructor(failed: Failed, isAborted = false) {
    const refusal = refusalOf(failed);
    super(refusal?.message ?? failed.message, { cause: failed.cause });
    this.name = 'PortolanError';
    const data = (failed.data ?? refusal?.data ?? undefined) as ErrorData | undefined;
    const answer = answerOf(failed);
    this.data = data;
    this.code = data?.appCode ?? (isAborted ? 'ABORTED' : 'NETWORK');
    this.status = data?.httpStatus ?? answer.status;
    this.issues = data?.issues ?? [];
    this.stages = data?.stages ?? [];
    this.requestId = data?.requestId ?? null;
    this.retryAfter = answer.retryAfter;
  }
}

/** What a hub refuses before it looks whose call it is, as a body that is too large, it says as it does over REST. */
interface Problem {
  type?: string;
  error?: { code: ErrorCode; message: string; details?: ErrorDetail[]; requestId?: string };
}

function refusalOf({ meta }: Failed): { message: string; data: ErrorData } | null {
  const { response, responseJSON } = (meta ?? {}) as { response?: { status: number }; responseJSON?: Problem | null };
  const { type, error } = responseJSON ?? {};
  // What a proxy says has codes of its own.
  if (!response || !error || type !== `/api/docs#${error.code}`) return null;
  const { code: appCode, message, details: issues = [], requestId = '' } = error;
  return { message, data: { appCode, httpStatus: response.status, issues, requestId } };
}

/** The answer that carried the error, where there was one: that of a proxy says nothing but its status. */
function answerOf({ meta }: Failed): { status: number; retryAfter: number | null } {
  const { response } = (meta ?? {}) as { response?: { status?: number; headers?: Headers } };
  const seconds = Number(response?.headers?.get?.('retry-after') ?? Number.NaN);
  return { status: response?.status ?? 0, retryAfter: Number.isFinite(seconds) ? seconds : null };
}

/** Whether an error is what a call of a client fails with. */
export function isClientError(error: unknown): error is PortolanError {
  return error instanceof PortolanError;
}
