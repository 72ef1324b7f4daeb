import type { ConnectionIdInput } from '@portolan/contract';
import { recordEvent } from '../audit/record-event.ts';
import { requireConnection } from '../connections/index.ts';
import type { TenantContext } from '../context.ts';
import { mutate } from '../mutate.ts';

const DELETE = 'delete from diagram_layouts where tenant_id = ? and user_id = ? and connection_id = ?';

/** All tables of the diagrams of a connection go back to where the layout puts them, for the caller. */
export async function resetLayout(ctx: TenantContext, { id }: ConnectionIdInput): Promise<void> {
  const { userId } = ctx.principal;
  await mutate(
    ctx,
    async (em, held) => {
      const { name } = await requireConnection(em, held, id);
      await em.execute(DELETE, [held.tenant.id, userId, id], 'run');
      await recordEvent(em, held, {
        action: 'introspection:resetLayout',
        entityType: 'connection',
        entityId: id,
        details: { name },
      });
    },
    { scope: { userId } },
  );
}
