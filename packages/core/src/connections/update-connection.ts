import type { Connection, UpdateConnectionInput } from '@portolan/contract';
import { recordEvent } from '../audit/record-event.ts';
import type { TenantContext } from '../context.ts';
import { mutate } from '../mutate.ts';
import { assertVersion } from '../versions/index.ts';
import { changeRow } from './change-row.ts';
import { credentialOf } from './credential.ts';
import { requireConnection } from './find-connection.ts';
import { findOwner } from './find-owner.ts';
import { withHealth } from './health-columns.ts';
import { isSealed, notifySealed } from './notify-sealed.ts';
import { toConnection } from './view.ts';

/** Changes what the input names. */
export function updateConnection(ctx: TenantContext, input: UpdateConnectionInput): Promise<Connection> {
  return mutate(ctx, async (em, held) => {
    const row = await requireConnection(em, held, input.id, { forUpdate: true });
    await assertVersion(em, held, { type: 'connection', ...row }, input.expectedUpdatedAt);
    const ownerId = input.ownerId === undefined ? undefined : await findOwner(em, held, input.ownerId);
    const change = { fields: input, ownerId, credential: credentialOf(input) };
    const wasSealed = isSealed(ctx.services.keyring, row);
    const entry = await changeRow(ctx.services.keyring, row, change);
    await em.flush();
    if (!wasSealed && isSealed(ctx.services.keyring, row)) await notifySealed(ctx.services, em, row);
    await recordEvent(em, held, entry);
    return toConnection(ctx.services.keyring, await withHealth(em, row));
  });
}
