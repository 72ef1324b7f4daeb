import type { ApiKeyIdInput } from '@portolan/contract';
import { ApiKeyEntity, LockMode } from '@portolan/db';
import { recordEvent } from '../audit/record-event.ts';
import type { TenantContext } from '../context.ts';
import { mutate } from '../mutate.ts';
import { notInTenant } from '../not-in-tenant.ts';
import { revokeLapsedInvitations } from '../revoke-lapsed-invitations.ts';

/** Ends a key at once. Its row stays, so that the events of what it did keep their name. */
export async function revokeApiKey(ctx: TenantContext, input: ApiKeyIdInput): Promise<void> {
  const tenantId = ctx.tenant.id;
  await mutate(
    ctx,
    async (em, held) => {
      const where = { id: input.id, tenantId, revokedAt: null };
      const key = await em.findOne(ApiKeyEntity, where, { lockMode: LockMode.PESSIMISTIC_WRITE });
      if (!key) throw await notInTenant(em, ctx, { type: 'api_key', id: input.id });
      key.revokedAt = new Date();
      await em.flush();
      const details = { name: key.name };
      await recordEvent(em, held, { action: 'apiKeys:revoke', entityType: 'api_key', entityId: key.id, details });
      await revokeLapsedInvitations(em, held);
    },
    { tenantTurn: true },
  );
}
