import { looksLikeKey, resolveApiKey } from '../api-keys/index.ts';
import type { Principal, Services, TenantProblem, TenantRef } from '../context.ts';
import { permissionSet } from '../permission-set.ts';
import type { PrincipalRow, ValidSession, Verified } from '../ports/index.ts';

/** What a request brings along to say who it is. Cookies and bearer tokens never mix: a bearer wins. */
export interface PresentedCredentials {
  /** A JWT or an API key. */
  bearer: string | null;
  cookie: string | null;
  /** `X-Tenant-Id`: an id or a slug. */
  tenantRef: string | null;
  /** Where the request came from; the uses of a key are kept with it. */
  address: string;
}

export type Resolution =
  | { principal: null }
  | { principal: Principal; extendedCookie: string | null; tenantProblem: TenantProblem | null };

/** Who asks, in which tenant, with which permissions: one prepared statement. */
export async function resolvePrincipal(services: Services, presented: PresentedCredentials): Promise<Resolution> {
  const { bearer } = presented;
  if (bearer !== null && looksLikeKey(bearer)) return keyResolution(services, bearer, presented);
  const token = bearer === null ? null : await services.tokens.verify(bearer);
  const valid = await validSession(services, presented, token);
  if (!valid) return { principal: null };
  return {
    ...ofSession(valid.row, presented.tenantRef, token?.expires ?? null),
    extendedCookie: valid.extended && bearer === null ? services.sessions.cookie(presented.cookie ?? '') : null,
  };
}

/** Whom a valid session speaks for, at work in the tenant that is asked for. */
export function ofSession(row: PrincipalRow, tenantRef: string | null, expires: number | null) {
  const { tenant, problem } = pickTenant(row, tenantRef);
  return { principal: toPrincipal(row, tenant, expires), tenantProblem: problem };
}

/** An API key belongs to one tenant: naming it is not needed, and naming another is refused. */
async function keyResolution(
  services: Services,
  bearer: string,
  { tenantRef, address }: PresentedCredentials,
): Promise<Resolution> {
  const principal = await resolveApiKey(services, bearer, address);
  if (!principal?.tenant) return { principal: null };
  const { id, slug } = principal.tenant;
  const foreign = tenantRef !== null && tenantRef !== id && tenantRef !== slug;
  if (!foreign) return { principal, extendedCookie: null, tenantProblem: null };
  const outside = { ...principal, tenant: null, permissions: permissionSet(null) };
  return { principal: outside, extendedCookie: null, tenantProblem: 'foreign' };
}

async function validSession(
  { sessions }: Services,
  { bearer, cookie, tenantRef }: PresentedCredentials,
  token: Verified | null,
): Promise<ValidSession | null> {
  if (bearer !== null) return token && sessions.validateId(token.sessionId, tenantRef);
  return cookie === null ? null : sessions.validateToken(cookie, tenantRef);
}

function pickTenant(
  row: PrincipalRow,
  asked: string | null,
): { tenant: TenantRef | null; problem: TenantProblem | null } {
  const found = row.tenantId !== null && row.tenantSlug !== null && row.tenantName !== null;
  if (!found) return { tenant: null, problem: asked === null ? 'none' : 'foreign' };
  // Without a name, the session's own choice counts, or else there must be nothing to choose from.
  if (asked === null && !row.tenantIsActive && row.tenantCandidates !== 1)
    return { tenant: null, problem: 'ambiguous' };
  const tenant = { id: row.tenantId as string, slug: row.tenantSlug as string, name: row.tenantName as string };
  return { tenant, problem: null };
}

function toPrincipal(row: PrincipalRow, tenant: TenantRef | null, expires: number | null): Principal {
  return {
    userId: row.userId,
    credential: { kind: 'session', sessionId: row.sessionId, expires },
    email: row.email,
    firstName: row.firstName,
    lastName: row.lastName,
    isOperator: row.isOperator,
    tenant,
    permissions: permissionSet(tenant && row.permissions),
  };
}
