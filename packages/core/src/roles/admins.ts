import type { Permission } from '@portolan/contract';
import type { EntityManager } from '@portolan/db';
import type { TenantContext } from '../context.ts';
import { AppError } from '../errors.ts';

/**
 * Lets one change of who administers a tenant happen after the other, and asks the caller's right again once it is their
 * turn: of two admins who demote each other at once, the second no longer may.
 */
export async function takeAdminTurn(em: EntityManager, ctx: TenantContext, permission: Permission): Promise<void> {
  const tenantId = ctx.tenant.id;
  await em.execute("select from roles where tenant_id = ? and key = 'admin' for no key update", [tenantId]);
  const rows = await em.execute(
    `select from membership_roles mr
     join memberships m on m.tenant_id = mr.tenant_id and m.user_id = mr.user_id and m.is_active
     join role_permissions rp on rp.tenant_id = mr.tenant_id and rp.role_id = mr.role_id
     where mr.tenant_id = ? and mr.user_id = ? and rp.permission_id = ? limit 1`,
    [tenantId, ctx.principal.userId, permission],
  );
  if (rows.length === 0) {
    throw new AppError('FORBIDDEN', `This needs the permission ${permission} in ${ctx.tenant.name}`);
  }
}

/** Refuses, before the transaction commits, to leave a tenant without an active admin. */
export async function assertAdminRemains(em: EntityManager, tenantId: string): Promise<void> {
  if (await hasActiveAdmin(em, tenantId)) return;
  throw new AppError('LAST_ADMIN', 'A tenant keeps at least one active Tenant Admin; appoint another one first');
}

export async function hasActiveAdmin(em: EntityManager, tenantId: string): Promise<boolean> {
  const admins = await em.execute(
    `select from roles r
     join membership_roles mr on mr.tenant_id = r.tenant_id and mr.role_id = r.id
     join memberships m on m.tenant_id = mr.tenant_id and m.user_id = mr.user_id and m.is_active
     where r.tenant_id = ? and r.key = 'admin' limit 1`,
    [tenantId],
  );
  return admins.length > 0;
}
