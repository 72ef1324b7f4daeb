import type { TenantUser } from '@portolan/contract';
import type { Statement } from '@portolan/db';
import { byName } from '../by-name.ts';
import { type PageParts, pageStatement, SCOPE } from '../paged-read.ts';

export interface MemberRow {
  id: string;
  email: string;
  firstName: string | null;
  lastName: string | null;
  isActive: boolean;
  roles: string[] | null;
  roleIds: string[] | null;
}

/** What one of a member's roles is called, over all of them in the order that people see. */
function eachRole(column: string): string {
  return `(
    select array_agg(${column} order by r.is_system desc, ${byName('r.name')}, r.id)
    from membership_roles mr join roles r on r.tenant_id = mr.tenant_id and r.id = mr.role_id
    where mr.tenant_id = m.tenant_id and mr.user_id = m.user_id)`;
}

const members = {
  columns: `
    u.id, u.email, u.first_name as "firstName", u.last_name as "lastName", m.is_active and u.is_active as "isActive",
    ${eachRole('r.name')} as roles, ${eachRole('r.id::text')} as "roleIds"`,
  from: 'memberships m join users u on u.id = m.user_id',
  // Service accounts are members without a person, and have a list of their own.
  where: 'm.tenant_id = scope.tenant_id and u.email is not null',
  orderBy: `${byName('u.email')}, u.id`,
} satisfies PageParts;

/** $1 tenant, $2 limit, $3 offset. */
export const memberListStatement = pageStatement('users-list', members);

/** The same, with a pattern in $4. */
export const memberSearchStatement = pageStatement('users-search', {
  ...members,
  where: `${members.where} and ${byName("concat_ws(' ', u.email, u.first_name, u.last_name)")} ilike $4`,
});

/** One member: $1 tenant, $2 user. */
export const memberStatement: Statement = {
  name: 'users-get',
  text: `
    select r.*
    from ${SCOPE}
    cross join lateral (
      select ${members.columns} from ${members.from} where ${members.where} and m.user_id = $2 offset 0
    ) r`,
};

export function toTenantUser(row: MemberRow): TenantUser {
  const { id, email, firstName, lastName, isActive } = row;
  return { id, email, firstName, lastName, isActive, roles: row.roles ?? [], roleIds: row.roleIds ?? [] };
}
