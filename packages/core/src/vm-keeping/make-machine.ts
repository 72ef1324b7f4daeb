import { ComputeError, type MachineSpec } from '@portolan/compute';
import type { VmStep } from '../vms/index.ts';
import { applyPower } from './apply-power.ts';
import { withRoom } from './evict-images.ts';
import { fetchImage } from './fetch-image.ts';
import { journal } from './journal.ts';
import type { Working } from './working.ts';

/**
 * Makes a machine, from where its journal stands: each step may be done again by whoever comes after, and is written down
 * once it is done.
 */
export async function makeMachine(working: Working): Promise<void> {
  const { services, vm, target, signal } = working;
  const { compute } = services;
  let { step, volume } = vm;
  const reached = async (next: VmStep, change = {}) => {
    await journal(services, vm, { change: { step: next, ...change } });
    step = next;
  };
  if (step === 'asked') {
    volume = vm.sourceType === 'iso' ? await fetchImage(working) : volume;
    await reached('image', { volume, progress_bytes: null, progress_total: null });
  }
  const spec = await specOf(working, volume ?? '');
  if (step === 'image') {
    await withRoom(working, () => compute.createDisk(target, spec, { signal }));
    await reached('disk');
  }
  if (step === 'disk') {
    await compute.define(target, spec, { signal });
    await reached('defined', { told_name: spec.name });
  }
  await startOnce(working);
  await journal(services, vm, {
    change: { step: 'made', status: 'RUNNING', failure: null, attempts: 0 },
    sql: ['made_at = clock_timestamp()'],
    told: ['INFO', 'Made, and started'],
  });
  // What it did since it was started nobody has listened to yet.
  const { power } = await compute.get(target, vm.id, { signal });
  await applyPower(services, vm.hypervisorId, { id: vm.id, power });
}

async function specOf({ services, vm }: Working, volume: string): Promise<MachineSpec> {
  const { id, name, tenantId, ownerId, cpu, memoryMib, diskMib, sourceType } = vm;
  const mark = { installation: await services.db.installation(), tenant: tenantId, owner: ownerId };
  return { id, name, mark, cpu, memoryMib, diskMib, source: { type: sourceType, volume } };
}

/** Whoever was here before may have started it already. */
async function startOnce({ services, vm, target, signal }: Working): Promise<void> {
  try {
    await services.compute.start(target, vm.id, { signal });
  } catch (error) {
    if (!(error instanceof ComputeError && error.code === 'CONFLICT')) throw error;
    const { power } = await services.compute.get(target, vm.id, { signal });
    if (power !== 'running') throw error;
  }
}
