import { isDatabaseFailure, TenantEntity, type TenantRow } from '@portolan/db';
import { failureReason } from './failure-reason.ts';
import type { ProvisioningServices } from './journal.ts';
import { whyUntouchable } from './why-untouchable.ts';

const AT_ONCE = 4;
const AWAY = 'the server of the tenants does not answer';

export interface Migrated {
  slug: string;
  /** Null where it went well. */
  failure: string | null;
}

/**
 * Brings all tenant databases that are behind up to date, some at a time. Each is written down when done: cut short, the
 * next run goes on from there. One that cannot be migrated fails alone. On what is not ours nothing is done.
 */
export async function migrateTenants(services: ProvisioningServices): Promise<Migrated[]> {
  const waiting = await tenantsBehind(services);
  if (waiting.length === 0) return [];
  const untouchable = await whyUntouchable(services).catch((error: unknown) => {
    if (isDatabaseFailure(error)) return AWAY;
    throw error;
  });
  if (untouchable === AWAY) return waiting.map(({ slug }) => ({ slug, failure: AWAY }));
  if (untouchable !== null) return [];
  const results: Migrated[] = [];
  const work = async () => {
    for (let tenant = waiting.shift(); tenant; tenant = waiting.shift()) {
      const result = await migrateOne(services, tenant);
      if (result) results.push(result);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return results.sort((a, b) => a.slug.localeCompare(b.slug));
}

/** Versions compare as text. One that is ahead belongs to a newer release on the same databases, and is left alone. */
export function tenantsBehind({ db, tenantDatabases }: ProvisioningServices): Promise<{ id: string; slug: string }[]> {
  return db.ownerTransaction((em) =>
    em.execute(
      `select id, slug from tenants
       where status in ('active', 'failed') and (schema_version is null or schema_version collate "C" < ?) order by slug`,
      [tenantDatabases.schemaVersion],
    ),
  );
}

/** Null where there was nothing left to do once its turn came. */
function migrateOne(
  services: ProvisioningServices,
  { id, slug }: { id: string; slug: string },
): Promise<Migrated | null> {
  const { db, tenantDatabases, log } = services;
  const attempt = async (tenant: TenantRow): Promise<Migrated | null> => {
    if (tenant.schemaVersion === tenantDatabases.schemaVersion) return null;
    if (tenant.status === 'failed' && !(await tenantDatabases.exists(slug))) return null;
    await tenantDatabases.migrate(slug);
    const change = { status: 'active', failure: null, schemaVersion: tenantDatabases.schemaVersion } as const;
    const open = { id, status: { $in: ['active', 'failed'] } } as const;
    await db.ownerTransaction((em) => em.nativeUpdate(TenantEntity, open, change));
    return { slug, failure: null };
  };
  const held = async () => {
    const tenant = await db.ownerTransaction((em) => em.findOne(TenantEntity, { id }));
    return tenant && (tenant.status === 'active' || tenant.status === 'failed') ? attempt(tenant) : null;
  };
  return db.exclusive(id, held).catch(async (error: unknown) => {
    if (isDatabaseFailure(error)) return { slug, failure: AWAY };
    log.error({ err: error, tenant: slug }, 'a tenant could not be migrated');
    const failure = failureReason(error);
    await markFailed(services, id, failure);
    return { slug, failure };
  });
}

export async function markFailed({ db }: ProvisioningServices, id: string, failure: string): Promise<void> {
  const change = { status: 'failed', failure } as const;
  const open = { id, status: { $in: ['active', 'failed'] } } as const;
  await db.ownerTransaction((em) => em.nativeUpdate(TenantEntity, open, change));
}
