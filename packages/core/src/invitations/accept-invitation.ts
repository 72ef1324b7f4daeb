import type { AcceptedInvitationToken, AcceptInvitationInput } from '@portolan/contract';
import { tokenOf } from '../auth/index.ts';
import type { Context } from '../context.ts';
import { takeInvitation } from './take-invitation.ts';

/** Accepts for a program: the answer is a bearer token whose session works in the tenant of the invitation. */
export async function acceptInvitation(ctx: Context, input: AcceptInvitationInput): Promise<AcceptedInvitationToken> {
  const taken = await takeInvitation(ctx, input);
  return { ...(await tokenOf(ctx, taken)), tenant: taken.tenant };
}
