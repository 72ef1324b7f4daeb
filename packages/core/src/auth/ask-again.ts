import { resolveKeyId } from '../api-keys/index.ts';
import { assertRight } from '../assert-right.ts';
import type { Principal, Services } from '../context.ts';
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
  if (credential.kind === 'apiKey') return assertRight(right, await resolveKeyId(services, credential.apiKeyId), null);
  const tenantRef = tenant?.id ?? null;
  const { sessionId, expires } = credential;
  const outlived = expires !== null && expires <= Date.now() / 1000;
  const valid = outlived ? null : await services.sessions.validateId(sessionId, tenantRef, { afresh: true });
  if (!valid) return assertRight(right, null, null);
  const now = ofSession(valid.row, tenantRef, expires);
  assertRight(right, now.principal, now.tenantProblem);
}

/** Where changes are told that may take a right away from somebody. */
export function scopesOfRight({ userId, tenant }: Principal): string[] {
  return [`user:${userId}`, ...(tenant ? [`tenant:${tenant.id}`] : [])];
}
