import { resolveProvenKey } from '../api-keys/index.ts';
import { assertRight } from '../assert-right.ts';
import type { Principal, Services, TenantProblem } from '../context.ts';
import type { Credential } from '../ports/index.ts';
import type { Right } from '../right.ts';
import { ofSession } from './resolve-principal.ts';

export interface Asking {
  services: Services;
  principal: Principal;
  right: Right;
}

/**
 * Asks again, while something goes on, whether its caller may: token, session or key, membership and permissions as of now, by
 * the way a new request would be asked. Refuses with the same words.
 */
export async function askAgain({ services, principal, right }: Asking): Promise<void> {
  const { credential, tenant } = principal;
  const now = await principalNow(services, { credential, tenantId: tenant?.id ?? null });
  assertRight(right, now.principal, now.tenantProblem);
}

/** Whom a credential that has proven itself before speaks for as of now, if anybody. */
export async function principalNow(
  services: Services,
  { credential, tenantId }: { credential: Credential; tenantId: string | null },
): Promise<{ principal: Principal | null; tenantProblem: TenantProblem | null }> {
  const nobody = { principal: null, tenantProblem: null };
  if (credential.kind === 'apiKey') {
    return { ...nobody, principal: await resolveProvenKey(services, credential) };
  }
  const { sessionId, expires } = credential;
  const outlived = expires !== null && expires <= Date.now() / 1000;
  const valid = outlived ? null : await services.sessions.validateId(sessionId, tenantId, { afresh: true });
  return valid ? ofSession(valid.row, tenantId, expires) : nobody;
}

/** Where changes are told that may take a right away from somebody. */
export function scopesOfRight({ userId, tenant }: Principal): string[] {
  return [`user:${userId}`, ...(tenant ? [`tenant:${tenant.id}`] : [])];
}
