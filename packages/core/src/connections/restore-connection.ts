import type { Connection, ConnectionIdInput } from '@portolan/contract';
import { recordEvent } from '../audit/record-event.ts';
import type { TenantContext } from '../context.ts';
import { mutate } from '../mutate.ts';
import { assertVersion, nextVersion } from '../versions/index.ts';
import { requireConnection } from './find-connection.ts';
import { withHealth } from './health-columns.ts';
import { toConnection } from './view.ts';

/** Takes a delete back. A connection that is not deleted is not found here. */
export function restoreConnection(ctx: TenantContext, input: ConnectionIdInput): Promise<Connection> {
  return mutate(ctx, async (em, held) => {
    const row = await requireConnection(em, held, input.id, { forUpdate: true, deleted: true });
    await assertVersion(em, held, { type: 'connection', ...row });
    row.deletedAt = null;
    row.deletedByUserId = null;
    row.updatedAt = nextVersion(row.updatedAt);
    await em.flush();
    const details = { name: row.name };
    await recordEvent(em, held, { action: 'connections:restore', entityType: 'connection', entityId: row.id, details });
    return toConnection(ctx.services.keyring, await withHealth(em, row));
  });
}
