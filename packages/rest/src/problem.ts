import { cut, type Problem } from '@portolan/contract';
import { type Failure, type RestRoute, toFailure } from '@portolan/router';
import type { Context } from 'hono';
import { toSnake } from './casing.ts';
import { type AnswerHeaders, respond } from './respond.ts';
import { surfaceKey } from './surface-key.ts';

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

/** The same failure in the names of its surface: paths, and keys that a message quotes. */
function inItsNames(route: RestRoute, failure: Failure): Failure {
  const named = (key: string) => (route.casing === 'snake' ? toSnake(key) : key);
  const spell = (message: string) => message.replace(/^Unknown key.*/, (text) => text.replace(/'\w+'/g, named));
  const details = failure.details.map(({ path, code, message }) => {
    const [head = '', ...rest] = path.split('.');
    return { path: [surfaceKey(route, head), ...rest.map(named)].join('.'), code, message: spell(message) };
  });
  return { ...failure, message: spell(failure.message), details };
}

/** The body of an answer to a failure on a surface. */
export function problemOf(c: Context, failure: Failure, requestId: string, route?: RestRoute): Problem {
  return toProblem(route ? inItsNames(route, failure) : failure, cut(c.req.path, 200), requestId);
}

/** The answer to any error, headers included. Nothing of the error but its failure gets out. */
export function problemResponse(
  c: Context,
  error: unknown,
  requestId: string,
  more: { route?: RestRoute; headers?: AnswerHeaders } = {},
): Response {
  const failure = toFailure(error);
  const problem = problemOf(c, failure, requestId, more.route);
  return respond(c, JSON.stringify(problem), failure.status, {
    ...more.headers,
    'content-type': 'application/problem+json',
    ...(failure.status === 401 ? { 'www-authenticate': 'Bearer' } : {}),
    ...(failure.retryAfter === undefined ? {} : { 'retry-after': String(Math.ceil(failure.retryAfter)) }),
  });
}
