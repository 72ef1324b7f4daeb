import type { UserIdInput } from '@portolan/contract';
import { MembershipEntity } from '@portolan/db';
import { recordEvent } from '../audit/record-event.ts';
import { endSessions } from '../auth/index.ts';
import type { TenantContext } from '../context.ts';
import { mutate } from '../mutate.ts';
import { revokeLapsedInvitations } from '../revoke-lapsed-invitations.ts';
import { assertAdminRemains } from '../roles/admins.ts';
import { takeAccountTurn } from '../turns.ts';
import { emailOf } from './email-of.ts';
import { assertNotSelf, requireMember } from './find-member.ts';
import { syncAccount } from './sync-account.ts';

/**
 * Ends a membership, and with it the user's roles and API keys in this tenant and all their sessions. An account without
 * any membership left is deactivated; a new invitation brings it back.
 */
export async function removeUser(ctx: TenantContext, input: UserIdInput): Promise<void> {
  const { id } = input;
  const tenantId = ctx.tenant.id;
  assertNotSelf(ctx, id, 'remove');
  await mutate(
    ctx,
    async (em, held) => {
      await takeAccountTurn(em, id);
      await requireMember(em, held, id);
      const roles = await em.execute<{ id: string }[]>(
        'select role_id as id from membership_roles where tenant_id = ? and user_id = ? order by 1',
        [tenantId, id],
      );
      await em.nativeDelete(MembershipEntity, { tenantId, userId: id });
      await assertAdminRemains(em, tenantId);
      await syncAccount(em, id);
      await endSessions(em, id);
      const details = { email: await emailOf(em, id), roleIds: roles.map((role) => role.id) };
      await recordEvent(em, held, { action: 'users:remove', entityType: 'user', entityId: id, details });
      await revokeLapsedInvitations(em, held);
    },
    { tenantTurn: true, scope: { userId: id } },
  );
}
