import type { SetUserActiveInput, TenantUser } from '@portolan/contract';
import { recordEvent } from '../audit/record-event.ts';
import { endSessions } from '../auth/index.ts';
import type { TenantContext } from '../context.ts';
import { mutate } from '../mutate.ts';
import { revokeLapsedInvitations } from '../revoke-lapsed-invitations.ts';
import { assertAdminRemains } from '../roles/admins.ts';
import { takeAccountTurn } from '../turns.ts';
import { emailOf } from './email-of.ts';
import { assertNotSelf, requireMember } from './find-member.ts';
import { getUser } from './get-user.ts';
import { syncAccount } from './sync-account.ts';

/**
 * Switches a member off or on in this tenant. Off: their sessions end at once, and the account can sign in only where
 * another tenant still has it as an active member.
 */
export async function setUserActive(ctx: TenantContext, input: SetUserActiveInput): Promise<TenantUser> {
  const { id, isActive } = input;
  const tenantId = ctx.tenant.id;
  if (!isActive) assertNotSelf(ctx, id, 'deactivate');
  await mutate(
    ctx,
    async (em, held) => {
      await takeAccountTurn(em, id);
      const member = await requireMember(em, held, id);
      const before = member.isActive;
      member.isActive = isActive;
      await em.flush();
      await syncAccount(em, id);
      if (!isActive) {
        await assertAdminRemains(em, tenantId);
        await endSessions(em, id);
      }
      const details = { email: await emailOf(em, id), before: { isActive: before }, after: { isActive } };
      await recordEvent(em, held, { action: 'users:setActive', entityType: 'user', entityId: id, details });
      await revokeLapsedInvitations(em, held);
    },
    { tenantTurn: true, scope: { userId: id } },
  );
  return getUser(ctx, { id });
}
