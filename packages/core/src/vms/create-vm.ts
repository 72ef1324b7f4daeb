import type { CreateVmInput, Vm } from '@portolan/contract';
import type { EntityManager } from '@portolan/db';
import { recordEvent } from '../audit/record-event.ts';
import type { TenantContext } from '../context.ts';
import { assertHypervisor } from '../hypervisors/index.ts';
import { mutate } from '../mutate.ts';
import { assertQuota } from './assert-quota.ts';
import { takeRoom } from './assert-room.ts';
import { getVm } from './get-vm.ts';
import { gbText, toGb } from './gib.ts';
import { planVm, type VmPlan } from './plan-vm.ts';
import { writeVmEvent } from './vm-event.ts';
import { shownUrl } from './vm-row.ts';

const INSERT = `
  insert into vms (
    id, tenant_id, hypervisor_id, owner_id, name, cpu, memory_mib, disk_mib, source_type, template_id, template_name,
    volume, iso_url, iso_sha256)
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;

/**
 * Promises a machine, and has it made: its row is what is to be done. What is asked of the quota and the hypervisor is
 * answered by the database; no hypervisor is called here.
 */
export async function createVm(ctx: TenantContext, input: CreateVmInput): Promise<Vm> {
  await assertHypervisor(ctx.services);
  const id = crypto.randomUUID();
  const tenantId = ctx.tenant.id;
  await mutate(ctx, async (em, held) => {
    const plan = await planVm(em, input);
    await assertQuota(em, tenantId, plan.sizes);
    const host = await takeRoom(em, plan.hosts, plan.sizes);
    await insert(em, held, { id, name: input.name, hypervisorId: host.id }, plan);
    await writeVmEvent(em, { id, tenantId }, 'INFO', `Asked for by ${held.principal.email}: ${wordsOf(plan)}`);
    const { sizes, source } = plan;
    const details = {
      name: input.name,
      sourceType: source.sourceType,
      template: source.templateName,
      isoUrl: source.isoUrl && shownUrl(source.isoUrl),
      cpu: sizes.cpu,
      memoryGb: toGb(sizes.memoryMib),
      diskGb: toGb(sizes.diskMib),
      host: host.name,
    };
    await recordEvent(em, held, { action: 'vms:create', entityType: 'vm', entityId: id, details });
  });
  return getVm(ctx, { id });
}

async function insert(
  em: EntityManager,
  { tenant, principal }: TenantContext,
  { id, name, hypervisorId }: { id: string; name: string; hypervisorId: string },
  { sizes, source }: VmPlan,
): Promise<void> {
  const whose = [id, tenant.id, hypervisorId, principal.userId, name];
  const size = [sizes.cpu, sizes.memoryMib, sizes.diskMib];
  const { sourceType, templateId, templateName, volume, isoUrl, isoSha256 } = source;
  const from = [sourceType, templateId, templateName, volume, isoUrl, isoSha256];
  await em.execute(INSERT, [...whose, ...size, ...from], 'run');
}

function wordsOf({ sizes, source }: VmPlan): string {
  const from = source.templateName ?? (source.isoUrl && shownUrl(source.isoUrl));
  return `${sizes.cpu} CPU, ${gbText(sizes.memoryMib)} of memory, ${gbText(sizes.diskMib)} of disk, from ${from}`;
}
