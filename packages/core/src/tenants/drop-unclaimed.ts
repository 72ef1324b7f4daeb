import { TenantEntity } from '@portolan/db';
import { HOLD_SLUG, type ProvisioningServices } from './journal.ts';

/**
 * Drops a database that bears the prefix and belongs to no tenant, if it holds nothing but our own empty tables. Answers
 * whether it did.
 */
export function dropUnclaimed({ db, tenantDatabases }: ProvisioningServices, slug: string): Promise<boolean> {
  return db.ownerTransaction(async (em) => {
    await em.execute(`select ${HOLD_SLUG}`, [slug]);
    if ((await em.count(TenantEntity, { slug })) > 0) return false;
    if (!(await tenantDatabases.exists(slug)) || !(await tenantDatabases.holdsNothing(slug))) return false;
    await tenantDatabases.drop(slug);
    return true;
  });
}
