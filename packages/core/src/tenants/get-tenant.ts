import type { Tenant, TenantRefInput } from '@portolan/contract';
import type { CallerContext } from '../context.ts';
import { requireTenant } from './find-tenant.ts';
import { toTenant } from './view.ts';

export function getTenant(ctx: CallerContext, input: TenantRefInput): Promise<Tenant> {
  return ctx.services.db.transaction({}, async (em) => toTenant(await requireTenant(em, input.slug)));
}
