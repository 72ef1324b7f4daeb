import type { InvitationTokenInput } from '@portolan/contract';
import { recordEvent } from '../audit/record-event.ts';
import type { Context } from '../context.ts';
import { deadInvitation } from '../invitations/index.ts';
import { mutate } from '../mutate.ts';
import { findOperatorInvitation } from './find-operator-invitation.ts';

/** Says no for good: the link is dead. */
export async function declineOperatorInvitation(ctx: Context, input: InvitationTokenInput): Promise<void> {
  const { id, email, tokenHash } = await findOperatorInvitation(ctx, input.token);
  await mutate(ctx, async (em) => {
    const [row] = await em.execute<{ done: boolean | null }[]>('select decline_operator_invitation(?) as done', [
      tokenHash,
    ]);
    if (!row?.done) throw deadInvitation();
    const entry = { action: 'operators:decline', entityType: 'operator_invitation', entityId: id } as const;
    await recordEvent(em, ctx, { ...entry, details: { email } });
  });
}
