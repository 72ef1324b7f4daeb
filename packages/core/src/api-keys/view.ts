import type { ApiKey } from '@portolan/contract';
import type { ApiKeyRow } from '@portolan/db';
import { keyPrefix } from './key-text.ts';

type Viewed = Pick<ApiKeyRow, 'id' | 'name' | 'permissionIds' | 'createdAt'> & {
  expiresAt?: Date | null | undefined;
  lastUsedAt?: Date | null | undefined;
};

export function toApiKey(row: Viewed): ApiKey {
  return {
    id: row.id,
    name: row.name,
    prefix: keyPrefix(row.id),
    permissionIds: row.permissionIds,
    expiresAt: row.expiresAt?.toISOString() ?? null,
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
  };
}
