import type { VmLimits, VmQuota } from '@portolan/contract';
import type { EntityManager } from '@portolan/db';
import { toGb } from './gib.ts';

/** Null is without bounds. */
export interface LimitRow {
  machines: number | null;
  cpu: number | null;
  memoryMib: number | null;
  diskMib: number | null;
}

export type UsedRow = { [K in keyof LimitRow]: number };

export const LIMIT_COLUMNS = 'machines, cpu, memory_mib::float8 as "memoryMib", disk_mib::float8 as "diskMib"';
const LIMITS = `select ${LIMIT_COLUMNS} from vm_quotas where tenant_id = ?`;
const USED = `
  select count(*)::int as machines, coalesce(sum(cpu), 0)::int as cpu,
    coalesce(sum(memory_mib), 0)::float8 as "memoryMib", coalesce(sum(disk_mib), 0)::float8 as "diskMib"
  from vms where tenant_id = ? and deleted_at is null`;

const NONE: LimitRow = { machines: null, cpu: null, memoryMib: null, diskMib: null };

/** What a tenant has, machines that are being made included. */
export async function readUsed(em: EntityManager, tenantId: string): Promise<UsedRow> {
  const [used] = (await em.execute<UsedRow[]>(USED, [tenantId])) as [UsedRow];
  return used;
}

export async function readQuota(em: EntityManager, tenantId: string): Promise<VmQuota> {
  const [limits = NONE] = await em.execute<LimitRow[]>(LIMITS, [tenantId]);
  const { machines, cpu, memoryMib, diskMib } = await readUsed(em, tenantId);
  return {
    limits: toLimits(limits),
    used: { machines, cpu, memoryGb: toGb(memoryMib), diskGb: toGb(diskMib) },
  };
}

export function toLimits({ machines, cpu, memoryMib, diskMib }: LimitRow): VmLimits {
  return {
    machines,
    cpu,
    memoryGb: memoryMib === null ? null : toGb(memoryMib),
    diskGb: diskMib === null ? null : toGb(diskMib),
  };
}
