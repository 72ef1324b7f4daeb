import type { AcceptedInvitationToken, AcceptInvitationInput } from '@portolan/contract';
import { TOKEN_LIFETIME, toUser } from '../auth/index.ts';
import type { Context } from '../context.ts';
import { takeInvitation } from './take-invitation.ts';

/** Accepts for a program: the answer is a bearer token whose session works in the tenant of the invitation. */
export async function acceptInvitation(ctx: Context, input: AcceptInvitationInput): Promise<AcceptedInvitationToken> {
  const { user, tenant, session } = await takeInvitation(ctx, input);
  const accessToken = await ctx.services.tokens.issue(session.sessionId, user.id);
  return { accessToken, tokenType: 'bearer', expiresIn: TOKEN_LIFETIME, user: toUser(user), tenant };
}
