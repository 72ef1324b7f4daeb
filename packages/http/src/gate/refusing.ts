import { problemResponse } from '@portolan/rest';
import type { AppError } from '@portolan/router';
import type { Context, MiddlewareHandler } from 'hono';
import { asked } from './asked.ts';

/** What is wrong with a request as it stands, before anybody has looked into it; null for nothing. */
export type Fault = (c: Context) => AppError | null;

/** Answers a request with the first of these faults that it has. */
export function refusing(...faults: readonly Fault[]): MiddlewareHandler {
  return async (c, next) => {
    for (const faultOf of faults) {
      const error = faultOf(c);
      if (error) return problemResponse(c, error, asked(c).id);
    }
    await next();
  };
}
