import { cut } from '@portolan/contract';
import type { Logger, Principal } from '@portolan/core';
import type { Context, MiddlewareHandler } from 'hono';
import { requestId } from '../request-id.ts';

const MOST_PATH = 300;
const callers = new WeakMap<Context, Principal>();

/** Who asks, once it is known. */
export function noteCaller(c: Context, principal: Principal): void {
  callers.set(c, principal);
}

/**
 * One line for each request: what was asked, from where, by whom, in which tenant, how it ended. Ids and addresses only;
 * of a query nothing, as anything may stand in one.
 */
export function accessLog(log: Logger, addressOf: (c: Context) => string): MiddlewareHandler {
  return async (c, next) => {
    const started = performance.now();
    c.header('x-request-id', requestId(c));
    await next();
    const ms = Math.round(performance.now() - started);
    const { method, path } = c.req;
    const request = { requestId: requestId(c), method, path: cut(path, MOST_PATH), status: c.res.status, ms };
    const fields = { ...request, address: addressOf(c), ...callerFields(callers.get(c)) };
    // Once the answer is on its way: nobody has to wait for a line of the log.
    setTimeout(() => log.info(fields, 'request'), 0);
  };
}

function callerFields(caller: Principal | undefined): object {
  if (!caller) return {};
  const { userId, credential, tenant } = caller;
  return {
    user: userId,
    ...(tenant ? { tenant: tenant.slug } : {}),
    ...(credential.kind === 'apiKey' ? { apiKey: credential.apiKeyId } : {}),
  };
}
