import type { InvitationIdInput } from '@portolan/contract';
import { recordEvent } from '../audit/record-event.ts';
import type { TenantContext } from '../context.ts';
import { mutate } from '../mutate.ts';
import { requireOpenInvitation } from './find-invitation.ts';

/** Ends an invitation before it is accepted; its link is dead. */
export async function revokeInvitation(ctx: TenantContext, input: InvitationIdInput): Promise<void> {
  await mutate(ctx, async (em, held) => {
    const row = await requireOpenInvitation(em, held, input.id);
    Object.assign(row, { status: 'revoked', updatedAt: new Date() });
    await em.flush();
    const details = { email: row.email };
    await recordEvent(em, held, { action: 'invitations:revoke', entityType: 'invitation', entityId: row.id, details });
  });
}
