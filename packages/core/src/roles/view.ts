import { PERMISSION_CATALOGUE, type Permission, type RoleDetail } from '@portolan/contract';
import type { EntityManager, RoleRow } from '@portolan/db';

/** A role with its permissions in the order of the catalogue. */
export function toRoleDetail(row: RoleRow, permissionIds: readonly Permission[], userCount: number): RoleDetail {
  return {
    id: row.id,
    name: row.name,
    description: row.description ?? null,
    isSystemRole: row.isSystem,
    userCount,
    updatedAt: row.updatedAt.toISOString(),
    permissions: PERMISSION_CATALOGUE.filter(({ id }) => permissionIds.includes(id)),
  };
}

export async function countRoleUsers(em: EntityManager, { tenantId, id }: RoleRow): Promise<number> {
  const [row] = await em.execute<{ count: number }[]>(
    'select count(*)::int as count from membership_roles where tenant_id = ? and role_id = ?',
    [tenantId, id],
  );
  return row?.count ?? 0;
}
