import type { EntityManager } from '@portolan/db';
import { recordEvent } from '../audit/record-event.ts';
import type { Changing } from '../mutate.ts';

interface Given {
  id: string;
  email: string;
}

const REASON = 'inviter_not_operator';

/**
 * Revokes what is pending by somebody's word as an operator, here and in tenants, with an event each in the log it
 * belongs to. Comes before the flag goes: a trigger would end it without a word.
 */
export async function revokeGivenBy(em: EntityManager, ctx: Changing, inviterId: string): Promise<void> {
  const details = (email: string) => ({ email, invitedByUserId: inviterId, reason: REASON });
  const admins = await em.execute<(Given & { tenantId: string })[]>(
    `update invitations set status = 'revoked', updated_at = now()
     where invited_by_user_id = ? and invited_as = 'operator' and status = 'pending'
     returning id, email, tenant_id as "tenantId"`,
    [inviterId],
  );
  // The logs of several tenants are held at once: always in one order.
  for (const { id, email, tenantId } of admins.sort((a, b) => a.tenantId.localeCompare(b.tenantId))) {
    const entity = { entityType: 'invitation', entityId: id, tenantId };
    await recordEvent(em, ctx, { action: 'invitations:revoke', ...entity, details: details(email) });
  }
  const operators = await em.execute<Given[]>(
    `update operator_invitations set status = 'revoked', updated_at = now()
     where invited_by_user_id = ? and status = 'pending' returning id, email`,
    [inviterId],
  );
  for (const { id, email } of operators) {
    const entity = { entityType: 'operator_invitation', entityId: id };
    await recordEvent(em, ctx, { action: 'operators:remove', ...entity, details: details(email) });
  }
}
