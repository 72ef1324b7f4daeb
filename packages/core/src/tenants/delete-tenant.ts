import type { TenantRefInput } from '@portolan/contract';
import { TenantEntity } from '@portolan/db';
import { recordEvent } from '../audit/record-event.ts';
import type { CallerContext } from '../context.ts';
import { AppError } from '../errors.ts';
import { mutate } from '../mutate.ts';
import { takeTenantTurn } from '../turns.ts';
import { withTenant } from './find-tenant.ts';
import { recogniseIfThere } from './server-away.ts';

/** Soft: the database and the slug stay, members lose access with their next request. */
export async function deleteTenant(ctx: CallerContext, input: TenantRefInput): Promise<void> {
  const { tenantServer } = ctx.services;
  // A server that is away says nothing against it; one that is not ours has led this process astray.
  if ((await recogniseIfThere(tenantServer)) !== 'away') await tenantServer.assertOurs();
  return withTenant(ctx.services.db, input.slug, ({ id, slug }) =>
    mutate(
      ctx,
      async (em, held) => {
        await takeTenantTurn(em, id);
        const change = { status: 'deleted', deletedAt: new Date(), failure: null } as const;
        const changed = await em.nativeUpdate(TenantEntity, { id, status: { $in: ['active', 'failed'] } }, change);
        if (changed === 0) throw new AppError('NOT_FOUND', `Tenant '${input.slug}' is not active`);
        const entry = {
          action: 'tenants:delete',
          entityType: 'tenant',
          entityId: id,
          tenantId: id,
          details: { slug },
        } as const;
        await recordEvent(em, held, entry);
      },
      { scope: 'owner' },
    ),
  );
}
