import type { VmLogLine, VmLogsInput } from '@portolan/contract';
import type { Statement } from '@portolan/db';
import type { TenantContext } from '../context.ts';
import { SCOPE } from '../paged-read.ts';
import { getVm } from './get-vm.ts';

const USUAL = 100;
const LOG: Statement = {
  name: 'vms-log',
  text: `
    select r.* from ${SCOPE}
    cross join lateral (
      select e.created_at as at, e.level, e.message from vm_events e
      where e.tenant_id = scope.tenant_id and e.vm_id = $2 order by e.seq desc limit $3 offset 0
    ) r`,
};

/** What was done with a machine, what became of it, and what it wrote to its console: the newest last. */
export async function listVmLogs(ctx: TenantContext, { id, limit = USUAL }: VmLogsInput): Promise<VmLogLine[]> {
  const vm = await getVm(ctx, { id });
  const rows = await ctx.services.db.read<Omit<VmLogLine, 'timestamp'> & { at: Date }>(LOG, [
    ctx.tenant.id,
    vm.id,
    limit,
  ]);
  return rows.reverse().map(({ at, level, message }) => ({ timestamp: at.toISOString(), level, message }));
}
