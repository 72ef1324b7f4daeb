import type { RoleDetail, UpdateRoleInput } from '@portolan/contract';
import type { RoleRow } from '@portolan/db';
import { recordEvent } from '../audit/record-event.ts';
import type { TenantContext } from '../context.ts';
import { AppError } from '../errors.ts';
import { mutate } from '../mutate.ts';
import { revokeLapsedInvitations } from '../revoke-lapsed-invitations.ts';
import { assertVersion, nextVersion, stepOf } from '../versions/index.ts';
import { assertGrantable } from './assert-grantable.ts';
import { permissionsOf, requireRole } from './find-role.ts';
import { nameTaken } from './name-taken.ts';
import { countRoleUsers, toRoleDetail } from './view.ts';
import { writePermissions } from './write-permissions.ts';

/** Changes a custom role. Neither what it held nor what it will hold may go beyond the caller's own permissions. */
export function updateRole(ctx: TenantContext, input: UpdateRoleInput): Promise<RoleDetail> {
  const tenantId = ctx.tenant.id;
  const updated = mutate(
    ctx,
    async (em, held) => {
      const role = await requireRole(em, held, input.id, 'change');
      assertCustom(role);
      const formerly = await permissionsOf(em, tenantId, role.id);
      const wanted = input.permissionIds ? [...new Set(input.permissionIds)].sort() : formerly;
      assertGrantable(held, [...new Set([...formerly, ...wanted])], { type: 'role', id: role.id });
      await assertVersion(em, held, { type: 'role', ...role }, input.expectedUpdatedAt);
      const { updatedAt } = role;
      const before = { name: role.name, description: role.description ?? null, permissionIds: formerly };
      if (input.name !== undefined) role.name = input.name;
      if (input.description !== undefined) role.description = input.description || null;
      role.updatedAt = nextVersion(updatedAt);
      await em.flush();
      if (input.permissionIds) await writePermissions(em, role, wanted);
      const after = { name: role.name, description: role.description ?? null, permissionIds: wanted };
      const details = { before, after, ...stepOf(updatedAt, role.updatedAt) };
      const entry = { action: 'roles:update', entityType: 'role', entityId: role.id, details } as const;
      const detail = toRoleDetail(role, wanted, await countRoleUsers(em, role));
      await recordEvent(em, held, entry);
      await revokeLapsedInvitations(em, held);
      return detail;
    },
    { tenantTurn: true },
  );
  return updated.catch(nameTaken(input.name));
}

export function assertCustom(role: RoleRow): void {
  if (!role.isSystem) return;
  const entity = { type: 'role', id: role.id };
  throw new AppError('SYSTEM_ROLE', `${role.name} is a system role: it does not change and cannot be deleted`, {
    entity,
  });
}
