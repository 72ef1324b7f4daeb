import type { EntityManager } from '@portolan/db';
import { recordEvent } from '../audit/record-event.ts';
import type { Context } from '../context.ts';
import { deadInvitation, type LiveInvitation, lapseOf, takeToken } from './find-by-token.ts';

/**
 * Ends an invitation whose inviter could no longer give what it gives, and refuses it: to its bearer it is as dead as any,
 * and its tenant reads why.
 */
export async function endLapsed(ctx: Context, { row, roleId, tenant }: LiveInvitation): Promise<void> {
  const reason = await ctx.services.db.transaction({ tenantId: tenant.id }, async (em) => {
    const lapse = await lapseOf(em, row);
    if (lapse !== null && lapse !== 'tenant_not_active') await end(em, lapse);
    return lapse;
  });
  if (reason !== null) throw deadInvitation();

  async function end(em: EntityManager, lapse: string): Promise<void> {
    await takeToken(em, row, { status: 'revoked' });
    const details = { email: row.email, roleId, invitedByUserId: row.invitedByUserId ?? null, reason: lapse };
    const entry = {
      action: 'invitations:accept',
      entityType: 'invitation',
      entityId: row.id,
      tenantId: tenant.id,
    } as const;
    await recordEvent(em, ctx, { ...entry, outcome: 'denied', details });
  }
}
