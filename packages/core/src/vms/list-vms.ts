import { type ListVmsInput, toPage, type VmPage } from '@portolan/contract';
import type { TenantContext } from '../context.ts';
import { assertHypervisor } from '../hypervisors/index.ts';
import { likePattern } from '../like-pattern.ts';
import { readPage } from '../paged-read.ts';
import { toVm, type VmRow } from './vm-row.ts';
import { vmListStatement, vmSearchStatement } from './vm-statements.ts';

/** The machines of the tenant by name, as their rows have them: no hypervisor is asked. */
export async function listVms(ctx: TenantContext, input: ListVmsInput): Promise<VmPage> {
  const { page, pageSize: limit, offset } = toPage(input);
  const pattern = likePattern(input.search);
  const isFiltered = pattern !== null || input.status !== undefined;
  const { rows, total } = await (isFiltered
    ? readPage<VmRow>(ctx, vmSearchStatement, { limit, offset, more: [pattern, input.status ?? null] })
    : readPage<VmRow>(ctx, vmListStatement, { limit, offset }));
  // Machines have a hypervisor: only where there are none it may lack.
  if (total === 0) await assertHypervisor(ctx.services);
  return { items: rows.map(toVm), total, page, limit };
}
