import type { Tenant, TenantRefInput } from '@portolan/contract';
import { TenantEntity } from '@portolan/db';
import { recordEvent } from '../audit/record-event.ts';
import type { SessionContext } from '../context.ts';
import { AppError } from '../errors.ts';
import { requireTenant } from './find-tenant.ts';
import { toTenant } from './view.ts';

/** Takes a soft delete back; members have their access again. */
export async function restoreTenant(ctx: SessionContext, input: TenantRefInput): Promise<Tenant> {
  return ctx.services.db.ownerTransaction(async (em) => {
    const tenant = await requireTenant(em, input.slug);
    const { id, slug } = tenant;
    const change = { status: 'active', deletedAt: null } as const;
    const changed = await em.nativeUpdate(TenantEntity, { id, status: 'deleted' }, change);
    if (changed === 0) throw new AppError('CONFLICT', `Tenant '${slug}' is not deleted`);
    const entry = { action: 'tenants:restore', entityType: 'tenant', entityId: id, tenantId: id, details: { slug } };
    await recordEvent(em, ctx, entry);
    return { ...toTenant(tenant), status: 'active' };
  });
}
