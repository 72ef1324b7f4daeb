import type { TenantRefInput } from '@portolan/contract';
import { TenantEntity } from '@portolan/db';
import { recordEvent } from '../audit/record-event.ts';
import type { SessionContext } from '../context.ts';
import { AppError } from '../errors.ts';
import { requireTenant } from './find-tenant.ts';

/** Soft: the database and the slug stay, members lose access with their next request. */
export async function deleteTenant(ctx: SessionContext, input: TenantRefInput): Promise<void> {
  await ctx.services.db.ownerTransaction(async (em) => {
    const { id, slug } = await requireTenant(em, input.slug);
    const change = { status: 'deleted', deletedAt: new Date() } as const;
    const changed = await em.nativeUpdate(TenantEntity, { id, status: 'active' }, change);
    if (changed === 0) throw new AppError('NOT_FOUND', `Tenant '${input.slug}' is not active`);
    const entry = { action: 'tenants:delete', entityType: 'tenant', entityId: id, tenantId: id, details: { slug } };
    await recordEvent(em, ctx, entry);
  });
}
