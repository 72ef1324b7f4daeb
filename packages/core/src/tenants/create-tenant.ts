import type { CreatedTenant, CreateTenantInput } from '@portolan/contract';
import type { EntityManager, TenantRow } from '@portolan/db';
import { recordEvent } from '../audit/record-event.ts';
import type { CallerContext } from '../context.ts';
import type { Written } from '../invitations/index.ts';
import { assertStillAllowed, hold } from '../mutate.ts';
import { createSystemRoles } from '../roles/create-system-roles.ts';
import { adoptTenant } from './adopt-tenant.ts';
import { sendAdminLink, writeAdminInvitation } from './invite-admin.ts';
import { provisionTenant } from './provision-tenant.ts';
import { toTenant } from './view.ts';

/**
 * A tenant with a database of its own. The operator who makes it becomes its admin, unless an e-mail address is given:
 * then that person is invited to be, and the operator has no part in it.
 */
export async function createTenant(ctx: CallerContext, input: CreateTenantInput): Promise<CreatedTenant> {
  let invited: Written | undefined;
  const { adminEmail } = input;
  await assertStillAllowed(ctx);
  const prepare = async (em: EntityManager, made: TenantRow) => {
    if (adminEmail === undefined || isOwn(ctx, adminEmail)) await adoptTenant(em, made.id, ctx.principal.userId);
    else invited = await foundFor(em, ctx, made, adminEmail);
  };
  // Held late: a template takes its time to copy, and who waits for the right should not.
  const settle = async (em: EntityManager, { id, slug, name }: TenantRow) => {
    const details = { slug, name, ...(invited ? { adminEmail } : {}) };
    await recordEvent(em, await hold(em, ctx), {
      action: 'tenants:create',
      entityType: 'tenant',
      entityId: id,
      tenantId: id,
      details,
    });
  };
  const tenant = await provisionTenant(ctx.services, input, { prepare, settle });
  return invited
    ? { ...toTenant(tenant), adminInvitation: await sendAdminLink(ctx, tenant, invited) }
    : toTenant(tenant);
}

function isOwn(ctx: CallerContext, email: string): boolean {
  return email.toLowerCase() === ctx.principal.email.toLowerCase();
}

async function foundFor(em: EntityManager, ctx: CallerContext, tenant: TenantRow, email: string): Promise<Written> {
  await createSystemRoles(em, tenant.id);
  return writeAdminInvitation(em, ctx, tenant.id, email);
}
