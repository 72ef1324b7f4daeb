import type { AcceptInvitationInput } from '@portolan/contract';
import { recordEvent } from '../audit/record-event.ts';
import type { Account } from '../auth/index.ts';
import type { Context } from '../context.ts';
import { accountMadeMeanwhile, deadInvitation, holdInvited, invitedAccount } from '../invitations/index.ts';
import { mutate } from '../mutate.ts';
import type { SessionToken } from '../ports/index.ts';
import { takeAccountTurn } from '../turns.ts';
import { findOperatorInvitation } from './find-operator-invitation.ts';

export interface TakenOperatorInvitation {
  user: Account;
  session: SessionToken;
}

/**
 * Makes the owner of the invited address an operator: takes the token, makes or proves the account and opens a session,
 * all or nothing. The database asks once more whether the inviter is an operator, and holds that.
 */
export async function takeOperatorInvitation(
  ctx: Context,
  input: AcceptInvitationInput,
): Promise<TakenOperatorInvitation> {
  const { id, email, tokenHash } = await findOperatorInvitation(ctx, input.token);
  const account = await invitedAccount(ctx, email, input);
  const { user } = account;
  const taken = mutate(
    ctx,
    async (em) => {
      await takeAccountTurn(em, user.id);
      await holdInvited(em, account);
      const [row] = await em.execute<{ outcome: string }[]>('select accept_operator_invitation(?, ?, ?) as outcome', [
        tokenHash,
        user.id,
        user.proof,
      ]);
      if (row?.outcome !== 'accepted') throw deadInvitation();
      const session = await ctx.services.sessions.create(em, user, ctx.request);
      const entry = {
        action: 'operators:accept',
        entityType: 'user',
        entityId: user.id,
        actorUserId: user.id,
      } as const;
      const details = { email, invitationId: id, newAccount: account.isNew };
      await recordEvent(em, ctx, { ...entry, details });
      return session;
    },
    { scope: { userId: user.id } },
  );
  const session = await taken.catch(accountMadeMeanwhile);
  return { user: { ...user, isActive: true, isOperator: true }, session };
}
