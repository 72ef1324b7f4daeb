import { problemResponse } from '@portolan/rest';
import { AppError } from '@portolan/router';
import type { MiddlewareHandler } from 'hono';
import { requestId } from '../request-id.ts';

interface Incoming {
  incoming?: { rawHeaders?: readonly string[] };
}

/** Two hosts in one request: a proxy before us may have gone by the other one. Only Node's raw headers tell. */
export const oneHost: MiddlewareHandler = async (c, next) => {
  const raw = (c.env as Incoming | undefined)?.incoming?.rawHeaders ?? [];
  const hosts = raw.filter((name, at) => at % 2 === 0 && name.toLowerCase() === 'host');
  if (hosts.length < 2) return next();
  return problemResponse(c, new AppError('VALIDATION_ERROR', 'Name one Host'), requestId(c));
};
