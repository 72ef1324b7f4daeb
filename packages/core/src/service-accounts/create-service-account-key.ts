import type { CreatedApiKey, CreateServiceAccountKeyInput } from '@portolan/contract';
import { assertPerson, expiryOf, writeKey } from '../api-keys/index.ts';
import { recordEvent } from '../audit/record-event.ts';
import type { TenantContext } from '../context.ts';
import { AppError, invalid } from '../errors.ts';
import { mutate } from '../mutate.ts';
import { assertGrantable } from '../roles/index.ts';
import { permissionsOfRoles, requireAccount } from './require-account.ts';

/**
 * A key that works as a service account, and lives as long as that. What it may do is held by the account, and by whoever
 * makes the key, who is the one that sees it.
 */
export async function createServiceAccountKey(
  ctx: TenantContext,
  { id, ...wanted }: CreateServiceAccountKeyInput,
): Promise<CreatedApiKey> {
  const tenantId = ctx.tenant.id;
  assertPerson(ctx);
  expiryOf(wanted);
  return mutate(ctx, async (em, held) => {
    const account = await requireAccount(em, held, id);
    const entity = { type: 'service_account', id: account.id };
    assertGrantable(held, wanted.permissionIds, entity);
    const holds = new Set(await permissionsOfRoles(em, tenantId, account.roleIds));
    const beyond = wanted.permissionIds.filter((permission) => !holds.has(permission));
    if (beyond.length > 0)
      throw invalid('permissionIds', `${account.name} does not hold these itself: ${beyond.join(', ')}`);
    if (!account.isActive) throw inactive(account.name, entity);
    const { made, details } = await writeKey(em, {
      tenantId,
      userId: account.id,
      madeBy: held.principal.userId,
      wanted,
    });
    const entry = { entityType: 'api_key', entityId: made.id, details: { ...details, serviceAccountId: account.id } };
    await recordEvent(em, held, { action: 'serviceAccounts:createKey', ...entry });
    return made;
  });
}

function inactive(name: string, entity: { type: string; id: string }): AppError {
  return new AppError('CONFLICT', `${name} is deactivated: a key of it would let nobody in`, { entity });
}
