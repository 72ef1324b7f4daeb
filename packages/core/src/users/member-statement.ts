import type { TenantUser } from '@portolan/contract';
import type { Statement } from '@portolan/db';

export interface MemberRow {
  id: string;
  email: string;
  firstName: string | null;
  lastName: string | null;
  isActive: boolean;
  roles: string[] | null;
  roleIds: string[] | null;
}

export type MemberListRow = { total: number } & (MemberRow | { id: null });

const SEARCH = `concat_ws(' ', u.email, u.first_name, u.last_name) ilike`;

/** A page of members with the names and ids of their roles, and the total: $1 tenant, $2 limit, $3 offset, $4 pattern. */
export function membersStatement(searching: boolean): Statement {
  const where = `m.tenant_id = scope.tenant_id${searching ? ` and ${SEARCH} $4` : ''}`;
  const members = 'memberships m join users u on u.id = m.user_id';
  return {
    name: searching ? 'users-search' : 'users-list',
    text: `
      select n.total, page.*, r.roles, r."roleIds"
      from (select set_config('portolan.tenant_id', $1, true)::uuid as tenant_id offset 0) scope
      cross join lateral (select count(*)::int as total from ${members} where ${where}) n
      left join lateral (
        select ${columns} from ${members} where ${where}
        order by lower(u.email), u.id
        limit $2 offset $3
      ) page on true
      left join lateral (${rolesOf('page.id')}) r on page.id is not null
      order by lower(page.email), page.id`,
  };
}

/** One member: $1 tenant, $2 user. */
export const memberStatement: Statement = {
  name: 'users-get',
  get text() {
    return `
      select page.*, r.roles, r."roleIds"
      from (select set_config('portolan.tenant_id', $1, true)::uuid as tenant_id offset 0) scope
      cross join lateral (
        select ${columns} from memberships m join users u on u.id = m.user_id
        where m.tenant_id = scope.tenant_id and m.user_id = $2
        offset 0
      ) page
      left join lateral (${rolesOf('page.id')}) r on true`;
  },
};

const columns = `
  u.id, u.email, u.first_name as "firstName", u.last_name as "lastName", m.is_active and u.is_active as "isActive"`;

function rolesOf(user: string): string {
  return `
    select array_agg(r.name order by r.is_system desc, lower(r.name)) as roles,
           array_agg(r.id::text order by r.is_system desc, lower(r.name)) as "roleIds"
    from membership_roles mr join roles r on r.tenant_id = mr.tenant_id and r.id = mr.role_id
    where mr.tenant_id = scope.tenant_id and mr.user_id = ${user}`;
}

export function toTenantUser(row: MemberRow): TenantUser {
  const { id, email, firstName, lastName, isActive } = row;
  return { id, email, firstName, lastName, isActive, roles: row.roles ?? [], roleIds: row.roleIds ?? [] };
}
