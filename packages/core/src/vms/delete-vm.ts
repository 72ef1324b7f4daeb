import type { VmIdInput } from '@portolan/contract';
import { recordEvent } from '../audit/record-event.ts';
import type { TenantContext } from '../context.ts';
import { assertHypervisor } from '../hypervisors/index.ts';
import { mutate } from '../mutate.ts';
import { invalidState } from './invalid-state.ts';
import { requireVm } from './vm-row.ts';

const DELETE = `
  update vms set deleted_at = now(), attempts = 0, next_at = now(), updated_at = clock_timestamp()
  where tenant_id = ? and id = ?`;

/** Deletes a machine: gone for people at once, with its disk on the hypervisor as soon as that answers. */
export async function deleteVm(ctx: TenantContext, { id }: VmIdInput): Promise<void> {
  await assertHypervisor(ctx.services);
  await mutate(ctx, async (em, held) => {
    const vm = await requireVm(em, held, id);
    if (vm.status === 'PROVISIONING') throw invalidState(vm, 'deleted');
    await em.execute(DELETE, [held.tenant.id, vm.id], 'run');
    const details = { name: vm.name, host: vm.host, status: vm.status };
    await recordEvent(em, held, { action: 'vms:delete', entityType: 'vm', entityId: vm.id, details });
  });
}
