import type { Answering } from '@portolan/rest';
import type { MiddlewareHandler } from 'hono';
import { requestId } from './request-id.ts';

// Everything comes from this origin: no inline script or style, no other host, no frame around it.
const CSP = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

/**
 * Headers of every answer. They are told before the answer is made, so that it is made with them; one that was not made
 * by `respond` gets those that it lacks afterwards. What the router answers is private and is kept nowhere on the way;
 * files say otherwise themselves.
 */
export function securityHeaders(publicUrl: URL): MiddlewareHandler {
  const headers = {
    'content-security-policy': CSP,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'camera=(), microphone=(), geolocation=()',
    'cache-control': 'no-store',
    ...(publicUrl.protocol === 'https:' ? { 'strict-transport-security': 'max-age=31536000; includeSubDomains' } : {}),
  };
  return async (c, next) => {
    const answering: Answering = { headers: { ...headers, 'x-request-id': requestId(c) }, made: null };
    c.set('answering', answering);
    await next();
    if (c.res !== answering.made) complete(c.res.headers, answering.headers);
  };
}

function complete(headers: Headers, every: Answering['headers']): void {
  for (const [name, value] of Object.entries(every)) {
    if (!headers.has(name)) headers.set(name, value);
  }
}
