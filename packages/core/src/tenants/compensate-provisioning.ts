import { TenantEntity } from '@portolan/db';
import { type ProvisioningServices, reachedStep, writeStep } from './journal.ts';

/** Takes a provisioning back: drops the database if it is ours, then removes the tenant. May be run any number of times. */
export async function compensateProvisioning(
  services: ProvisioningServices,
  tenant: { id: string; slug: string },
  reason: string,
): Promise<void> {
  const { db, tenantDatabases, log } = services;
  const ours = await db.ownerTransaction((em) => reachedStep(em, tenant.id, 'creating'));
  if (ours) await tenantDatabases.drop(tenant.slug);
  await db.ownerTransaction(async (em) => {
    await em.nativeDelete(TenantEntity, { id: tenant.id, status: 'provisioning' });
    await writeStep(em, { tenantId: tenant.id, slug: tenant.slug }, 'compensated', reason);
  });
  log.warn({ tenant: tenant.slug, reason }, 'tenant provisioning was taken back');
}
