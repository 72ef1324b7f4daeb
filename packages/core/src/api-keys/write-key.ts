import type { CreateApiKeyInput, CreatedApiKey } from '@portolan/contract';
import { ApiKeyEntity, type EntityManager } from '@portolan/db';
import { invalid } from '../errors.ts';
import { newKey } from './key-text.ts';
import { toApiKey } from './view.ts';

/** When a key ends, which must lie ahead. */
export function expiryOf({ expiresAt }: Pick<CreateApiKeyInput, 'expiresAt'>): Date | null {
  const expiry = expiresAt ? new Date(expiresAt) : null;
  if (expiry && expiry.getTime() <= Date.now()) throw invalid('expiresAt', 'Must lie in the future');
  return expiry;
}

export interface KeyToWrite {
  tenantId: string;
  /** Whom it works as. */
  userId: string;
  madeBy: string | null;
  wanted: CreateApiKeyInput;
}

/** Writes a new key; its text is in the answer, and nowhere else. */
export async function writeKey(em: EntityManager, to: KeyToWrite): Promise<{ made: CreatedApiKey; details: object }> {
  const { tenantId, userId, madeBy, wanted } = to;
  const permissionIds = [...new Set(wanted.permissionIds)].sort();
  const expiresAt = expiryOf(wanted);
  const { id, key, secretHash } = await newKey();
  const row = {
    id,
    tenantId,
    userId,
    name: wanted.name,
    secretHash,
    permissionIds,
    expiresAt,
    lastUsedAt: null,
    createdAt: new Date(),
    revokedAt: null,
    madeBy,
    generation: 1,
    rotatedAt: null,
    formerHash: null,
    formerUntil: null,
  };
  await em.insert(ApiKeyEntity, row);
  const details = { name: row.name, permissionIds, expiresAt: expiresAt?.toISOString() ?? null };
  return { made: { ...toApiKey(row), key }, details };
}
