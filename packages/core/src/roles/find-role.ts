import type { Permission } from '@portolan/contract';
import { type EntityManager, FOR_UPDATE, RoleEntity, type RoleRow } from '@portolan/db';
import type { TenantContext } from '../context.ts';
import { notInTenant } from '../not-in-tenant.ts';

/** A role of the tenant; `keep` has nobody change it until the transaction ends, `change` has nobody keep it either. */
export async function requireRole(
  em: EntityManager,
  ctx: TenantContext,
  id: string,
  to: 'read' | 'keep' | 'change',
): Promise<RoleRow> {
  const where = { id, tenantId: ctx.tenant.id };
  // Many may give one role at a time.
  if (to === 'keep')
    await em.execute('select from roles where id = ? and tenant_id = ? for key share', [id, where.tenantId]);
  const lock = to === 'change' ? { lockMode: FOR_UPDATE } : {};
  const role = await em.findOne(RoleEntity, where, lock);
  if (!role) throw await notInTenant(em, ctx, { type: 'role', id });
  return role;
}

export async function permissionsOf(em: EntityManager, tenantId: string, roleId: string): Promise<Permission[]> {
  const rows = await em.execute<{ id: Permission }[]>(
    'select permission_id as id from role_permissions where tenant_id = ? and role_id = ? order by 1',
    [tenantId, roleId],
  );
  return rows.map(({ id }) => id);
}
