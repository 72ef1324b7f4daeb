import type { TenantRefInput } from '@portolan/contract';
import { MembershipEntity, TenantEntity, type TenantRow } from '@portolan/db';
import { recordEvent } from '../audit/record-event.ts';
import type { Context } from '../context.ts';
import { AppError } from '../errors.ts';
import { withTenant } from './find-tenant.ts';
import { writeStep } from './journal.ts';

/** The end of a tenant that was deleted before: its database and all its rows. Nothing brings them back. */
export function purgeTenant(ctx: Context, input: TenantRefInput): Promise<void> {
  const { db } = ctx.services;
  return withTenant(db, input.slug, async (tenant) => {
    await ctx.services.tenantServer.assertOurs();
    if (tenant.status !== 'deleted') {
      throw new AppError('CONFLICT', `Tenant '${tenant.slug}' is ${tenant.status}: only deleted tenants can be purged`);
    }
    await db.ownerTransaction((em) => writeStep(em, tenant, 'purging'));
    await finishPurge(ctx, tenant);
  });
}

/** What follows the step `purging`, for whoever holds the tenant; may be run any number of times. */
export async function finishPurge(ctx: Context, tenant: TenantRow): Promise<void> {
  const { db, tenantDatabases, log } = ctx.services;
  const { id, slug } = tenant;
  await tenantDatabases.drop(slug);
  await db.ownerTransaction(async (em) => {
    // Members first: the roles that they hold cannot go before them, and all else follows the tenant.
    await em.nativeDelete(MembershipEntity, { tenantId: id });
    if ((await em.nativeDelete(TenantEntity, { id, status: 'deleted' })) === 0) return;
    await writeStep(em, tenant, 'purged');
    const entry = { action: 'tenants:purge', entityType: 'tenant', entityId: id, details: { slug, id } };
    await recordEvent(em, ctx, entry);
  });
  log.info({ tenant: slug }, 'tenant was purged');
}
