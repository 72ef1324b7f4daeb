import type { ViewIdInput } from '@portolan/contract';
import { recordEvent } from '../audit/record-event.ts';
import type { TenantContext } from '../context.ts';
import { mutate } from '../mutate.ts';
import { assertMayShare } from './assert-may-share.ts';
import { requireView } from './find-view.ts';

export async function deleteView(ctx: TenantContext, { id }: ViewIdInput): Promise<void> {
  const { userId } = ctx.principal;
  await mutate(
    ctx,
    async (em, held) => {
      const { name, isShared, state } = await requireView(em, held, id);
      if (isShared) assertMayShare(held);
      await em.execute('delete from saved_views where tenant_id = ? and id = ?', [held.tenant.id, id], 'run');
      const details = { name, before: { name, shared: isShared, state } };
      await recordEvent(em, held, { action: 'views:delete', entityType: 'view', entityId: id, details });
    },
    { scope: { userId } },
  );
}
