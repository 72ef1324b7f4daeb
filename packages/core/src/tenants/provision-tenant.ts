import { type EntityManager, TenantEntity, type TenantRow } from '@portolan/db';
import { AppError } from '../errors.ts';
import { holdSlug, type ProvisioningServices, writeStep } from './journal.ts';
import { takeBackPatiently } from './take-back.ts';

const UNIQUE_VIOLATION = '23505';

type Finish = (em: EntityManager, tenant: TenantRow) => Promise<void>;

/**
 * The saga of a tenant: reserve the slug, copy the template, then go active together with `finish` in one transaction.
 * A failure takes everything back; a crash leaves a journal that `repairTenants` finishes. The lock is taken before there
 * is anything to see, so that a repair never mistakes one under way for one that was abandoned.
 */
export async function provisionTenant(
  services: ProvisioningServices,
  wanted: { name: string; slug: string },
  finish: Finish,
): Promise<TenantRow> {
  const tenant = newTenant(wanted);
  const progress = { reserved: false, made: false };
  try {
    return await services.db.exclusive(tenant.id, async () => {
      await reserve(services, tenant);
      progress.reserved = true;
      progress.made = await services.tenantDatabases.create(tenant.slug);
      if (!progress.made) throw taken(services, tenant.slug);
      return await activate(services, tenant, finish);
    });
  } catch (error) {
    const reason = error instanceof AppError ? error.message : 'a step failed';
    if (progress.reserved) await takeBackPatiently(services, tenant, { reason, made: progress.made });
    throw error;
  }
}

function newTenant({ name, slug }: { name: string; slug: string }): TenantRow {
  const status = 'provisioning' as const;
  const fresh = { schemaVersion: null, failure: null, createdAt: new Date(), deletedAt: null };
  return { id: crypto.randomUUID(), name, slug, status, ...fresh } as TenantRow;
}

function taken({ tenantDatabases }: ProvisioningServices, slug: string): AppError {
  const name = tenantDatabases.nameOf(slug);
  return new AppError('CONFLICT', `A database named '${name}' exists already and belongs to no tenant`);
}

/** The unique slug is the whole of the concurrency control: of any number of callers one gets past this line. */
async function reserve(services: ProvisioningServices, tenant: TenantRow): Promise<void> {
  const occupied = await services.tenantDatabases.exists(tenant.slug);
  try {
    await services.db.ownerTransaction(async (em) => {
      await holdSlug(em, tenant.slug);
      await em.insert(TenantEntity, tenant);
      if (occupied) throw taken(services, tenant.slug);
      await writeStep(em, tenant, 'creating');
    });
  } catch (error) {
    if ((error as { code?: string }).code !== UNIQUE_VIOLATION) throw error;
    throw new AppError('CONFLICT', `Tenant with slug '${tenant.slug}' already exists`);
  }
}

async function activate(services: ProvisioningServices, tenant: TenantRow, finish: Finish): Promise<TenantRow> {
  const change = { status: 'active', schemaVersion: services.tenantDatabases.schemaVersion } as const;
  await services.db.ownerTransaction(async (em) => {
    const changed = await em.nativeUpdate(TenantEntity, { id: tenant.id, status: 'provisioning' }, change);
    if (changed === 0)
      throw new AppError('UNAVAILABLE', 'The tenant could not be provisioned, try again', { retryAfter: 1 });
    await finish(em, tenant);
    await writeStep(em, tenant, 'active');
  });
  return { ...tenant, ...change };
}
