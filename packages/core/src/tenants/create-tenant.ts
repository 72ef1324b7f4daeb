import type { CreateTenantInput, Tenant } from '@portolan/contract';
import { recordEvent } from '../audit/record-event.ts';
import type { CallerContext } from '../context.ts';
import { adoptTenant } from './adopt-tenant.ts';
import { provisionTenant } from './provision-tenant.ts';
import { toTenant } from './view.ts';

/** A tenant with a database of its own; the operator who makes it becomes its admin. */
export async function createTenant(ctx: CallerContext, input: CreateTenantInput): Promise<Tenant> {
  const tenant = await provisionTenant(ctx.services, input, async (em, { id, slug, name }) => {
    await adoptTenant(em, id, ctx.principal.userId);
    const details = { slug, name };
    await recordEvent(em, ctx, { action: 'tenants:create', entityType: 'tenant', entityId: id, tenantId: id, details });
  });
  return toTenant(tenant);
}
