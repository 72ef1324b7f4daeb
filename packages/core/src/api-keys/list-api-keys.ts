import { type ApiKeyPage, type ListApiKeysInput, type ListedApiKey, toPage } from '@portolan/contract';
import type { ApiKeyRow } from '@portolan/db';
import type { TenantContext } from '../context.ts';
import { pageStatement, readPage } from '../paged-read.ts';
import { toApiKey } from './view.ts';

type Row = ApiKeyRow & { ownerEmail: string; ownerIsActive: boolean };

const listStatement = pageStatement('api-keys-list', {
  columns: `
    k.id, k.name, k.permission_ids as "permissionIds", k.expires_at as "expiresAt", k.last_used_at as "lastUsedAt",
    k.created_at as "createdAt", k.user_id as "userId", u.email as "ownerEmail",
    m.is_active and u.is_active as "ownerIsActive"`,
  from: 'api_keys k',
  joins: `
    join memberships m on m.tenant_id = k.tenant_id and m.user_id = k.user_id
    join users u on u.id = k.user_id`,
  where: 'k.tenant_id = scope.tenant_id and k.revoked_at is null',
  orderBy: 'k.created_at desc, k.id',
});

/** The keys of the tenant that are not revoked, whoever made them, the newest first. */
export async function listApiKeys(ctx: TenantContext, input: ListApiKeysInput): Promise<ApiKeyPage> {
  const { page, pageSize: limit, offset } = toPage(input);
  const { rows, total } = await readPage<Row>(ctx, listStatement, { limit, offset, countedBy: 'api_keys' });
  return { items: rows.map(toListed), total, page, limit };
}

function toListed(row: Row): ListedApiKey {
  const createdBy = { id: row.userId, email: row.ownerEmail, isActive: row.ownerIsActive };
  return { ...toApiKey(row), createdBy };
}
