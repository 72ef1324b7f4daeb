import { ComputeError } from '@portolan/compute';
import type { Services } from '../context.ts';
import { applyPower } from './apply-power.ts';
import type { MachineFinding } from './examine-machines.ts';

export interface MendedMachine {
  hypervisor: string;
  done: boolean;
  what: string;
}

/** Takes what no row knows from the hypervisors, and marks what is gone from them. */
export async function mendMachines(
  services: Pick<Services, 'db' | 'compute'>,
  findings: readonly MachineFinding[],
): Promise<MendedMachine[]> {
  const mended: MendedMachine[] = [];
  for (const finding of findings) mended.push(await mend(services, finding));
  return mended;
}

async function mend(
  { db, compute }: Pick<Services, 'db' | 'compute'>,
  { problem, hypervisor, id, detail, target }: MachineFinding,
): Promise<MendedMachine> {
  const done = (what: string) => ({ hypervisor, done: true, what });
  if (!compute || !target) return { hypervisor, done: false, what: detail };
  try {
    switch (problem) {
      case 'orphan machine':
        await compute.remove(target, id);
        return done(`removed the machine ${id}`);
      case 'orphan disk':
        await compute.removeDisk(target, id);
        return done(`removed ${id}`);
      case 'lost machine':
        await applyPower({ db }, target.id, { id, power: 'removed' });
        return done(`marked ${id} as gone`);
      case 'hypervisor away':
      case 'unmarked machine':
        return { hypervisor, done: false, what: detail };
    }
  } catch (error) {
    if (!(error instanceof ComputeError)) throw error;
    return { hypervisor, done: false, what: `${detail}: ${error.message}` };
  }
}
