import type { EntityManager } from '@portolan/db';
import { AppError } from '../errors.ts';

/** Refuses, before the transaction commits, to leave a tenant without an active admin, who is a person. */
export async function assertAdminRemains(em: EntityManager, tenantId: string): Promise<void> {
  if (await hasActiveAdmin(em, tenantId)) return;
  throw new AppError('LAST_ADMIN', 'A tenant keeps at least one active Tenant Admin; appoint another one first');
}

export async function hasActiveAdmin(em: EntityManager, tenantId: string): Promise<boolean> {
  const admins = await em.execute(
    `select from roles r
     join membership_roles mr on mr.tenant_id = r.tenant_id and mr.role_id = r.id
     join memberships m on m.tenant_id = mr.tenant_id and m.user_id = mr.user_id and m.is_active
     join users u on u.id = m.user_id and u.email is not null
     where r.tenant_id = ? and r.key = 'admin' limit 1`,
    [tenantId],
  );
  return admins.length > 0;
}
