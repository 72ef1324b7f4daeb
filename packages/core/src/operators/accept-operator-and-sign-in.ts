import type { AcceptInvitationInput, User } from '@portolan/contract';
import { toUser } from '../auth/index.ts';
import type { Context } from '../context.ts';
import { takeOperatorInvitation } from './take-operator-invitation.ts';

/** Accepts for a browser: the session travels in the cookie. */
export async function acceptOperatorAndSignIn(
  ctx: Context & { setCookie(value: string): void },
  input: AcceptInvitationInput,
): Promise<User> {
  const { user, session } = await takeOperatorInvitation(ctx, input);
  ctx.setCookie(ctx.services.sessions.cookie(session.token));
  return toUser(user);
}
