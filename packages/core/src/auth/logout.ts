import { SessionEntity } from '@portolan/db';
import { recordEvent } from '../audit/record-event.ts';
import type { SessionContext } from '../context.ts';
import { mutate } from '../mutate.ts';

/** Ends the session at hand; its token and cookie are dead from the next request on. */
export async function logout(ctx: SessionContext & { setCookie(value: string): void }): Promise<void> {
  await mutate(ctx, async (em, held) => {
    await em.nativeDelete(SessionEntity, { id: ctx.sessionId });
    await recordEvent(em, held, { action: 'auth:logout' });
  });
  ctx.setCookie(ctx.services.sessions.blankCookie());
}
