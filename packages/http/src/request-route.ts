import { appRouter } from '@portolan/router';
import type { Context } from 'hono';
import { routePath } from 'hono/route';

const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);
const PROCEDURES = new Set(Object.keys(appRouter._def.procedures));
const TRPC = '/trpc/';

/** What was asked for, as one of few: paths that somebody made up must not each become a series. */
export function requestRoute(c: Context): string {
  const { path } = c.req;
  if (path.startsWith(TRPC)) {
    const name = path.slice(TRPC.length);
    if (name.includes(',')) return `${TRPC}(several)`;
    return PROCEDURES.has(name) ? path : `${TRPC}(unknown)`;
  }
  const route = routePath(c);
  return route === '*' || route === '/*' ? '(page)' : route;
}

export function requestMethod(c: Context): string {
  return METHODS.has(c.req.method) ? c.req.method : '(other)';
}
