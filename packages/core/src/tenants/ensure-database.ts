import type { TenantRow } from '@portolan/db';
import type { ProvisioningServices } from './journal.ts';

/** Gives a tenant its database where it has none, and brings it up to date; answers whether it had none. */
export async function ensureDatabase({ tenantDatabases }: ProvisioningServices, tenant: TenantRow): Promise<boolean> {
  const made = !(await tenantDatabases.exists(tenant.slug)) && (await tenantDatabases.create(tenant.slug));
  if (!made) await tenantDatabases.migrate(tenant.slug);
  return made;
}
