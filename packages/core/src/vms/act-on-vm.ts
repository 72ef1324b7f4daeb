import type { Vm, VmAction, VmActionInput } from '@portolan/contract';
import { recordEvent } from '../audit/record-event.ts';
import type { TenantContext } from '../context.ts';
import { assertHypervisor } from '../hypervisors/index.ts';
import { mutate } from '../mutate.ts';
import { getVm } from './get-vm.ts';
import { invalidState } from './invalid-state.ts';
import { writeVmEvent } from './vm-event.ts';
import { requireVm, type VmRow } from './vm-row.ts';

const ASK = `
  update vms set status = ?, pending = ?, failure = null, attempts = 0, next_at = now(), updated_at = clock_timestamp()
  where tenant_id = ? and id = ?`;
const DONE: Record<VmAction, string> = { start: 'started', stop: 'stopped', restart: 'restarted' };

/** Asks for a machine to be started, stopped or restarted, and answers it as it is now. One that was not made is made on. */
export async function actOnVm(ctx: TenantContext, { id, action }: VmActionInput): Promise<Vm> {
  await assertHypervisor(ctx.services);
  const tenantId = ctx.tenant.id;
  await mutate(ctx, async (em, held) => {
    const vm = await requireVm(em, held, id);
    if (!isAllowed(vm, action)) throw invalidState(vm, DONE[action]);
    const isMade = vm.step === 'made';
    await em.execute(ASK, [isMade ? vm.status : 'PROVISIONING', isMade ? action : null, tenantId, vm.id], 'run');
    const asked = isMade ? `To be ${DONE[action]}` : 'To be made on';
    await writeVmEvent(em, { id: vm.id, tenantId }, 'INFO', `${asked}, by ${held.principal.email}`);
    const details = { name: vm.name, operation: action, status: vm.status };
    await recordEvent(em, held, { action: 'vms:action', entityType: 'vm', entityId: vm.id, details });
  });
  return getVm(ctx, { id });
}

function isAllowed({ status, step, pending }: VmRow, action: VmAction): boolean {
  if (pending) return false;
  switch (action) {
    case 'start':
      return status === 'STOPPED' || status === 'ERROR';
    case 'stop':
      return status === 'RUNNING' || (status === 'ERROR' && step === 'made');
    case 'restart':
      return status === 'RUNNING';
  }
}
