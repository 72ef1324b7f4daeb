import { type EntityManager, MembershipEntity, MembershipRoleEntity } from '@portolan/db';
import { createSystemRoles } from '../roles/create-system-roles.ts';

/** The people side of a new tenant: system roles, and its creator as Tenant Admin. */
export async function adoptTenant(em: EntityManager, tenantId: string, userId: string): Promise<void> {
  const roles = await createSystemRoles(em, tenantId);
  await em.insert(MembershipEntity, { tenantId, userId, isActive: true, createdAt: new Date() });
  await em.insert(MembershipRoleEntity, { tenantId, userId, roleId: roles.admin });
}
