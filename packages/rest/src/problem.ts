import type { Problem } from '@portolan/contract';
import { type Failure, toFailure } from '@portolan/router';
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
  error: unknown,
  request: { path: string; requestId: string; casing?: 'snake' | 'camel' },
  headers = new Headers(),
): Response {
  const failure = toFailure(error);
  const problem = toProblem(failure, request.path, request.requestId);
  if (request.casing === 'snake') for (const detail of problem.error.details) detail.path = toSnake(detail.path);
  headers.set('content-type', 'application/problem+json');
  if (failure.status === 401) headers.set('www-authenticate', 'Bearer');
  // A body that was refused unread would be taken for the next request of this connection.
  if (failure.status === 413) headers.set('connection', 'close');
  if (failure.retryAfter !== undefined) headers.set('retry-after', String(Math.ceil(failure.retryAfter)));
  return new Response(JSON.stringify(problem), { status: failure.status, headers });
}
