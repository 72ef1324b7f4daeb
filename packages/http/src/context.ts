import { resolvePrincipal } from '@portolan/core';
import type { RouterContext } from '@portolan/router';
import type { Context as HonoContext } from 'hono';
import type { AppDependencies } from './dependencies.ts';
import { asked } from './gate/asked.ts';
import { CallerRequest } from './gate/caller-request.ts';
import { assertNotForeign, assertOwnPages } from './gate/same-site.ts';

/** Request -> session or token -> tenant -> router context. */
export async function createContext(
  c: HonoContext,
  cookies: string[],
  deps: AppDependencies,
  tenant?: string,
): Promise<RouterContext> {
  const { services } = deps;
  const setCookie = (value: string) => void cookies.push(value);
  const request = new CallerRequest(c, deps.addressOf);
  const bearer = bearerOf(c.req.header('authorization'));
  const cookie = bearer === null ? services.sessions.readCookie(c.req.header('cookie') ?? '') : null;
  if (bearer === null) assertNotForeign(c, deps.site);
  const base = { services, request, setCookie };
  if (bearer === null && cookie === null) return { ...base, principal: null, tenantProblem: null };
  const tenantRef = tenantNamed(tenant ?? c.req.header('x-tenant-id')?.trim());
  const resolution = await resolvePrincipal(services, { bearer, cookie, tenantRef, address: request.address });
  if (!resolution.principal) return { ...base, principal: null, tenantProblem: null };
  // Only now: a cookie that is dead, or somebody else's, is no ride.
  if (cookie !== null) assertOwnPages(c, deps.site);
  if (resolution.extendedCookie) setCookie(resolution.extendedCookie);
  asked(c).caller = resolution.principal;
  return { ...base, principal: resolution.principal, tenantProblem: resolution.tenantProblem };
}

/** RFC 9110 has one space after the scheme; people's programs have more, and tabs. */
function bearerOf(header: string | undefined): string | null {
  return /^bearer[ \t]+(\S+)$/i.exec(header?.trim() ?? '')?.[1] ?? null;
}

/** A reference to a tenant as PostgreSQL can compare it; what it could not even hold names nobody's tenant. */
function tenantNamed(reference: string | undefined): string | null {
  if (!reference) return null;
  return reference.includes('\u0000') || !reference.isWellFormed() ? '?' : reference;
}
