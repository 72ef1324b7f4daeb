import { toProblem } from '@portolan/rest';
import { toFailure } from '@portolan/router';
import { consoleLog } from './console-log.ts';

/** The answer of a worker that cannot serve as it is, in the words of every other failure. */
export function refused(error: unknown, { url }: Request, cause = error): Response {
  const failure = toFailure(error);
  const id = crypto.randomUUID();
  // There may be no log yet: its level is a part of the configuration.
  consoleLog('error').error({ requestId: id, err: cause }, failure.message);
  const headers = {
    'content-type': 'application/problem+json',
    'cache-control': 'no-store',
    ...(failure.retryAfter === undefined ? {} : { 'retry-after': String(Math.ceil(failure.retryAfter)) }),
  };
  return new Response(JSON.stringify(toProblem(failure, URL.parse(url)?.pathname ?? '/', id)), {
    status: failure.status,
    headers,
  });
}
