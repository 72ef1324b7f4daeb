import type { CreateServiceAccountInput, ServiceAccount } from '@portolan/contract';
import { recordEvent } from '../audit/record-event.ts';
import type { TenantContext } from '../context.ts';
import { mutate } from '../mutate.ts';
import { findAnswerable } from './find-answerable.ts';
import { getServiceAccount } from './get-service-account.ts';
import { giveRoles } from './give-roles.ts';
import { nameTaken } from './name-taken.ts';

/** A member of the tenant without a person, with roles that its maker may give. */
export async function createServiceAccount(
  ctx: TenantContext,
  input: CreateServiceAccountInput,
): Promise<ServiceAccount> {
  const tenantId = ctx.tenant.id;
  const id = crypto.randomUUID();
  const wanted = [...new Set(input.roleIds?.map((roleId) => roleId.toLowerCase()))].sort();
  await mutate(ctx, async (em, held) => {
    const ownerId = await findAnswerable(em, held, input.ownerId ?? held.principal.userId);
    const { name } = input;
    const description = input.description || null;
    const run = (sql: string, values: unknown[]) => em.execute(sql, values, 'run');
    await run('insert into users (id, first_name) values (?, ?)', [id, name]);
    await run('insert into memberships (tenant_id, user_id) values (?, ?)', [tenantId, id]);
    await run('insert into service_accounts (user_id, tenant_id, name, description, owner_id) values (?, ?, ?, ?, ?)', [
      id,
      tenantId,
      name,
      description,
      ownerId,
    ]);
    await giveRoles(em, held, { id, before: [], wanted });
    const details = { name, description, ownerId, roleIds: wanted };
    const entry = { entityType: 'service_account', entityId: id, details };
    await recordEvent(em, held, { action: 'serviceAccounts:create', ...entry });
  }).catch(nameTaken(input.name));
  return getServiceAccount(ctx, { id });
}
