import type { VmQuota } from '@portolan/contract';
import type { TenantContext } from '../context.ts';
import { assertHypervisor } from '../hypervisors/index.ts';
import { readQuota } from './quota-row.ts';

/** What the tenant may have of machines, and has. */
export async function getQuota(ctx: TenantContext): Promise<VmQuota> {
  await assertHypervisor(ctx.services);
  const { id: tenantId } = ctx.tenant;
  return ctx.services.db.transaction({ tenantId }, (em) => readQuota(em, tenantId));
}
