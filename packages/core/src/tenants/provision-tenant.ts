import { type EntityManager, TenantEntity, type TenantRow } from '@portolan/db';
import { AppError } from '../errors.ts';
import { compensateProvisioning } from './compensate-provisioning.ts';
import { type ProvisioningServices, writeStep } from './journal.ts';

const UNIQUE_VIOLATION = '23505';

/**
 * The saga of a tenant: reserve the slug, create the database, migrate it, then go active together with `finish` in
 * one transaction. A failure takes everything back; a crash leaves a journal that `repairTenants` finishes.
 */
export async function provisionTenant(
  services: ProvisioningServices,
  wanted: { name: string; slug: string },
  finish: (em: EntityManager, tenant: TenantRow) => Promise<void>,
): Promise<TenantRow> {
  const tenant = await reserve(services, wanted);
  const result = await services.db.tryExclusive(tenant.id, async () => {
    try {
      return await build(services, tenant, finish);
    } catch (error) {
      await compensateProvisioning(services, tenant, error instanceof Error ? error.message : 'unknown failure');
      throw error;
    }
  });
  if (!result) throw new AppError('UNAVAILABLE', 'The tenant could not be provisioned, try again', { retryAfter: 1 });
  return result;
}

/** The unique slug is the whole of the concurrency control: of any number of callers one gets past this line. */
async function reserve(services: ProvisioningServices, wanted: { name: string; slug: string }): Promise<TenantRow> {
  const tenant: TenantRow = {
    ...{ id: crypto.randomUUID(), name: wanted.name, slug: wanted.slug },
    ...{ status: 'provisioning', createdAt: new Date(), deletedAt: null },
  } as TenantRow;
  try {
    await services.db.ownerTransaction(async (em) => {
      await em.insert(TenantEntity, tenant);
      await writeStep(em, { tenantId: tenant.id, slug: tenant.slug }, 'reserved');
    });
  } catch (error) {
    if ((error as { code?: string }).code !== UNIQUE_VIOLATION) throw error;
    throw new AppError('CONFLICT', `Tenant with slug '${wanted.slug}' already exists`);
  }
  return tenant;
}

async function build(
  services: ProvisioningServices,
  tenant: TenantRow,
  finish: (em: EntityManager, tenant: TenantRow) => Promise<void>,
): Promise<TenantRow> {
  const { db, tenantDatabases } = services;
  const run = { tenantId: tenant.id, slug: tenant.slug };
  const taken = new AppError(
    'CONFLICT',
    `A database named '${tenantDatabases.nameOf(tenant.slug)}' exists already and belongs to no tenant`,
  );
  if (await tenantDatabases.exists(tenant.slug)) throw taken;
  await db.ownerTransaction((em) => writeStep(em, run, 'creating'));
  if (!(await tenantDatabases.create(tenant.slug))) throw taken;
  await db.ownerTransaction((em) => writeStep(em, run, 'migrating'));
  await tenantDatabases.migrate(tenant.slug);
  await db.ownerTransaction(async (em) => {
    const changed = await em.nativeUpdate(
      TenantEntity,
      { id: tenant.id, status: 'provisioning' },
      { status: 'active' },
    );
    if (changed === 0)
      throw new AppError('UNAVAILABLE', 'The tenant could not be provisioned, try again', { retryAfter: 1 });
    await finish(em, tenant);
    await writeStep(em, run, 'active');
  });
  return { ...tenant, status: 'active' };
}
