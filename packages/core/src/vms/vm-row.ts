import type { Vm, VmAction, VmStatus } from '@portolan/contract';
import type { EntityManager } from '@portolan/db';
import type { TenantContext } from '../context.ts';
import { notInTenant } from '../not-in-tenant.ts';
import { toGb } from './gib.ts';

/** What was done last of making a machine: what comes after it is done next. */
export type VmStep = 'asked' | 'image' | 'disk' | 'defined' | 'made';

export interface VmRow {
  id: string;
  name: string;
  status: VmStatus;
  cpu: number;
  memoryMib: number;
  diskMib: number;
  ipAddress: string | null;
  sourceType: 'template' | 'iso';
  templateId: string | null;
  templateName: string | null;
  isoUrl: string | null;
  hypervisorId: string;
  host: string;
  step: VmStep;
  failure: string | null;
  pending: VmAction | null;
  progressBytes: number | null;
  progressTotal: number | null;
  createdAt: Date | string;
  updatedAt: Date | string;
}

/** Of `vms v` and `hypervisors h`. */
export const VM_COLUMNS = `
  v.id, v.name, v.status, v.cpu, v.memory_mib as "memoryMib", v.disk_mib as "diskMib", v.ip_address as "ipAddress",
  v.source_type as "sourceType", v.template_id as "templateId", v.template_name as "templateName", v.iso_url as "isoUrl",
  v.hypervisor_id as "hypervisorId", h.name as host, v.step, v.failure, v.pending,
  v.progress_bytes::float8 as "progressBytes", v.progress_total::float8 as "progressTotal",
  v.created_at as "createdAt", v.updated_at as "updatedAt"`;

const FIND = `
  select ${VM_COLUMNS} from vms v join hypervisors h on h.id = v.hypervisor_id
  where v.tenant_id = ? and v.id = ? and v.deleted_at is null for update of v`;

/** A machine of the tenant, locked until the transaction ends. */
export async function requireVm(em: EntityManager, ctx: TenantContext, id: string): Promise<VmRow> {
  const [row] = await em.execute<VmRow[]>(FIND, [ctx.tenant.id, id]);
  if (!row) throw await notInTenant(em, ctx, { type: 'vm', id });
  return row;
}

export function toVm(row: VmRow): Vm {
  const { progressBytes: bytes, progressTotal: total } = row;
  return {
    id: row.id,
    name: row.name,
    status: row.status,
    cpu: row.cpu,
    memoryGb: toGb(row.memoryMib),
    diskGb: toGb(row.diskMib),
    ipAddress: row.ipAddress,
    sourceType: row.sourceType,
    templateId: row.templateId,
    templateName: row.templateName,
    isoUrl: row.isoUrl && shownUrl(row.isoUrl),
    host: row.host,
    failure: row.failure,
    pending: row.pending,
    progress: bytes === null ? null : { bytes, total },
    createdAt: new Date(row.createdAt).toISOString(),
    updatedAt: new Date(row.updatedAt).toISOString(),
  };
}

/** A query may let in whoever has it. */
export function shownUrl(text: string): string {
  const { origin, pathname, search } = new URL(text);
  return `${origin}${pathname}${search && '?…'}`;
}
