import type { CreateRoleInput, RoleDetail } from '@portolan/contract';
import { RoleEntity, type RoleRow } from '@portolan/db';
import { recordEvent } from '../audit/record-event.ts';
import type { TenantContext } from '../context.ts';
import { mutate } from '../mutate.ts';
import { assertGrantable } from './assert-grantable.ts';
import { nameTaken } from './name-taken.ts';
import { toRoleDetail } from './view.ts';
import { writePermissions } from './write-permissions.ts';

/** A role of the tenant's own, made of permissions that its maker holds. */
export function createRole(ctx: TenantContext, input: CreateRoleInput): Promise<RoleDetail> {
  const tenantId = ctx.tenant.id;
  const permissionIds = [...new Set(input.permissionIds)].sort();
  const now = new Date();
  const role = {
    id: crypto.randomUUID(),
    tenantId,
    key: null,
    name: input.name,
    description: input.description || null,
    isSystem: false,
    createdAt: now,
    updatedAt: now,
  } as RoleRow;
  const created = mutate(ctx, async (em, held) => {
    assertGrantable(held, permissionIds);
    await em.insert(RoleEntity, role);
    await writePermissions(em, role, permissionIds);
    const details = { name: role.name, permissionIds };
    await recordEvent(em, held, { action: 'roles:create', entityType: 'role', entityId: role.id, details });
    return toRoleDetail(role, permissionIds, 0);
  });
  return created.catch(nameTaken(input.name));
}
