import { recordEvent } from '../audit/record-event.ts';
import type { SessionContext } from '../context.ts';
import { endSessions } from './end-sessions.ts';

/** Signs the caller out everywhere else. */
export async function revokeOtherSessions(ctx: SessionContext): Promise<void> {
  await ctx.services.db.transaction({}, async (em) => {
    const ended = await endSessions(em, ctx.principal.userId, ctx.sessionId);
    await recordEvent(em, ctx, { action: 'auth:revokeOtherSessions', details: { ended } });
  });
}
