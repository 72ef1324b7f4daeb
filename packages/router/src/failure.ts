import { cut, ERRORS, type ErrorCode, type ErrorDetail, errorKind, type StageResult } from '@portolan/contract';
import { AppError, databaseStateOf } from '@portolan/core';
import { TRPCError } from '@trpc/server';
import * as z from 'zod/mini';
import { unavailable } from './unavailable.ts';

/** What a caller may know of an error, the same on both faces. */
export interface Failure {
  code: ErrorCode;
  status: number;
  title: string;
  message: string;
  details: ErrorDetail[];
  stages: StageResult[] | undefined;
  retryAfter: number | undefined;
}

/** However much is wrong with an input, so much of it is told, in so many characters each. */
const MOST_ISSUES = 20;
const MOST_WORDS = 1_500;

const TRPC_CODES: Partial<Record<TRPCError['code'], ErrorCode>> = {
  BAD_REQUEST: 'VALIDATION_ERROR',
  PARSE_ERROR: 'VALIDATION_ERROR',
  UNAUTHORIZED: 'UNAUTHORIZED',
  FORBIDDEN: 'FORBIDDEN',
  NOT_FOUND: 'NOT_FOUND',
  METHOD_NOT_SUPPORTED: 'METHOD_NOT_ALLOWED',
  PAYLOAD_TOO_LARGE: 'PAYLOAD_TOO_LARGE',
  UNSUPPORTED_MEDIA_TYPE: 'UNSUPPORTED_MEDIA_TYPE',
  TOO_MANY_REQUESTS: 'RATE_LIMITED',
};

/** Any error as a failure. What is not ours to show becomes INTERNAL, with a message that says nothing. */
export function toFailure(error: unknown): Failure {
  const cause = error instanceof TRPCError ? (error.cause ?? error) : error;
  if (cause instanceof AppError) return fromAppError(cause);
  const state = databaseStateOf(cause);
  if (state) return fromAppError(unavailable(state));
  if (!(error instanceof TRPCError)) return internal();
  if (cause instanceof z.core.$ZodError && error.code === 'BAD_REQUEST') return fromIssues(cause.issues);
  const code = TRPC_CODES[error.code];
  return code ? fromAppError(new AppError(code, ownMessage(error, code))) : internal();
}

function fromAppError(error: AppError): Failure {
  const { status, title } = errorKind(error.code);
  const { code, details, stages, retryAfter } = error;
  return { code, status, title, message: cut(error.message, MOST_WORDS), details, stages, retryAfter };
}

function fromIssues(issues: readonly z.core.$ZodIssue[]): Failure {
  const details = issues.slice(0, MOST_ISSUES).map(({ path, code, message }) => {
    return { path: path.map((part) => cut(String(part))).join('.'), code, message: cut(message, MOST_WORDS) };
  });
  const message = details[0]?.message ?? ERRORS.VALIDATION_ERROR.title;
  return { ...fromAppError(new AppError('VALIDATION_ERROR', message)), details };
}

function internal(): Failure {
  return fromAppError(new AppError('INTERNAL', 'Something went wrong on our side; the request id finds it in the log'));
}

/** Messages that tRPC itself writes name paths and procedures only; a parse error quotes the input and is replaced. */
function ownMessage(error: TRPCError, code: ErrorCode): string {
  if (error.code === 'PARSE_ERROR' || error.cause instanceof SyntaxError) return 'The body is not valid JSON';
  return error.message && error.message !== error.code ? error.message : errorKind(code).title;
}
