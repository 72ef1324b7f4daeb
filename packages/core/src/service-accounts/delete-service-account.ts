import type { ServiceAccountIdInput } from '@portolan/contract';
import { MembershipEntity } from '@portolan/db';
import { recordEvent } from '../audit/record-event.ts';
import type { TenantContext } from '../context.ts';
import { mutate } from '../mutate.ts';
import { revokeLapsedInvitations } from '../revoke-lapsed-invitations.ts';
import { takeAccountTurn } from '../turns.ts';
import { syncAccount } from '../users/index.ts';
import { requireAccount } from './require-account.ts';

/** Ends a service account with its roles and keys. Its name stays, for the events of what it did. */
export async function deleteServiceAccount(ctx: TenantContext, { id }: ServiceAccountIdInput): Promise<void> {
  const tenantId = ctx.tenant.id;
  await mutate(
    ctx,
    async (em, held) => {
      await takeAccountTurn(em, id);
      const { name, ownerId, roleIds } = await requireAccount(em, held, id);
      const keys = await em.execute<{ id: string }[]>(
        'select id from api_keys where tenant_id = ? and user_id = ? and revoked_at is null order by 1',
        [tenantId, id],
      );
      await em.execute(
        'update service_accounts set deleted_at = now(), updated_at = now() where user_id = ?',
        [id],
        'run',
      );
      await em.nativeDelete(MembershipEntity, { tenantId, userId: id });
      await syncAccount(em, id);
      const details = { name, ownerId, roleIds, apiKeyIds: keys.map((key) => key.id) };
      const entry = { entityType: 'service_account', entityId: id, details };
      await recordEvent(em, held, { action: 'serviceAccounts:delete', ...entry });
      await revokeLapsedInvitations(em, held);
    },
    { tenantTurn: true, scope: { userId: id } },
  );
}
