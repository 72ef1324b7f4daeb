import type { AcceptInvitationInput, IssuedToken } from '@portolan/contract';
import { tokenOf } from '../auth/index.ts';
import type { Context } from '../context.ts';
import { takeOperatorInvitation } from './take-operator-invitation.ts';

/** Accepts for a program: the answer is a bearer token. */
export async function acceptOperatorInvitation(ctx: Context, input: AcceptInvitationInput): Promise<IssuedToken> {
  return tokenOf(ctx, await takeOperatorInvitation(ctx, input));
}
