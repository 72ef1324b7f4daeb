import type { Logger } from '@portolan/core';
import { AppError, toFailure } from '@portolan/router';
import { TRPCError } from '@trpc/server';

interface Request {
  requestId: string;
  path: string;
}

/** What went wrong on our side or below: with its stack where nobody foresaw it, else by what the caller was told. */
export function logFailure(log: Logger, error: unknown, request: Request): void {
  const { status, code, message } = toFailure(error);
  if (status < 500) return;
  if (isForeseen(error)) log.warn({ ...request, code, reason: message }, 'request refused');
  else log.error({ err: error, ...request }, 'request failed');
}

function isForeseen(error: unknown): boolean {
  const refusal = error instanceof TRPCError ? error.cause : error;
  return refusal instanceof AppError && refusal.cause === undefined;
}
