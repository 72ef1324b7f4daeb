import type { ConnectionIdInput } from '@portolan/contract';
import { recordEvent } from '../audit/record-event.ts';
import type { TenantContext } from '../context.ts';
import { audited } from './audited.ts';
import { requireConnection } from './find-connection.ts';

/** Soft: gone from every list, and `restoreConnection` brings it back. */
export async function deleteConnection(ctx: TenantContext, input: ConnectionIdInput): Promise<void> {
  await ctx.services.db.transaction({ tenantId: ctx.tenant.id }, async (em) => {
    const row = await requireConnection(em, ctx, input.id, { forUpdate: true });
    row.deletedAt = new Date();
    await em.flush();
    const details = { name: row.name, before: audited(row) };
    await recordEvent(em, ctx, { action: 'connections:delete', entityType: 'connection', entityId: row.id, details });
  });
}
