import type { UpdateVmInput, Vm } from '@portolan/contract';
import { recordEvent } from '../audit/record-event.ts';
import type { TenantContext } from '../context.ts';
import { assertHypervisor } from '../hypervisors/index.ts';
import { mutate } from '../mutate.ts';
import { getVm } from './get-vm.ts';
import { writeVmEvent } from './vm-event.ts';
import { requireVm } from './vm-row.ts';

const RENAME = `
  update vms set name = ?, attempts = 0, next_at = now(), updated_at = clock_timestamp() where tenant_id = ? and id = ?`;

/** Calls a machine something else: at once here, and by the hypervisor as soon as it answers. */
export async function updateVm(ctx: TenantContext, { id, name }: UpdateVmInput): Promise<Vm> {
  await assertHypervisor(ctx.services);
  const tenantId = ctx.tenant.id;
  await mutate(ctx, async (em, held) => {
    const before = await requireVm(em, held, id);
    await em.execute(RENAME, [name, tenantId, before.id], 'run');
    const details = { name, before: { name: before.name }, after: { name } };
    await writeVmEvent(em, { id: before.id, tenantId }, 'INFO', `Called ${name} by ${held.principal.email}`);
    await recordEvent(em, held, { action: 'vms:update', entityType: 'vm', entityId: before.id, details });
  });
  return getVm(ctx, { id });
}
