import type { AcceptedInvitation, AcceptInvitationInput } from '@portolan/contract';
import { toUser } from '../auth/index.ts';
import type { Context } from '../context.ts';
import { takeInvitation } from './take-invitation.ts';

/** Accepts for a browser: the session travels in the cookie and works in the tenant of the invitation. */
export async function acceptAndSignIn(
  ctx: Context & { setCookie(value: string): void },
  input: AcceptInvitationInput,
): Promise<AcceptedInvitation> {
  const { user, tenant, session } = await takeInvitation(ctx, input);
  ctx.setCookie(ctx.services.sessions.cookie(session.token));
  return { user: toUser(user), tenant };
}
