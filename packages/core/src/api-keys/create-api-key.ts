import type { CreateApiKeyInput, CreatedApiKey } from '@portolan/contract';
import { recordEvent } from '../audit/record-event.ts';
import type { TenantContext } from '../context.ts';
import { mutate } from '../mutate.ts';
import { assertGrantable } from '../roles/assert-grantable.ts';
import { assertPerson } from './may-manage.ts';
import { expiryOf, writeKey } from './write-key.ts';

/** A key of one's own: it works with its maker's rights, narrowed to these permissions. */
export async function createApiKey(ctx: TenantContext, input: CreateApiKeyInput): Promise<CreatedApiKey> {
  const { principal, tenant } = ctx;
  assertPerson(ctx);
  expiryOf(input);
  return mutate(ctx, async (em, held) => {
    assertGrantable(held, input.permissionIds);
    const key = { tenantId: tenant.id, userId: principal.userId, madeBy: null, wanted: input };
    const { made, details } = await writeKey(em, key);
    const entry = { entityType: 'api_key', entityId: made.id, details: { ...details } };
    await recordEvent(em, held, { action: 'apiKeys:create', ...entry });
    return made;
  });
}
