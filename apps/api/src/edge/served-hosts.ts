import { problemResponse } from '@portolan/rest';
import { AppError } from '@portolan/router';
import type { MiddlewareHandler } from 'hono';
import { requestId } from '../request-id.ts';
import type { Site } from './site.ts';

/** Probes of a container ask by its address; what they are told is no secret. */
const ANY_HOST = new Set(['/health']);

/** Answers only for the hosts of the site. */
export function servedHosts(site: Site): MiddlewareHandler {
  return async (c, next) => {
    if (ANY_HOST.has(c.req.path) || site.serves(new URL(c.req.url).host)) return next();
    const message = 'This host is not served here; set PORTOLAN_PUBLIC_URL to the address that people use';
    return problemResponse(c, new AppError('MISDIRECTED_REQUEST', message), requestId(c));
  };
}
