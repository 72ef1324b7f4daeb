import type { ApiKeyIdInput } from '@portolan/contract';
import { recordEvent } from '../audit/record-event.ts';
import type { TenantContext } from '../context.ts';
import { AppError } from '../errors.ts';
import { mutate } from '../mutate.ts';
import { assertMayManage, requireKey } from './may-manage.ts';

/** Ends the former secret of a key at once; whoever may revoke the key may do this too. */
export async function endOverlap(ctx: TenantContext, input: ApiKeyIdInput): Promise<void> {
  await mutate(
    ctx,
    async (em, held) => {
      const { key, whose } = await requireKey(em, held, input.id);
      assertMayManage(held, key.id, whose, {
        own: ['api_key:create', 'api_key:delete'],
        service: ['service_account:update', 'api_key:delete'],
        other: ['api_key:delete'],
      });
      const until = key.formerUntil;
      if (!until || until.getTime() <= Date.now()) {
        const message = 'No former secret of this key works any more';
        throw new AppError('CONFLICT', message, { details: [{ path: 'id', code: 'no_overlap', message }] });
      }
      key.formerHash = null;
      key.formerUntil = null;
      await em.flush();
      const details = { name: key.name, formerUntil: until.toISOString() };
      await recordEvent(em, held, { action: 'apiKeys:endOverlap', entityType: 'api_key', entityId: key.id, details });
    },
    { tenantTurn: true },
  );
}
