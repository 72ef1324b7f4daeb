import { problemResponse } from '@portolan/rest';
import { AppError } from '@portolan/router';
import type { Context, MiddlewareHandler } from 'hono';
import { addressKey, isLoopback, type PerAddress } from './address-key.ts';
import { asked } from './asked.ts';

/**
 * Bounds the requests of one address that are under way. Sockets bound those of whoever comes directly; behind a proxy
 * this is what keeps one of its clients from taking everything.
 */
export function requestsUnderWay(addressOf: (c: Context) => string, limits: PerAddress): MiddlewareHandler {
  const underWay = new Map<string, number>();
  return async (c, next) => {
    const address = asked(c).address(addressOf);
    const key = addressKey(address);
    const count = (underWay.get(key) ?? 0) + 1;
    if (count > (isLoopback(address) ? limits.loopback : limits.address)) {
      const error = new AppError('RATE_LIMITED', 'Too many requests at once', { retryAfter: 1 });
      return problemResponse(c, error, asked(c).id);
    }
    underWay.set(key, count);
    try {
      await next();
    } finally {
      const left = (underWay.get(key) ?? 1) - 1;
      if (left > 0) underWay.set(key, left);
      else underWay.delete(key);
    }
  };
}
