import type { ConnectionIdInput } from '@portolan/contract';
import { recordEvent } from '../audit/record-event.ts';
import type { TenantContext } from '../context.ts';
import { mutate } from '../mutate.ts';
import { assertVersion } from '../versions/index.ts';
import { audited } from './audited.ts';
import { requireConnection } from './find-connection.ts';

/** Soft: gone from every list, and `restoreConnection` brings it back. */
export async function deleteConnection(ctx: TenantContext, input: ConnectionIdInput): Promise<void> {
  await mutate(ctx, async (em, held) => {
    const row = await requireConnection(em, held, input.id, { forUpdate: true });
    await assertVersion(em, held, { type: 'connection', ...row });
    row.deletedAt = new Date();
    row.deletedByUserId = held.principal.userId;
    await em.flush();
    const details = { name: row.name, before: audited(row) };
    await recordEvent(em, held, { action: 'connections:delete', entityType: 'connection', entityId: row.id, details });
  });
}
