import { cut } from '@portolan/contract';
import type { Logger, Principal } from '@portolan/core';
import type { Context, MiddlewareHandler } from 'hono';
import { asked } from './asked.ts';

const MOST_PATH = 300;

/**
 * One line for each request: what was asked, from where, by whom, in which tenant, how it ended. Ids and addresses only;
 * of a query nothing, as anything may stand in one.
 */
export function accessLog(log: Logger, addressOf: (c: Context) => string, atOnce?: boolean): MiddlewareHandler {
  const lines: object[] = [];
  const flush = () => {
    for (const line of lines.splice(0)) log.info(line, 'request');
  };
  return async (c, next) => {
    const started = performance.now();
    await next();
    const { id, caller } = asked(c);
    const { method, path } = c.req;
    const line = {
      requestId: id,
      method,
      path: cut(path, MOST_PATH),
      status: c.res.status,
      ms: Math.round(performance.now() - started),
      address: asked(c).address(addressOf),
    };
    const whole = caller ? Object.assign(line, fieldsOf(caller)) : line;
    if (atOnce) return log.info(whole, 'request');
    // Once the answers are on their way: nobody has to wait for a line of the log.
    if (lines.push(whole) === 1) setTimeout(flush, 0);
  };
}

function fieldsOf({ userId, credential, tenant }: Principal): object {
  return {
    user: userId,
    ...(tenant ? { tenant: tenant.slug } : {}),
    ...(credential.kind === 'apiKey' ? { apiKey: credential.apiKeyId } : {}),
  };
}
