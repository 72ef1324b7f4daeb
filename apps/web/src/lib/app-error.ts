import type { ErrorCode, ErrorDetail, StageResult } from '@portolan/contract';
import { failures } from '../locales/en.ts?failures';
import { localized } from './locale.ts';

/** What the server says about a failure, in the shape the pages need. `NETWORK`: there was no answer at all. */
export interface Failure {
  code: ErrorCode | 'NETWORK';
  message: string;
  issues: ErrorDetail[];
  stages: StageResult[];
  requestId: string | null;
}

/** A part of the page could not be fetched. */
export class LoadFailure extends Error {
  readonly failure: Failure;
  /** The server has another build than this page is of: only a reload helps. */
  readonly isReplaced: boolean;

  constructor(failure: Failure, isReplaced = false) {
    super(failure.message);
    this.failure = failure;
    this.isReplaced = isReplaced;
  }
}

interface ErrorData {
  appCode?: ErrorCode;
  issues?: ErrorDetail[];
  stages?: StageResult[];
  requestId?: string;
}

const t = localized('failures', failures);

/** What the page says of its own faults. */
export { t as failureTexts };

/** One that no server has told. */
export function ownFailure(code: Failure['code'], message: string, requestId: string | null = null): Failure {
  return { code, message, issues: [], stages: [], requestId };
}

export function toFailure(error: unknown): Failure {
  if (error instanceof LoadFailure) return error.failure;
  // Whatever the server says stands there, in errors of the client and in those of streams, which tRPC's own client reads.
  if (!(error instanceof Error && 'data' in error)) return ownFailure('INTERNAL', t().unknown);
  const data = error.data as ErrorData | null | undefined;
  if (!data?.appCode) return ownFailure('NETWORK', navigator.onLine === false ? t().offline : t().unreachable);
  return {
    code: data.appCode,
    message: error.message,
    issues: data.issues ?? [],
    stages: data.stages ?? [],
    requestId: data.requestId ?? null,
  };
}

/** Nothing was refused: the same may work when the network or the server is back. */
export function isUnreachable({ code }: Failure): boolean {
  return code === 'NETWORK' || code === 'UNAVAILABLE';
}

export function isUnauthorized(error: unknown): boolean {
  return toFailure(error).code === 'UNAUTHORIZED';
}
