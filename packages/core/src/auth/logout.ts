import { SessionEntity } from '@portolan/db';
import { recordEvent } from '../audit/record-event.ts';
import type { SessionContext } from '../context.ts';

/** Ends the session at hand; its token and cookie are dead from the next request on. */
export async function logout(ctx: SessionContext & { setCookie(value: string): void }): Promise<void> {
  const { sessions, db } = ctx.services;
  await db.transaction({}, async (em) => {
    await em.nativeDelete(SessionEntity, { id: ctx.sessionId });
    await recordEvent(em, ctx, { action: 'auth:logout' });
  });
  ctx.setCookie(sessions.blankCookie());
}
