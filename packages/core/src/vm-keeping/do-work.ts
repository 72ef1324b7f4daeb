import { ComputeError } from '@portolan/compute';
import { hypervisorTarget } from '../hypervisors/index.ts';
import { act } from './act.ts';
import type { ClaimedVm } from './claim-work.ts';
import { ClaimLost, journal, RELEASED } from './journal.ts';
import { makeMachine } from './make-machine.ts';
import { settleFailure } from './settle-failure.ts';
import type { KeepingServices, Working } from './working.ts';

/** Does what there is to do about a machine. Never rejects: what was not done is tried again, or told. */
export async function doWork(services: KeepingServices, vm: ClaimedVm, signal: AbortSignal): Promise<void> {
  try {
    const target = await hypervisorTarget(services.keyring, vm.host);
    if ('code' in target) throw new ComputeError('REFUSED', target.message);
    const working: Working = { services, vm, target, signal };
    try {
      await perform(working);
    } catch (error) {
      if (signal.aborted || error instanceof ClaimLost) return;
      await settleFailure(working, error);
    }
  } catch (err) {
    if (err instanceof ClaimLost) return;
    // Its claim runs out, and it is tried again.
    services.log.warn({ err, machine: vm.id }, 'what was to be done about a machine was not');
  }
}

async function perform(working: Working): Promise<void> {
  const { services, vm } = working;
  if (vm.isDeleted) return remove(working);
  if (vm.status === 'PROVISIONING') await makeMachine(working);
  else if (vm.pending) await act(working, vm.pending);
  else await rename(working);
  await journal(services, vm, { sql: RELEASED });
}

/** The row goes last: as long as it stands, something of the machine may. */
async function remove({ services, vm, target, signal }: Working): Promise<void> {
  await services.compute.remove(target, vm.id, { signal });
  await services.db.ownerTransaction((em) =>
    em.execute('delete from vms where id = ? and claimed_by = ?::uuid', [vm.id, vm.claim], 'run'),
  );
}

async function rename({ services, vm, target, signal }: Working): Promise<void> {
  await services.compute.rename(target, vm.id, vm.name, { signal });
  await journal(services, vm, { change: { told_name: vm.name, attempts: 0 } });
}
