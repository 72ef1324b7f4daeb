import type { Tenant, TenantRefInput } from '@portolan/contract';
import { isDatabaseFailure, TenantEntity, type TenantRow } from '@portolan/db';
import { recordEvent } from '../audit/record-event.ts';
import { AppError } from '../errors.ts';
import { assertStillAllowed, type Changing, mutate } from '../mutate.ts';
import { ensureDatabase } from './ensure-database.ts';
import { failureReason } from './failure-reason.ts';
import { withTenant } from './find-tenant.ts';
import { lastStep } from './journal.ts';
import { toTenant } from './view.ts';

/** Takes a soft delete or a failure back; a database that is missing is made anew, and members have their access again. */
export function restoreTenant(ctx: Changing, input: TenantRefInput): Promise<Tenant> {
  return withTenant(ctx.services.db, input.slug, (tenant) => reinstate(ctx, tenant));
}

/** The work of a restore, for whoever holds the tenant already. */
async function reinstate(ctx: Changing, tenant: TenantRow): Promise<Tenant> {
  const { services } = ctx;
  await assertStillAllowed(ctx);
  const { id, slug, status } = tenant;
  if (status === 'provisioning') throw new AppError('CONFLICT', `Tenant '${slug}' is still being made`);
  if (status === 'active') throw new AppError('CONFLICT', `Tenant '${slug}' is not deleted`);
  if ((await services.db.ownerTransaction((em) => lastStep(em, id))) === 'purging')
    throw new AppError('CONFLICT', `Tenant '${slug}' is being purged`);
  await services.tenantServer.assertOurs();
  const recreated = await ensureDatabase(services, tenant).catch((error: unknown) => {
    if (isDatabaseFailure(error)) throw error;
    throw new AppError('CONFLICT', `The database of '${slug}' cannot be used: ${failureReason(error)}`);
  });
  const version = services.tenantDatabases.schemaVersion;
  const change = { status: 'active', deletedAt: null, failure: null, schemaVersion: version } as const;
  await mutate(
    ctx,
    async (em, held) => {
      if ((await em.nativeUpdate(TenantEntity, { id, status }, change)) === 0)
        throw new AppError('CONFLICT', `Tenant '${slug}' has just been changed by somebody else`);
      const details = recreated ? { slug, databaseRecreated: true } : { slug };
      await recordEvent(em, held, {
        action: 'tenants:restore',
        entityType: 'tenant',
        entityId: id,
        tenantId: id,
        details,
      });
    },
    { scope: 'owner' },
  );
  return toTenant({ ...tenant, ...change });
}
