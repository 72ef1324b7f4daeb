import { ComputeError } from '../compute-error.ts';
import type { Session } from '../virsh/session.ts';
import { findMachine } from './get-machine.ts';
import { machineOfVolume, ownerOfDisk } from './names.ts';
import { cutPower } from './power.ts';
import { deleteVolumes, volumeNames } from './volumes.ts';

/** Removes the machine and all its volumes. One that is gone already leaves the volumes to remove. */
export async function removeMachine(session: Session, id: string): Promise<void> {
  const machine = await findMachine(session, id);
  if (machine && !machine.mark) throw new ComputeError('REFUSED', 'This machine is not ours to remove');
  if (machine) {
    if (machine.power !== 'stopped') await cutPower(session, id);
    await undefine(session, id);
  }
  await removeVolumes(session, id);
}

/** A disk that no machine has any more, and what else there is of the machine. */
export async function removeDisk(session: Session, volume: string): Promise<void> {
  const id = machineOfVolume(volume);
  if (!id) throw new ComputeError('REFUSED', 'This volume is not ours to remove');
  if (await findMachine(session, id)) throw new ComputeError('CONFLICT', 'A machine still has this disk');
  await removeVolumes(session, id);
}

async function undefine(session: Session, id: string): Promise<void> {
  try {
    await session.run('undefine', '--domain', id, '--managed-save', '--snapshots-metadata', '--nvram');
  } catch (error) {
    if (!(error instanceof ComputeError) || error.code !== 'NOT_FOUND') throw error;
  }
}

/** The disk last: by it the rest is found again. */
async function removeVolumes(session: Session, id: string): Promise<void> {
  const { machines } = session.target.pools;
  const names = (await volumeNames(session, machines)).filter((name) => machineOfVolume(name) === id);
  const disk = names.filter((name) => ownerOfDisk(name)?.machine === id);
  await deleteVolumes(session, machines, [...names.filter((name) => !disk.includes(name)), ...disk]);
}
