import type { RoleIdInput } from '@portolan/contract';
import { type EntityManager, RoleEntity, type RoleRow } from '@portolan/db';
import { recordEvent } from '../audit/record-event.ts';
import type { TenantContext } from '../context.ts';
import { AppError } from '../errors.ts';
import { mutate } from '../mutate.ts';
import { assertVersion } from '../versions/index.ts';
import { permissionsOf, requireRole } from './find-role.ts';
import { assertCustom } from './update-role.ts';
import { countRoleUsers } from './view.ts';

/** Deletes a custom role that nobody holds and nobody is invited into. */
export async function deleteRole(ctx: TenantContext, input: RoleIdInput): Promise<void> {
  const tenantId = ctx.tenant.id;
  await mutate(
    ctx,
    async (em, held) => {
      const role = await requireRole(em, held, input.id, 'change');
      assertCustom(role);
      await assertVersion(em, held, { type: 'role', ...role });
      await assertUnused(em, role);
      const details = { name: role.name, permissionIds: await permissionsOf(em, tenantId, role.id) };
      await em.nativeDelete(RoleEntity, { id: role.id, tenantId });
      await recordEvent(em, held, { action: 'roles:delete', entityType: 'role', entityId: role.id, details });
    },
    { tenantTurn: true },
  );
}

async function assertUnused(em: EntityManager, role: RoleRow): Promise<void> {
  const users = await countRoleUsers(em, role);
  const [row] = await em.execute<{ count: number }[]>(
    "select count(*)::int as count from invitations where tenant_id = ? and role_id = ? and status = 'pending'",
    [role.tenantId, role.id],
  );
  const invitations = row?.count ?? 0;
  if (users + invitations === 0) return;
  const uses = [
    { path: 'users', count: users, text: plural(users, 'user') },
    { path: 'invitations', count: invitations, text: plural(invitations, 'pending invitation') },
  ].filter(({ count }) => count > 0);
  const message = `'${role.name}' is assigned to ${uses.map(({ text }) => text).join(' and ')}; take it away first`;
  const details = uses.map(({ path, count }) => ({ path, code: 'in_use', message: String(count) }));
  throw new AppError('ROLE_IN_USE', message, { details });
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
