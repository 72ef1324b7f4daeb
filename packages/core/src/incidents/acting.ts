import type { EntityManager } from '@portolan/db';
import type { Context, Services, TenantRef } from '../context.ts';

/** The product itself, at work in a tenant: nobody has asked. */
export type ActingInTenant = Context & { tenant: TenantRef };

const ACTIVE = "select id, slug, name from tenants where id = ? and status = 'active' for share";

/**
 * The turn of whatever changes the incidents of a tenant, one transaction after the other; null for a tenant that is gone.
 * It comes first in its transaction.
 */
export async function takeIncidentsTurn(
  em: EntityManager,
  services: Services,
  tenantId: string,
): Promise<ActingInTenant | null> {
  await em.execute('select pg_advisory_xact_lock(727009, hashtext(?::uuid::text))', [tenantId]);
  const [tenant] = await em.execute<TenantRef[]>(ACTIVE, [tenantId]);
  const request = { id: 'monitoring', address: 'system', userAgent: null };
  return tenant ? { services, tenant, request } : null;
}
