import type { LoginInput } from '@portolan/contract';
import type { UserRow } from '@portolan/db';
import { recordEvent } from '../audit/record-event.ts';
import type { Context } from '../context.ts';
import type { SessionToken } from './sessions.ts';
import { verifyPassword } from './verify-password.ts';

export interface StartedSession {
  user: UserRow;
  session: SessionToken;
}

/** Checks the password and opens a session with a fresh id; the event is written first, so no sign-in goes unseen. */
export async function startSession(ctx: Context, input: LoginInput): Promise<StartedSession> {
  const user = await verifyPassword(ctx, input);
  await ctx.services.db.transaction({}, (em) =>
    recordEvent(em, ctx, { action: 'auth:login', actorUserId: user.id, entityType: 'user', entityId: user.id }),
  );
  const { userAgent, address } = ctx.request;
  return { user, session: await ctx.services.sessions.create(user.id, { userAgent, address }) };
}
