import type { Problem } from '@portolan/contract';
import { type Failure, toFailure } from '@portolan/router';
import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { toSnake } from './casing.ts';

/** An error as the body of an answer: one superset of what the specs ask for. */
export function toProblem(failure: Failure, instance: string, requestId: string): Problem {
  const { code, message, details, stages } = failure;
  return {
    type: `/api/docs#${code}`,
    title: failure.title,
    status: failure.status,
    detail: message,
    instance,
    error: { code, message, details, ...(stages ? { stages } : {}), requestId },
  };
}

/** The answer to any error, headers included. Nothing of the error but its failure gets out. */
export function problemResponse(
  c: Context,
  error: unknown,
  requestId: string,
  more: { casing?: 'snake' | 'camel'; headers?: Record<string, string | string[]> } = {},
): Response {
  const failure = toFailure(error);
  const problem = toProblem(failure, c.req.path, requestId);
  if (more.casing === 'snake') for (const detail of problem.error.details) detail.path = toSnake(detail.path);
  return c.body(JSON.stringify(problem), failure.status as ContentfulStatusCode, {
    ...more.headers,
    'content-type': 'application/problem+json',
    ...(failure.status === 401 ? { 'www-authenticate': 'Bearer' } : {}),
    // A body that was refused unread would be taken for the next request of this connection.
    ...(failure.status === 413 ? { connection: 'close' } : {}),
    ...(failure.retryAfter === undefined ? {} : { 'retry-after': String(Math.ceil(failure.retryAfter)) }),
  });
}
