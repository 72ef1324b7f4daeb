import type { TenantRefInput } from '@portolan/contract';
import { TenantEntity } from '@portolan/db';
import { recordEvent } from '../audit/record-event.ts';
import type { CallerContext } from '../context.ts';
import { AppError } from '../errors.ts';
import { mutate } from '../mutate.ts';
import { takeTenantTurn } from '../turns.ts';
import { withTenant } from './find-tenant.ts';

/** Soft: the database and the slug stay, members lose access with their next request. */
export function deleteTenant(ctx: CallerContext, input: TenantRefInput): Promise<void> {
  return withTenant(ctx.services.db, input.slug, ({ id, slug }) =>
    mutate(
      ctx,
      async (em, held) => {
        await takeTenantTurn(em, id);
        const change = { status: 'deleted', deletedAt: new Date(), failure: null } as const;
        const changed = await em.nativeUpdate(TenantEntity, { id, status: { $in: ['active', 'failed'] } }, change);
        if (changed === 0) throw new AppError('NOT_FOUND', `Tenant '${input.slug}' is not active`);
        const entry = { action: 'tenants:delete', entityType: 'tenant', entityId: id, tenantId: id, details: { slug } };
        await recordEvent(em, held, entry);
      },
      { scope: 'owner' },
    ),
  );
}
