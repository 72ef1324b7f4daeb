import { TenantEntity } from '@portolan/db';
import { compensateProvisioning } from './compensate-provisioning.ts';
import type { ProvisioningServices } from './journal.ts';

/** Takes back what a killed process left half made. A provisioning that another process still works on is left alone. */
export async function repairTenants(services: ProvisioningServices): Promise<number> {
  const { db } = services;
  const open = await db.ownerTransaction((em) => em.find(TenantEntity, { status: 'provisioning' }));
  let repaired = 0;
  for (const tenant of open) {
    await db.tryExclusive(tenant.id, async () => {
      const current = await db.ownerTransaction((em) => em.findOne(TenantEntity, { id: tenant.id }));
      if (current?.status !== 'provisioning') return;
      await compensateProvisioning(services, tenant, 'the process that made it was killed');
      repaired++;
    });
  }
  return repaired;
}
