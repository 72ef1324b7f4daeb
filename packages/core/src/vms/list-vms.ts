import { type ListVmsInput, toPage, type VmPage, type VmSort } from '@portolan/contract';
import type { TenantContext } from '../context.ts';
import { assertHypervisor } from '../hypervisors/index.ts';
import { likePattern } from '../like-pattern.ts';
import { readPage } from '../paged-read.ts';
import { toVm, type VmRow } from './vm-row.ts';
import { vmListStatement, vmSearchStatement } from './vm-statements.ts';

const LAST_FIRST: readonly VmSort[] = ['size', 'created'];

/** The machines of the tenant in the order that is asked for, as their rows have them: no hypervisor is asked. */
export async function listVms(ctx: TenantContext, input: ListVmsInput): Promise<VmPage> {
  const { page, pageSize: limit, offset } = toPage(input);
  const pattern = likePattern(input.search);
  const { sortBy = 'name' } = input;
  const { sortOrder = LAST_FIRST.includes(sortBy) ? 'desc' : 'asc' } = input;
  const isFiltered = pattern !== null || input.status !== undefined;
  const { rows, total } = await (isFiltered
    ? readPage<VmRow>(ctx, vmSearchStatement(sortBy, sortOrder), {
        limit,
        offset,
        more: [pattern, input.status ?? null],
      })
    : readPage<VmRow>(ctx, vmListStatement(sortBy, sortOrder), { limit, offset }));
  // Machines have a hypervisor: only where there are none it may lack.
  if (total === 0) await assertHypervisor(ctx.services);
  return { items: rows.map(toVm), total, page, limit };
}
