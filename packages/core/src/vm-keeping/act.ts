import { ComputeError } from '@portolan/compute';
import type { VmAction } from '@portolan/contract';
import { applyPower } from './apply-power.ts';
import { journal } from './journal.ts';
import type { Working } from './working.ts';

/** How long a machine may take to go down before its power is cut. */
const GRACE_MS = 20_000;

/** Does what was asked for. One that is as wanted already is left as it is. */
export async function act(working: Working, action: VmAction): Promise<void> {
  const { services, vm, target, signal } = working;
  try {
    await perform(working, action);
  } catch (error) {
    if (!(error instanceof ComputeError && error.code === 'CONFLICT')) throw error;
    const { power } = await services.compute.get(target, vm.id, { signal });
    if (power !== (action === 'stop' ? 'stopped' : 'running')) throw error;
  }
  const { power } = await services.compute.get(target, vm.id, { signal });
  await applyPower(services, vm.hypervisorId, { id: vm.id, power });
  await journal(services, vm, { change: { pending: null, failure: null, attempts: 0 } });
}

function perform({ services: { compute }, vm, target, signal }: Working, action: VmAction): Promise<void> {
  switch (action) {
    case 'start':
      return compute.start(target, vm.id, { signal });
    case 'stop':
      return compute.stop(target, vm.id, { graceMs: GRACE_MS }, { signal });
    case 'restart':
      return compute.restart(target, vm.id, { graceMs: GRACE_MS }, { signal });
  }
}
