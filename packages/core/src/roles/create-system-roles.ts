import { SYSTEM_ROLES, type SystemRoleKey } from '@portolan/contract';
import { type EntityManager, RoleEntity } from '@portolan/db';

/** Gives a new tenant its system roles, with their permissions; answers their ids. */
export async function createSystemRoles(em: EntityManager, tenantId: string): Promise<Record<SystemRoleKey, string>> {
  const now = new Date();
  const roles = SYSTEM_ROLES.map(({ key, name, description }) => ({
    id: crypto.randomUUID(),
    tenantId,
    key,
    name,
    description,
    isSystem: true,
    createdAt: now,
    updatedAt: now,
  }));
  await em.insertMany(RoleEntity, roles);
  const grants = SYSTEM_ROLES.flatMap(({ permissions }, index) =>
    permissions.map((permission) => ({ role: roles[index]?.id, permission })),
  );
  await em.execute(
    `insert into role_permissions (tenant_id, role_id, permission_id)
     select ?, role, permission from json_to_recordset(?::json) as grants(role uuid, permission text)`,
    [tenantId, JSON.stringify(grants)],
  );
  return Object.fromEntries(roles.map((role) => [role.key, role.id])) as Record<SystemRoleKey, string>;
}
