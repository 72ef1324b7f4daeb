import type { VmQuota, VmQuotaOfInput } from '@portolan/contract';
import type { Context } from '../context.ts';
import { requireTenant } from '../tenants/index.ts';
import { readQuota } from './quota-row.ts';

/** The quota of any tenant, for operators: it is set before there is a hypervisor. */
export function getQuotaOf(ctx: Context, { slug }: VmQuotaOfInput): Promise<VmQuota> {
  return ctx.services.db.ownerTransaction(async (em) => readQuota(em, (await requireTenant(em, slug)).id));
}
