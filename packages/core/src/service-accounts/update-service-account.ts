import type { ServiceAccount, UpdateServiceAccountInput } from '@portolan/contract';
import type { EntityManager } from '@portolan/db';
import { recordEvent } from '../audit/record-event.ts';
import type { TenantContext } from '../context.ts';
import { mutate } from '../mutate.ts';
import { revokeLapsedInvitations } from '../revoke-lapsed-invitations.ts';
import { assertGrantable } from '../roles/index.ts';
import { takeAccountTurn } from '../turns.ts';
import { syncAccount } from '../users/index.ts';
import { assertVersion, nextVersion, stepOf } from '../versions/index.ts';
import { findAnswerable } from './find-answerable.ts';
import { getServiceAccount } from './get-service-account.ts';
import { giveRoles } from './give-roles.ts';
import { nameTaken } from './name-taken.ts';
import { type LockedAccount, permissionsOfRoles, requireAccount } from './require-account.ts';

/**
 * Changes a service account. What gives it to somebody, or brings it back to life, is for those who hold all that it holds;
 * it is switched off by whoever manages service accounts, as people are.
 */
export async function updateServiceAccount(
  ctx: TenantContext,
  input: UpdateServiceAccountInput,
): Promise<ServiceAccount> {
  const { id } = input;
  const changed = mutate(
    ctx,
    async (em, held) => {
      await takeAccountTurn(em, id);
      const before = await requireAccount(em, held, id);
      const { updatedAt } = before;
      await assertVersion(em, held, { type: 'service_account', id, updatedAt }, input.expectedUpdatedAt);
      const after = await wantedOf(em, held, before, input);
      await assertMayGive(em, held, before, after);
      await write(em, held, before, after);
      const changes = { before: toDetails(before), after: toDetails(after) };
      const details = { name: after.name, ...changes, ...stepOf(updatedAt, await versionOf(em, id)) };
      const entry = { entityType: 'service_account', entityId: id, details };
      await recordEvent(em, held, { action: 'serviceAccounts:update', ...entry });
      await revokeLapsedInvitations(em, held);
    },
    { tenantTurn: true, scope: { userId: id } },
  );
  await changed.catch(nameTaken(input.name));
  return getServiceAccount(ctx, { id });
}

async function wantedOf(
  em: EntityManager,
  held: TenantContext,
  before: LockedAccount,
  { name, description, ownerId, isActive, roleIds }: UpdateServiceAccountInput,
): Promise<LockedAccount> {
  return {
    ...before,
    name: name ?? before.name,
    description: description === undefined ? before.description : description || null,
    ownerId: ownerId === undefined ? before.ownerId : await findAnswerable(em, held, ownerId),
    isActive: isActive ?? before.isActive,
    roleIds: roleIds ? [...new Set(roleIds.map((roleId) => roleId.toLowerCase()))].sort() : before.roleIds,
    updatedAt: nextVersion(before.updatedAt),
  };
}

async function assertMayGive(em: EntityManager, held: TenantContext, before: LockedAccount, after: LockedAccount) {
  if (before.ownerId === after.ownerId && (before.isActive || !after.isActive)) return;
  const permissions = await permissionsOfRoles(em, held.tenant.id, before.roleIds);
  assertGrantable(held, permissions, { type: 'service_account', id: before.id });
}

async function write(em: EntityManager, held: TenantContext, before: LockedAccount, after: LockedAccount) {
  const { id, name, description, ownerId, isActive, updatedAt } = after;
  const tenantId = held.tenant.id;
  const run = (sql: string, values: unknown[]) => em.execute(sql, values, 'run');
  await run('update service_accounts set name = ?, description = ?, owner_id = ?, updated_at = ? where user_id = ?', [
    name,
    description,
    ownerId,
    updatedAt,
    id,
  ]);
  if (name !== before.name) await run('update users set first_name = ?, updated_at = now() where id = ?', [name, id]);
  if (isActive !== before.isActive) {
    await run('update memberships set is_active = ? where tenant_id = ? and user_id = ?', [isActive, tenantId, id]);
    await syncAccount(em, id);
  }
  await giveRoles(em, held, { id, before: before.roleIds, wanted: after.roleIds });
}

function toDetails({ name, description, ownerId, isActive, roleIds }: LockedAccount) {
  return { name, description, ownerId, isActive, roleIds };
}

/** The database moves it with the roles. */
async function versionOf(em: EntityManager, id: string): Promise<Date> {
  const [row] = await em.execute<{ at: Date | string }[]>(
    'select updated_at as at from service_accounts where user_id = ?',
    [id],
  );
  return new Date(row?.at ?? 0);
}
