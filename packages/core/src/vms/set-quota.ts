import type { SetVmQuotaInput, VmQuota } from '@portolan/contract';
import type { EntityManager } from '@portolan/db';
import { recordEvent } from '../audit/record-event.ts';
import { type Changing, mutate } from '../mutate.ts';
import { requireTenant } from '../tenants/index.ts';
import { toMib } from './gib.ts';
import { LIMIT_COLUMNS, type LimitRow, readQuota, toLimits } from './quota-row.ts';

const TAKE = `select ${LIMIT_COLUMNS} from vm_quotas where tenant_id = ? for update`;
const SET = 'update vm_quotas set machines = ?, cpu = ?, memory_mib = ?, disk_mib = ? where tenant_id = ?';

/** Changes what a tenant may have. What it has beyond stays: only nothing more is made. */
export function setQuota(ctx: Changing, { slug, ...limits }: SetVmQuotaInput): Promise<VmQuota> {
  return mutate(
    ctx,
    async (em, held) => {
      const tenant = await requireTenant(em, slug);
      const [before] = (await em.execute<LimitRow[]>(TAKE, [tenant.id])) as [LimitRow];
      await write(em, tenant.id, {
        machines: limits.machines,
        cpu: limits.cpu,
        memoryMib: limits.memoryGb === null ? null : toMib(limits.memoryGb),
        diskMib: limits.diskGb === null ? null : toMib(limits.diskGb),
      });
      const details = { slug: tenant.slug, before: toLimits(before), after: limits };
      const entry = { entityType: 'tenant', entityId: tenant.id, details };
      await recordEvent(em, held, { action: 'vms:setQuota', ...entry });
      return readQuota(em, tenant.id);
    },
    { scope: 'owner' },
  );
}

async function write(em: EntityManager, tenantId: string, { machines, cpu, memoryMib, diskMib }: LimitRow) {
  const mib = (value: number | null) => (value === null ? null : Math.floor(value));
  await em.execute(SET, [machines, cpu, mib(memoryMib), mib(diskMib), tenantId], 'run');
}
