import type { CreateApiKeyInput, CreatedApiKey } from '@portolan/contract';
import { ApiKeyEntity, type EntityManager } from '@portolan/db';
import { recordEvent } from '../audit/record-event.ts';
import type { TenantContext } from '../context.ts';
import { AppError, invalid } from '../errors.ts';
import { assertGrantable } from '../roles/assert-grantable.ts';
import { newKey } from './key-text.ts';
import { toApiKey } from './view.ts';

/**
 * A key of the tenant that works with its maker's rights, narrowed to these permissions. Only a person makes one: a key
 * that leaked must not be able to outlive itself in another.
 */
export async function createApiKey(ctx: TenantContext, input: CreateApiKeyInput): Promise<CreatedApiKey> {
  const { principal, tenant } = ctx;
  if (principal.credential.kind === 'apiKey') {
    throw new AppError('FORBIDDEN', 'An API key cannot make another; sign in and make it yourself');
  }
  const permissionIds = [...new Set(input.permissionIds)].sort();
  assertGrantable(ctx, permissionIds);
  const expiresAt = input.expiresAt ? new Date(input.expiresAt) : null;
  if (expiresAt && expiresAt.getTime() <= Date.now()) throw invalid('expiresAt', 'Must lie in the future');
  const { id, key, secretHash } = await newKey();
  const row = {
    ...{ id, tenantId: tenant.id, userId: principal.userId, name: input.name, secretHash, permissionIds, expiresAt },
    ...{ lastUsedAt: null, createdAt: new Date(), revokedAt: null },
  };
  await ctx.services.db.transaction({ tenantId: tenant.id }, async (em) => {
    await assertStillMember(em, ctx);
    await em.insert(ApiKeyEntity, row);
    const details = { name: row.name, permissionIds, expiresAt: expiresAt?.toISOString() ?? null };
    await recordEvent(em, ctx, { action: 'apiKeys:create', entityType: 'api_key', entityId: id, details });
  });
  return { ...toApiKey(row), key };
}

/** Whose membership ends at this very moment makes no key any more. */
async function assertStillMember(em: EntityManager, { tenant, principal }: TenantContext): Promise<void> {
  const rows = await em.execute(
    'select from memberships where tenant_id = ? and user_id = ? and is_active for key share',
    [tenant.id, principal.userId],
  );
  if (rows.length === 0) throw new AppError('FORBIDDEN', 'You are not a member of this tenant');
}
