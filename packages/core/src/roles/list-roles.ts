import { type ListRolesInput, type Role, type RolePage, toPage } from '@portolan/contract';
import type { Statement } from '@portolan/db';
import type { TenantContext } from '../context.ts';

const listStatement: Statement = {
  name: 'roles-list',
  text: `
    select n.total, r.*
    from (select set_config('portolan.tenant_id', $1, true)::uuid as tenant_id offset 0) scope
    cross join lateral (select count(*)::int as total from roles r where r.tenant_id = scope.tenant_id) n
    left join lateral (
      select r.id, r.name, r.description, r.is_system as "isSystemRole",
             (select count(*)::int from membership_roles mr
              where mr.tenant_id = r.tenant_id and mr.role_id = r.id) as "userCount"
      from roles r where r.tenant_id = scope.tenant_id
      order by r.is_system desc, case when r.is_system then r.key end, lower(r.name), r.id
      limit $2 offset $3
    ) r on true`,
};

/** System roles first, then the tenant's own by name, each with the number of its members. */
export async function listRoles(ctx: TenantContext, input: ListRolesInput): Promise<RolePage> {
  const { page, pageSize, offset } = toPage(input);
  type Row = { total: number } & (Role | { id: null });
  const rows = await ctx.services.db.read<Row>(listStatement, [ctx.tenant.id, pageSize, offset]);
  const items = rows.filter((row) => row.id !== null).map((row) => toRole(row as Role));
  return { items, total: rows[0]?.total ?? 0, page, limit: pageSize };
}

function toRole({ id, name, description, isSystemRole, userCount }: Role): Role {
  return { id, name, description, isSystemRole, userCount };
}
