import type { TenantRefInput } from '@portolan/contract';
import { MembershipEntity, TenantEntity, type TenantRow } from '@portolan/db';
import { type AuditEntry, recordEvent } from '../audit/record-event.ts';
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
    await db.ownerTransaction(async (em) => {
      await writeStep(em, tenant, 'purging');
      // What follows cannot be taken back: it is in the log before it is done.
      await recordEvent(em, ctx, { ...purgeOf(tenant), outcome: 'started' });
    });
    await finishPurge(ctx, tenant);
  });
}

function purgeOf({ id, slug }: TenantRow): AuditEntry {
  return { action: 'tenants:purge', entityType: 'tenant', entityId: id, details: { slug, id } } as const;
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
    await recordEvent(em, ctx, purgeOf(tenant));
  });
  log.info({ tenant: slug }, 'tenant was purged');
}
