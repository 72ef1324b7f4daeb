import type { Vm, VmIdInput } from '@portolan/contract';
import type { TenantContext } from '../context.ts';
import { assertHypervisor } from '../hypervisors/index.ts';
import { notInTenant } from '../not-in-tenant.ts';
import { toVm, type VmRow } from './vm-row.ts';
import { vmStatement } from './vm-statements.ts';

export async function getVm(ctx: TenantContext, { id }: VmIdInput): Promise<Vm> {
  const { db } = ctx.services;
  await assertHypervisor(ctx.services);
  const [row] = await db.read<VmRow>(vmStatement, [ctx.tenant.id, id]);
  if (row) return toVm(row);
  throw await db.transaction({ tenantId: ctx.tenant.id }, (em) => notInTenant(em, ctx, { type: 'vm', id }));
}
