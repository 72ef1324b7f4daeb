import { type EntityManager, TenantEntity, type TenantRow } from '@portolan/db';
import { AppError } from '../errors.ts';
import { isUniqueViolation } from '../unique-violation.ts';
import { HOLD_SLUG, type ProvisioningServices } from './journal.ts';
import { takeBackPatiently } from './take-back.ts';

/** What a tenant begins with, in the transaction that activates it. */
export interface Founding {
  /** Written while the server copies the template. */
  prepare(em: EntityManager, tenant: TenantRow): Promise<void>;
  /** Comes last, once there is a database. */
  settle?(em: EntityManager, tenant: TenantRow): Promise<void>;
}

/**
 * The saga of a tenant: reserve the slug, copy the template, then go active together with `founding` in one transaction.
 * A failure takes everything back; a crash leaves a journal that `repairTenants` finishes. The lock is taken before there
 * is anything to see, so that a repair never mistakes one under way for one that was abandoned.
 */
export async function provisionTenant(
  services: ProvisioningServices,
  wanted: { name: string; slug: string },
  founding: Founding,
): Promise<TenantRow> {
  const { db, tenantDatabases } = services;
  const tenant = newTenant(wanted);
  const progress = { reserved: false, made: false };
  try {
    await services.tenantServer.assertOurs();
    // Asked before the slug is ours: what is there now is somebody else's, or that of a tenant whose row stands in the way.
    const occupied = await tenantDatabases.exists(tenant.slug);
    return await db.exclusive(tenant.id, async () => {
      await reserve(services, tenant, occupied);
      progress.reserved = true;
      const database = tenantDatabases.create(tenant.slug).then((made) => {
        progress.made = made;
        if (!made) throw taken(services, tenant.slug);
      });
      return await activate(services, tenant, { database, founding });
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
async function reserve(services: ProvisioningServices, tenant: TenantRow, occupied: boolean): Promise<void> {
  const { id, slug, name, createdAt } = tenant;
  try {
    await services.db.ownerTransaction(async (em) => {
      await em.execute(
        `with turn as materialized (select ${HOLD_SLUG}),
         reserved as (
           insert into tenants (id, slug, name, status, created_at)
           select ?::uuid, ?, ?, 'provisioning', ?::timestamptz from turn returning id, slug
         )
         insert into provisioning_journal (tenant_id, slug, step) select id, slug, 'creating' from reserved`,
        [slug, id, slug, name, createdAt],
      );
      if (occupied) throw taken(services, slug);
    });
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    throw await exists(services, slug);
  }
}

/** A deleted tenant keeps its slug until it is purged: it can be restored, and nobody else may look like it. */
async function exists({ db }: ProvisioningServices, slug: string): Promise<AppError> {
  const sentence = `Tenant with slug '${slug}' already exists`;
  const found = await db.ownerTransaction((em) => em.findOne(TenantEntity, { slug }));
  const [code, message] =
    found?.status === 'deleted'
      ? [
          'deleted_not_purged',
          'The tenant of this slug was deleted and can be restored; once it is purged the slug is free',
        ]
      : ['taken', sentence];
  const details = [{ path: 'slug', code, message }];
  return new AppError('CONFLICT', sentence, { details });
}

/** What is written first is prepared while the server copies the template; nothing of it counts before there is a database. */
async function activate(
  services: ProvisioningServices,
  tenant: TenantRow,
  { database, founding }: { database: Promise<void>; founding: Founding },
): Promise<TenantRow> {
  const version = services.tenantDatabases.schemaVersion;
  const prepared = services.db.ownerTransaction(async (em) => {
    await founding.prepare(em, tenant);
    await database;
    await founding.settle?.(em, tenant);
    const result = await em.execute<{ affectedRows: number }>(
      `with activated as (
         update tenants set status = 'active', schema_version = ? where id = ? and status = 'provisioning' returning id, slug
       )
       insert into provisioning_journal (tenant_id, slug, step) select id, slug, 'active' from activated`,
      [version, tenant.id],
      'run',
    );
    if (result.affectedRows === 0)
      throw new AppError('UNAVAILABLE', 'The tenant could not be provisioned, try again', { retryAfter: 1 });
  });
  // Both end before anything is taken back, whichever fails first.
  const [outcome] = await Promise.allSettled([prepared, database]);
  if (outcome.status === 'rejected') throw outcome.reason;
  return { ...tenant, status: 'active', schemaVersion: version };
}
