import type { Statement } from '@portolan/db';

/**
 * Session, user, tenant and permissions in one round trip. $1 is the session id, $2 an id or slug of a tenant, or null.
 * Row-level security needs its variables set before the rows are read: each lateral step reads the value that the step
 * before it set, so PostgreSQL has no other order to run them in (and any other would answer nothing).
 */
export const principalStatement: Statement = {
  name: 'principal',
  text: `
    select s.id as "sessionId", s.secret_hash as "secretHash", s.created_at as "createdAt",
           s.last_seen_at as "lastSeenAt", s.expires_at as "expiresAt",
           s.user_id as "userId", s.email, s.first_name as "firstName", s.last_name as "lastName",
           s.is_active as "isActive", s.is_operator as "isOperator",
           t.id as "tenantId", t.slug as "tenantSlug", t.name as "tenantName",
           t.is_active as "tenantIsActive", t.candidates as "tenantCandidates", p.permissions
    from find_session($1) s
    cross join lateral (select set_config('portolan.user_id', s.user_id::text, true)::uuid as user_id offset 0) self
    left join lateral (
      select t.id, t.slug, t.name, coalesce(t.id = s.active_tenant_id, false) as is_active,
             (count(*) over ())::int as candidates
      from memberships m
      join tenants t on t.id = m.tenant_id and t.status = 'active'
      where m.user_id = self.user_id and m.is_active and ($2::text is null or t.id::text = $2 or t.slug = $2)
      order by 4 desc, t.id
      limit 1
    ) t on true
    left join lateral (select nullif(set_config('portolan.tenant_id', t.id::text, true), '')::uuid as tenant_id offset 0) scope on t.id is not null
    left join lateral (
      select string_agg(rp.permission_id, ',') as permissions
      from membership_roles mr
      join role_permissions rp on rp.tenant_id = mr.tenant_id and rp.role_id = mr.role_id
      where mr.tenant_id = scope.tenant_id and mr.user_id = s.user_id
    ) p on scope.tenant_id is not null`,
};
