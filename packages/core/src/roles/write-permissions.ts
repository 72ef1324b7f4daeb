import type { Permission } from '@portolan/contract';
import type { EntityManager } from '@portolan/db';

/** Makes the set of a role's permissions exactly this one, whatever it was. */
export async function writePermissions(
  em: EntityManager,
  { tenantId, id }: { tenantId: string; id: string },
  permissionIds: readonly Permission[],
): Promise<void> {
  const wanted = JSON.stringify(permissionIds);
  await em.execute(
    `delete from role_permissions where tenant_id = ? and role_id = ?
       and permission_id not in (select json_array_elements_text(?::json))`,
    [tenantId, id, wanted],
  );
  await em.execute(
    `insert into role_permissions (tenant_id, role_id, permission_id)
     select ?, ?, permission from json_array_elements_text(?::json) as wanted(permission) on conflict do nothing`,
    [tenantId, id, wanted],
  );
}
