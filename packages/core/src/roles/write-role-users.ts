import type { RoleUsers, SetRoleUsersInput } from '@portolan/contract';
import type { EntityManager, RoleRow } from '@portolan/db';
import { recordEvent } from '../audit/record-event.ts';
import type { TenantContext } from '../context.ts';
import { AppError } from '../errors.ts';
import { mutate } from '../mutate.ts';
import { revokeLapsedInvitations } from '../revoke-lapsed-invitations.ts';
import { assertVersion, stepOf } from '../versions/index.ts';
import { assertAdminRemains } from './admins.ts';
import { assertGrantable } from './assert-grantable.ts';
import { permissionsOf, requireRole } from './find-role.ts';

type Change = Pick<SetRoleUsersInput, 'id' | 'expectedUpdatedAt'>;

/** Changes who holds a role. Nobody hands out, or takes away, a role above their own permissions. */
export function writeRoleUsers(
  ctx: TenantContext,
  input: Change,
  wantedOf: (before: readonly string[]) => readonly string[],
): Promise<RoleUsers> {
  const tenantId = ctx.tenant.id;
  return mutate(
    ctx,
    async (em, held) => {
      const role = await requireRole(em, held, input.id, 'change');
      assertGrantable(held, await permissionsOf(em, tenantId, role.id), { type: 'role', id: role.id });
      await assertVersion(em, held, { type: 'role', ...role }, input.expectedUpdatedAt);
      const before = await usersOf(em, role);
      const wanted = [...new Set(wantedOf(before))];
      await assertMembers(em, tenantId, wanted);
      await writeUsers(em, role, wanted);
      await assertAdminRemains(em, tenantId);
      const after = await usersOf(em, role);
      const updatedAt = await versionOf(em, role);
      const details = {
        name: role.name,
        added: after.filter((id) => !before.includes(id)),
        removed: before.filter((id) => !after.includes(id)),
        ...stepOf(role.updatedAt, updatedAt),
      };
      await recordEvent(em, held, { action: 'roles:setUsers', entityType: 'role', entityId: role.id, details });
      await revokeLapsedInvitations(em, held);
      return { userIds: after, updatedAt: updatedAt.toISOString() };
    },
    { tenantTurn: true },
  );
}

/** The database moves a role's version with its users, whoever changes them. */
async function versionOf(em: EntityManager, { id }: RoleRow): Promise<Date> {
  const [row] = await em.execute<{ at: Date | string }[]>('select updated_at as at from roles where id = ?', [id]);
  return new Date(row?.at ?? 0);
}

export async function usersOf(em: EntityManager, { tenantId, id }: RoleRow): Promise<string[]> {
  const rows = await em.execute<{ id: string }[]>(
    'select user_id as id from membership_roles where tenant_id = ? and role_id = ? order by 1',
    [tenantId, id],
  );
  return rows.map((row) => row.id);
}

/** Locks the memberships too, so that none of them ends before the roles are written. */
async function assertMembers(em: EntityManager, tenantId: string, userIds: string[]): Promise<void> {
  const rows = await em.execute<{ id: string }[]>(
    `select user_id as id from memberships
     where tenant_id = ? and user_id in (select json_array_elements_text(?::json)::uuid) order by 1 for key share`,
    [tenantId, JSON.stringify(userIds)],
  );
  const members = new Set(rows.map(({ id }) => id));
  const strangers = userIds.filter((id) => !members.has(id.toLowerCase()));
  if (strangers.length === 0) return;
  throw new AppError('VALIDATION_ERROR', 'Only members of this tenant can hold its roles', {
    details: strangers.map((id) => ({ path: 'userIds', code: 'not_a_member', message: id })),
  });
}

async function writeUsers(em: EntityManager, { tenantId, id }: RoleRow, userIds: string[]): Promise<void> {
  const wanted = JSON.stringify(userIds);
  await em.execute(
    `delete from membership_roles where tenant_id = ? and role_id = ?
       and user_id not in (select json_array_elements_text(?::json)::uuid)`,
    [tenantId, id, wanted],
  );
  await em.execute(
    `insert into membership_roles (tenant_id, user_id, role_id)
     select ?, wanted.id::uuid, ? from json_array_elements_text(?::json) as wanted(id) on conflict do nothing`,
    [tenantId, id, wanted],
  );
}
