import { recordEvent } from '../audit/record-event.ts';
import type { SessionContext } from '../context.ts';
import { mutate } from '../mutate.ts';
import { endSessions } from './end-sessions.ts';

/** Signs the caller out everywhere else. */
export async function revokeOtherSessions(ctx: SessionContext): Promise<void> {
  await mutate(ctx, async (em, held) => {
    const ended = await endSessions(em, ctx.principal.userId, ctx.sessionId);
    await recordEvent(em, held, { action: 'auth:revokeOtherSessions', details: { ended } });
  });
}
