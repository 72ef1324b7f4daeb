import { randomUUID } from 'node:crypto';
import type { MachineSource, MachineSpec } from '../hypervisor.ts';

/** What a machine of a test is made by: as small as the guest of the tests goes. */
export function aMachine(source: MachineSource, over: Partial<MachineSpec> = {}): MachineSpec {
  const mark = { installation: randomUUID(), tenant: randomUUID(), owner: randomUUID() };
  return { id: randomUUID(), name: 'A machine', mark, cpu: 1, memoryMib: 96, diskMib: 64, source, ...over };
}
