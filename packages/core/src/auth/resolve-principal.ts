import type { Permission } from '@portolan/contract';
import type { Principal, Services, TenantRef } from '../context.ts';
import type { PrincipalRow } from './principal-statement.ts';
import type { ValidSession } from './sessions.ts';

/** What a request brings along to say who it is. Cookies and bearer tokens never mix: a bearer wins. */
export interface PresentedCredentials {
  bearer: string | null;
  cookie: string | null;
  /** `X-Tenant-Id`: an id or a slug. */
  tenantRef: string | null;
}

export type Resolution =
  | { principal: null }
  | { principal: Principal; extendedCookie: string | null; tenantProblem: TenantProblem | null };
/** `foreign`: a tenant was named that is not the caller's. `ambiguous`: none was named and there are several. */
export type TenantProblem = 'foreign' | 'ambiguous' | 'none';

/** Session, tenant and permissions of a request, in one prepared statement. */
export async function resolvePrincipal(services: Services, presented: PresentedCredentials): Promise<Resolution> {
  const valid = await validSession(services, presented);
  if (!valid) return { principal: null };
  const { tenant, problem } = pickTenant(valid.row, presented.tenantRef);
  const viaCookie = presented.bearer === null;
  return {
    principal: toPrincipal(valid.row, tenant),
    extendedCookie: valid.extended && viaCookie ? services.sessions.cookie(presented.cookie ?? '') : null,
    tenantProblem: problem,
  };
}

async function validSession(services: Services, presented: PresentedCredentials): Promise<ValidSession | null> {
  if (presented.bearer !== null) {
    const sessionId = await services.tokens.verify(presented.bearer);
    return sessionId === null ? null : services.sessions.validateId(sessionId, presented.tenantRef);
  }
  return presented.cookie === null ? null : services.sessions.validateToken(presented.cookie, presented.tenantRef);
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

function toPrincipal(row: PrincipalRow, tenant: TenantRef | null): Principal {
  return {
    userId: row.userId,
    sessionId: row.sessionId,
    email: row.email,
    firstName: row.firstName,
    lastName: row.lastName,
    isOperator: row.isOperator,
    tenant,
    permissions: new Set(tenant && row.permissions ? (row.permissions.split(',') as Permission[]) : []),
  };
}
