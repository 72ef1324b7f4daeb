import { resolvePrincipal } from '@portolan/core';
import { AppError, type RouterContext } from '@portolan/router';
import type { Context as HonoContext } from 'hono';
import type { AppDependencies } from './dependencies.ts';
import { requestId } from './request-id.ts';

/** Request -> session or token -> tenant -> router context. */
export async function createContext(
  c: HonoContext,
  cookies: string[],
  deps: AppDependencies,
  tenant?: string,
): Promise<RouterContext> {
  const { services } = deps;
  const setCookie = (value: string) => void cookies.push(value);
  const request = {
    id: requestId(c),
    address: deps.addressOf(c),
    userAgent: c.req.header('user-agent')?.slice(0, 300) ?? null,
    signal: c.req.raw.signal,
  };
  const bearer = bearerOf(c.req.header('authorization'));
  const cookie = bearer === null ? services.sessions.readCookie(c.req.header('cookie') ?? '') : null;
  if (cookie !== null) assertSameOrigin(c, deps.publicUrl);
  const base = { services, request, setCookie };
  if (bearer === null && cookie === null) return { ...base, principal: null, tenantProblem: null };
  const tenantRef = tenant ?? (c.req.header('x-tenant-id')?.trim() || null);
  const resolution = await resolvePrincipal(services, { bearer, cookie, tenantRef });
  if (!resolution.principal) return { ...base, principal: null, tenantProblem: null };
  if (resolution.extendedCookie) setCookie(resolution.extendedCookie);
  return { ...base, principal: resolution.principal, tenantProblem: resolution.tenantProblem };
}

function bearerOf(header: string | undefined): string | null {
  const [scheme, token, ...rest] = (header ?? '').split(' ');
  return scheme?.toLowerCase() === 'bearer' && token && rest.length === 0 ? token : null;
}

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * A cookie is sent by the browser whoever asks it to: an unsafe request that rides on one must come from our own
 * pages. Browsers say so in `Sec-Fetch-Site`, older ones in `Origin`.
 */
function assertSameOrigin(c: HonoContext, publicUrl: URL): void {
  if (SAFE.has(c.req.method)) return;
  const site = c.req.header('sec-fetch-site');
  const origin = c.req.header('origin');
  const host = c.req.header('host');
  const own = origin === publicUrl.origin || (origin !== undefined && hostOf(origin) === host);
  const same = site === undefined ? own : site === 'same-origin' && (origin === undefined || own);
  if (!same) throw new AppError('FORBIDDEN', 'This request did not come from the pages of this site');
}

function hostOf(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null;
}
