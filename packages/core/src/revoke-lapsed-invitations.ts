import type { EntityManager } from '@portolan/db';
import { recordEvent } from './audit/record-event.ts';
import type { TenantContext } from './context.ts';

interface Lapsed {
  id: string;
  email: string;
  invitedByUserId: string | null;
  reason: string;
}

/**
 * Revokes what is pending in the tenant and whose inviter could no longer invite into that role: comes after each change
 * that takes rights away, in its transaction. Accepting one asks again by the same rule.
 */
export async function revokeLapsedInvitations(em: EntityManager, ctx: TenantContext): Promise<void> {
  const lapsed = await em.execute<Lapsed[]>(
    `select i.id, i.email, i.invited_by_user_id as "invitedByUserId", lapse as reason
     from invitations i cross join lateral invitation_lapse(i.id) lapse
     where i.tenant_id = ? and i.status = 'pending' and lapse is not null order by i.created_at, i.id`,
    [ctx.tenant.id],
  );
  for (const { id, ...details } of lapsed) {
    await em.execute("update invitations set status = 'revoked', updated_at = now() where id = ?", [id], 'run');
    await recordEvent(em, ctx, { action: 'invitations:revoke', entityType: 'invitation', entityId: id, details });
  }
}
