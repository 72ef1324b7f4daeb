import type { CreateApiKeyInput, CreatedApiKey } from '@portolan/contract';
import { ApiKeyEntity } from '@portolan/db';
import { recordEvent } from '../audit/record-event.ts';
import type { TenantContext } from '../context.ts';
import { AppError, invalid } from '../errors.ts';
import { mutate } from '../mutate.ts';
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
  const expiresAt = input.expiresAt ? new Date(input.expiresAt) : null;
  if (expiresAt && expiresAt.getTime() <= Date.now()) throw invalid('expiresAt', 'Must lie in the future');
  const { id, key, secretHash } = await newKey();
  const row = {
    id,
    tenantId: tenant.id,
    userId: principal.userId,
    name: input.name,
    secretHash,
    permissionIds,
    expiresAt,
    lastUsedAt: null,
    createdAt: new Date(),
    revokedAt: null,
  };
  await mutate(ctx, async (em, held) => {
    assertGrantable(held, permissionIds);
    await em.insert(ApiKeyEntity, row);
    const details = { name: row.name, permissionIds, expiresAt: expiresAt?.toISOString() ?? null };
    await recordEvent(em, held, { action: 'apiKeys:create', entityType: 'api_key', entityId: id, details });
  });
  return { ...toApiKey(row), key };
}
