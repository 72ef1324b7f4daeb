import type { InvitationTokenInput } from '@portolan/contract';
import { recordEvent } from '../audit/record-event.ts';
import type { Context } from '../context.ts';
import { mutate } from '../mutate.ts';
import { assertStanding, findByToken, takeToken } from './find-by-token.ts';

/** Says no for good: the link is dead, and the inviter sees why. */
export async function declineInvitation(ctx: Context, input: InvitationTokenInput): Promise<void> {
  const { row, tenant } = await findByToken(ctx, input.token);
  await mutate(
    ctx,
    async (em) => {
      await assertStanding(em, row);
      await takeToken(em, row, { status: 'declined' });
      const entry = {
        action: 'invitations:decline',
        entityType: 'invitation',
        entityId: row.id,
        tenantId: tenant.id,
      } as const;
      await recordEvent(em, ctx, { ...entry, details: { email: row.email } });
    },
    { scope: { tenantId: tenant.id } },
  );
}
