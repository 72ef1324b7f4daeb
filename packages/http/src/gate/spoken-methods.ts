import { cut } from '@portolan/contract';
import { problemResponse } from '@portolan/rest';
import { AppError } from '@portolan/router';
import type { MiddlewareHandler } from 'hono';
import { requestId } from '../request-id.ts';

const SPOKEN = new Set(['GET', 'HEAD', 'POST', 'OPTIONS']);

/** The methods that tRPC speaks: of any other it would ask for another body. */
export const spokenMethods: MiddlewareHandler = async (c, next) => {
  if (SPOKEN.has(c.req.method)) return next();
  const error = new AppError('METHOD_NOT_ALLOWED', `${cut(c.req.method)} is not a method of this path`);
  return problemResponse(c, error, requestId(c), { headers: { allow: [...SPOKEN].join(', ') } });
};
