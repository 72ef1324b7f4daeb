import { type ListRolesInput, type Role, type RolePage, toPage } from '@portolan/contract';
import { byName } from '../by-name.ts';
import type { TenantContext } from '../context.ts';
import { pageStatement, readPage } from '../paged-read.ts';

const listStatement = pageStatement('roles-list', {
  columns: `
    r.id, r.name, r.description, r.is_system as "isSystemRole",
    (select count(*)::int from membership_roles mr
     where mr.tenant_id = r.tenant_id and mr.role_id = r.id) as "userCount"`,
  from: 'roles r',
  where: 'r.tenant_id = scope.tenant_id',
  orderBy: `r.is_system desc, case when r.is_system then r.key end, ${byName('r.name')}, r.id`,
});

/** System roles first, then the tenant's own by name, each with the number of its members. */
export async function listRoles(ctx: TenantContext, input: ListRolesInput): Promise<RolePage> {
  const { page, pageSize: limit, offset } = toPage(input);
  const { rows, total } = await readPage<Role>(ctx, listStatement, { limit, offset, countedBy: 'roles' });
  return { items: rows.map(toRole), total, page, limit };
}

function toRole({ id, name, description, isSystemRole, userCount }: Role): Role {
  return { id, name, description, isSystemRole, userCount };
}
