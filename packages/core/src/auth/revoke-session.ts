import type { SessionIdInput } from '@portolan/contract';
import { SessionEntity } from '@portolan/db';
import { recordEvent } from '../audit/record-event.ts';
import type { SessionContext } from '../context.ts';
import { AppError } from '../errors.ts';
import { mutate } from '../mutate.ts';

/** Ends one of the caller's own sessions; anybody else's does not exist here. */
export async function revokeSession(ctx: SessionContext, input: SessionIdInput): Promise<void> {
  await mutate(ctx, async (em, held) => {
    const ended = await em.nativeDelete(SessionEntity, { id: input.id, userId: ctx.principal.userId });
    if (ended === 0) throw new AppError('NOT_FOUND', 'Session not found');
    await recordEvent(em, held, { action: 'auth:revokeSession', entityType: 'session', entityId: input.id });
  });
}
