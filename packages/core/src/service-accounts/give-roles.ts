import type { EntityManager } from '@portolan/db';
import type { TenantContext } from '../context.ts';
import { AppError } from '../errors.ts';
import { assertGrantable, requireRole } from '../roles/index.ts';
import { permissionsOfRoles } from './require-account.ts';

/** To whom, what they hold now, and what they are to hold. */
interface Change {
  id: string;
  before: readonly string[];
  wanted: readonly string[];
}

/**
 * Gives a service account exactly these roles: by the rules that hold for people, so nobody gives or takes a role without
 * the permission to assign them, nor one above their own.
 */
export async function giveRoles(em: EntityManager, held: TenantContext, { id, before, wanted }: Change): Promise<void> {
  const tenantId = held.tenant.id;
  const changed = [...wanted.filter((one) => !before.includes(one)), ...before.filter((one) => !wanted.includes(one))];
  if (changed.length === 0) return;
  const entity = { type: 'service_account', id };
  if (!held.principal.permissions.has('role:assign_users'))
    throw new AppError('FORBIDDEN', 'To give or take roles you need role:assign_users', { entity });
  // Each is locked as for people: in one order, whoever asks.
  for (const roleId of [...changed].sort()) await requireRole(em, held, roleId, 'change');
  assertGrantable(held, await permissionsOfRoles(em, tenantId, [...before, ...wanted]), entity);
  const roles = JSON.stringify(wanted);
  await em.execute(
    `delete from membership_roles where tenant_id = ? and user_id = ?
       and role_id not in (select json_array_elements_text(?::json)::uuid)`,
    [tenantId, id, roles],
    'run',
  );
  await em.execute(
    `insert into membership_roles (tenant_id, user_id, role_id)
     select ?, ?, wanted.id::uuid from json_array_elements_text(?::json) as wanted(id) on conflict do nothing`,
    [tenantId, id, roles],
    'run',
  );
}
