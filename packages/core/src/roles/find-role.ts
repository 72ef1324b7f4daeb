import type { Permission } from '@portolan/contract';
import { type EntityManager, LockMode, RoleEntity, type RoleRow } from '@portolan/db';
import type { TenantContext } from '../context.ts';
import { notInTenant } from '../not-in-tenant.ts';

/** A role of the tenant; locked until the transaction ends where its set of permissions decides something. */
export async function requireRole(
  em: EntityManager,
  ctx: TenantContext,
  id: string,
  options: { forUpdate?: boolean } = {},
): Promise<RoleRow> {
  const lock = options.forUpdate ? { lockMode: LockMode.PESSIMISTIC_WRITE } : {};
  const role = await em.findOne(RoleEntity, { id, tenantId: ctx.tenant.id }, lock);
  if (!role) throw await notInTenant(em, 'role', id);
  return role;
}

export async function permissionsOf(em: EntityManager, tenantId: string, roleId: string): Promise<Permission[]> {
  const rows = await em.execute<{ id: Permission }[]>(
    'select permission_id as id from role_permissions where tenant_id = ? and role_id = ? order by 1',
    [tenantId, roleId],
  );
  return rows.map(({ id }) => id);
}
