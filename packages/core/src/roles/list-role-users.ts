import type { RoleIdInput, RoleUsers } from '@portolan/contract';
import type { TenantContext } from '../context.ts';
import { requireRole } from './find-role.ts';
import { usersOf } from './write-role-users.ts';

export function listRoleUsers(ctx: TenantContext, input: RoleIdInput): Promise<RoleUsers> {
  return ctx.services.db.transaction({ tenantId: ctx.tenant.id }, async (em) => {
    const role = await requireRole(em, ctx, input.id, 'read');
    return { userIds: await usersOf(em, role), updatedAt: role.updatedAt.toISOString() };
  });
}
