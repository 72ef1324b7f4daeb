import type { Permission } from '@portolan/contract';
import type { EntityManager } from '@portolan/db';
import type { TenantContext } from '../context.ts';
import { notInTenant } from '../not-in-tenant.ts';

export interface LockedAccount {
  id: string;
  name: string;
  description: string | null;
  ownerId: string | null;
  isActive: boolean;
  roleIds: string[];
  updatedAt: Date;
}

/** A service account of the tenant, locked with its membership until the transaction ends. */
export async function requireAccount(em: EntityManager, ctx: TenantContext, id: string): Promise<LockedAccount> {
  const [row] = await em.execute<(Omit<LockedAccount, 'updatedAt' | 'roleIds'> & { updatedAt: Date | string })[]>(
    `select s.user_id as id, s.name, s.description, s.owner_id as "ownerId", m.is_active as "isActive",
       s.updated_at as "updatedAt"
     from service_accounts s join memberships m on m.tenant_id = s.tenant_id and m.user_id = s.user_id
     where s.tenant_id = ? and s.user_id = ? and s.deleted_at is null for update`,
    [ctx.tenant.id, id],
  );
  if (!row) throw await notInTenant(em, ctx, { type: 'service_account', id });
  const roles = await em.execute<{ id: string }[]>(
    'select role_id as id from membership_roles where tenant_id = ? and user_id = ? order by 1',
    [ctx.tenant.id, id],
  );
  return { ...row, roleIds: roles.map((role) => role.id), updatedAt: new Date(row.updatedAt) };
}

/** What roles of the tenant hold together. */
export async function permissionsOfRoles(
  em: EntityManager,
  tenantId: string,
  roleIds: readonly string[],
): Promise<Permission[]> {
  const rows = await em.execute<{ id: Permission }[]>(
    `select distinct permission_id as id from role_permissions
     where tenant_id = ? and role_id in (select json_array_elements_text(?::json)::uuid) order by 1`,
    [tenantId, JSON.stringify(roleIds)],
  );
  return rows.map(({ id }) => id);
}
