import { toProblem } from '@portolan/rest';
import { AppError, toFailure } from '@portolan/router';

/** The answer where there is no request that the app could be given: its target or its host cannot be read. */
export function unreadable(code: 'VALIDATION_ERROR' | 'INTERNAL'): Response {
  const failure = toFailure(new AppError(code, 'The request cannot be read'));
  const headers = { 'content-type': 'application/problem+json', 'x-content-type-options': 'nosniff' };
  return Response.json(toProblem(failure, '/', crypto.randomUUID()), { status: failure.status, headers });
}
