import type { InvitationTokenInput, OperatorInvitationPreview } from '@portolan/contract';
import type { Context } from '../context.ts';
import { findOperatorInvitation } from './find-operator-invitation.ts';

/** Who invites the bearer of a link, and whether they will need a new account. */
export async function lookupOperatorInvitation(
  ctx: Context,
  input: InvitationTokenInput,
): Promise<OperatorInvitationPreview> {
  const { email, inviter, expiresAt, accountId } = await findOperatorInvitation(ctx, input.token);
  return { email, inviter, expiresAt: expiresAt.toISOString(), accountExists: accountId !== null };
}
