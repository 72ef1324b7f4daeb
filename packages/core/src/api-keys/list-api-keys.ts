import { type ApiKeyPage, type ListApiKeysInput, type ListedApiKey, toPage } from '@portolan/contract';
import type { ApiKeyRow, Statement } from '@portolan/db';
import type { TenantContext } from '../context.ts';
import { toApiKey } from './view.ts';

type Row = ApiKeyRow & { ownerEmail: string; ownerIsActive: boolean };

const listStatement: Statement = {
  name: 'api-keys-list',
  text: `
    select n.total, k.*
    from (select set_config('portolan.tenant_id', $1, true)::uuid as tenant_id offset 0) scope
    cross join lateral (
      select count(*)::int as total from api_keys k where k.tenant_id = scope.tenant_id and k.revoked_at is null
    ) n
    left join lateral (
      select k.id, k.name, k.permission_ids as "permissionIds", k.expires_at as "expiresAt",
             k.last_used_at as "lastUsedAt", k.created_at as "createdAt", k.user_id as "userId",
             u.email as "ownerEmail", m.is_active and u.is_active as "ownerIsActive"
      from api_keys k
      join memberships m on m.tenant_id = k.tenant_id and m.user_id = k.user_id
      join users u on u.id = k.user_id
      where k.tenant_id = scope.tenant_id and k.revoked_at is null
      order by k.created_at desc, k.id
      limit $2 offset $3
    ) k on true`,
};

/** The keys of the tenant that are not revoked, whoever made them, the newest first. */
export async function listApiKeys(ctx: TenantContext, input: ListApiKeysInput): Promise<ApiKeyPage> {
  const { page, pageSize, offset } = toPage(input);
  const values = [ctx.tenant.id, pageSize, offset];
  const rows = await ctx.services.db.read<{ total: number } & (Row | { id: null })>(listStatement, values);
  const items = rows.filter((row) => row.id !== null).map((row) => toListed(row as Row));
  return { items, total: rows[0]?.total ?? 0, page, limit: pageSize };
}

function toListed(row: Row): ListedApiKey {
  const createdBy = { id: row.userId, email: row.ownerEmail, isActive: row.ownerIsActive };
  return { ...toApiKey(row), createdBy };
}
