import { type ApiKeyPage, type ListApiKeysInput, toPage } from '@portolan/contract';
import type { TenantContext } from '../context.ts';
import { readPage } from '../paged-read.ts';
import { keyListStatement, type ListedKeyRow, memberKeyListStatement, toListedKey } from './list-statement.ts';

/**
 * The keys that are not revoked, the newest first: all of the tenant for whoever may see them, and else those that work as
 * the caller.
 */
export async function listApiKeys(ctx: TenantContext, input: ListApiKeysInput): Promise<ApiKeyPage> {
  const { permissions, userId } = ctx.principal;
  if (!permissions.has('api_key:read')) return listMemberKeys(ctx, userId, input);
  const { page, pageSize: limit, offset } = toPage(input);
  const paging = { limit, offset, countedBy: 'api_keys' } as const;
  const { rows, total } = await readPage<ListedKeyRow>(ctx, keyListStatement, paging);
  return { items: rows.map(toListedKey), total, page, limit };
}

/** The keys that work as one member. */
export async function listMemberKeys(ctx: TenantContext, userId: string, input: ListApiKeysInput): Promise<ApiKeyPage> {
  const { page, pageSize: limit, offset } = toPage(input);
  const paging = { limit, offset, more: [userId] };
  const { rows, total } = await readPage<ListedKeyRow>(ctx, memberKeyListStatement, paging);
  return { items: rows.map(toListedKey), total, page, limit };
}
