import type { Statement } from '@portolan/db';
import type { TenantColumns, UserColumns } from '../principal-columns.ts';

export interface KeyRow extends UserColumns, TenantColumns {
  apiKeyId: string;
  secretHash: string;
  /** Which of the key's secrets is that of `secretHash`; the one before works until `formerUntil`. */
  generation: number;
  formerHash: string | null;
  formerUntil: Date | null;
  /** What the key was given, comma-separated; `permissions` is what its owner holds now. */
  keyPermissions: string;
  expiresAt: Date | null;
}

/**
 * An API key with its owner, tenant and their present rights in one round trip; no row when any of them is gone,
 * inactive, revoked or expired. $1 is the key's id. As in the principal's statement each step reads what the one before
 * it set, because row-level security needs its variables first; `offset 0` keeps a step from being joined in another
 * order, which the planner does as soon as it knows that a table is small.
 */
export const keyStatement: Statement = {
  name: 'api-key-principal',
  text: `
    select k.id as "apiKeyId", k.secret_hash as "secretHash", k.key_permissions as "keyPermissions", k.generation,
           k.former_hash as "formerHash", k.former_until as "formerUntil", a.expires_at as "expiresAt",
           k.user_id as "userId", k.email, k.first_name as "firstName",
           k.last_name as "lastName", t.id as "tenantId", t.slug as "tenantSlug", t.name as "tenantName", p.permissions
    from find_api_key($1) k
    cross join lateral (
      select set_config('portolan.tenant_id', k.tenant_id::text, true)::uuid as tenant_id offset 0
    ) scope
    cross join lateral (
      select expires_at from api_keys where tenant_id = scope.tenant_id and id = k.id offset 0
    ) a
    cross join lateral (
      select id, slug, name from tenants where id = scope.tenant_id and status = 'active' offset 0
    ) t
    cross join lateral (
      select string_agg(rp.permission_id, ',') as permissions, count(m.user_id) as memberships
      from memberships m
      left join membership_roles mr on mr.tenant_id = m.tenant_id and mr.user_id = m.user_id
      left join role_permissions rp on rp.tenant_id = mr.tenant_id and rp.role_id = mr.role_id
      where m.tenant_id = scope.tenant_id and m.user_id = k.user_id and m.is_active
    ) p
    where p.memberships > 0`,
};
