import type { ApiKeyIdInput } from '@portolan/contract';
import { recordEvent } from '../audit/record-event.ts';
import type { TenantContext } from '../context.ts';
import { mutate } from '../mutate.ts';
import { revokeLapsedInvitations } from '../revoke-lapsed-invitations.ts';
import { assertMayManage, requireKey } from './may-manage.ts';

/** Ends a key at once, with all its secrets. Its row stays, so that the events of what it did keep their name. */
export async function revokeApiKey(ctx: TenantContext, input: ApiKeyIdInput): Promise<void> {
  await mutate(
    ctx,
    async (em, held) => {
      const { key, whose } = await requireKey(em, held, input.id);
      assertMayManage(held, key.id, whose, {
        own: ['api_key:create', 'api_key:delete'],
        service: ['service_account:update', 'api_key:delete'],
        other: ['api_key:delete'],
      });
      key.revokedAt = new Date();
      await em.flush();
      const details = { name: key.name };
      await recordEvent(em, held, { action: 'apiKeys:revoke', entityType: 'api_key', entityId: key.id, details });
      await revokeLapsedInvitations(em, held);
    },
    { tenantTurn: true },
  );
}
