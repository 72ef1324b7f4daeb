import type { RoleDetail, RoleIdInput } from '@portolan/contract';
import type { TenantContext } from '../context.ts';
import { permissionsOf, requireRole } from './find-role.ts';
import { countRoleUsers, toRoleDetail } from './view.ts';

export function getRole(ctx: TenantContext, input: RoleIdInput): Promise<RoleDetail> {
  const tenantId = ctx.tenant.id;
  return ctx.services.db.transaction({ tenantId }, async (em) => {
    const role = await requireRole(em, ctx, input.id, 'read');
    return toRoleDetail(role, await permissionsOf(em, tenantId, role.id), await countRoleUsers(em, role));
  });
}
