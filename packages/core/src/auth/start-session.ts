import type { LoginInput } from '@portolan/contract';
import { recordEvent } from '../audit/record-event.ts';
import type { Context } from '../context.ts';
import { mutate } from '../mutate.ts';
import type { SessionToken } from '../ports/index.ts';
import { type Account, holdVerified, verifyPassword } from './verify-password.ts';

export interface StartedSession {
  user: Account;
  session: SessionToken;
}

/** Checks the password and opens a session with a fresh id; session and event are one transaction. */
export async function startSession(ctx: Context, input: LoginInput): Promise<StartedSession> {
  const user = await verifyPassword(ctx, input);
  const session = await mutate(ctx, async (em) => {
    await holdVerified(em, user);
    const opened = await ctx.services.sessions.create(em, user, ctx.request);
    await recordEvent(em, ctx, { action: 'auth:login', actorUserId: user.id, entityType: 'user', entityId: user.id });
    return opened;
  });
  return { user, session };
}
