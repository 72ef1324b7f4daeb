import { ComputeError } from '../compute-error.ts';
import type { MachineSpec } from '../hypervisor.ts';
import type { Session } from '../virsh/session.ts';
import type { XmlElement } from '../xml/read-xml.ts';
import { writeXml } from '../xml/write-xml.ts';
import { findMachine } from './get-machine.ts';
import { diskName } from './names.ts';
import { getFilePool } from './pools.ts';
import { deleteVolumes, findVolume, type Volume } from './volumes.ts';

const MIB = 1_024 * 1_024;

/** Makes the disk of a machine: copy-on-write on its template, or empty. One that was left half made is made anew. */
export async function createDisk(session: Session, spec: MachineSpec): Promise<void> {
  const { machines } = session.target.pools;
  const name = diskName(spec.id, spec.mark.installation);
  const template = spec.source.type === 'template' ? await templateOf(session, spec.source.volume) : null;
  const there = await findVolume(session, machines, name);
  if (there) {
    if (isWhole(there, spec, template) || (await findMachine(session, spec.id))) return;
    await deleteVolumes(session, machines, [name]);
  }
  const pool = await getFilePool(session, machines);
  const missing = spec.diskMib * MIB - pool.freeBytes;
  if (missing > 0) {
    throw new ComputeError('CAPACITY', `The pool ${machines} lacks ${Math.ceil(missing / MIB)} MiB for this disk`);
  }
  if (template && template.bytes > spec.diskMib * MIB) {
    throw new ComputeError('REFUSED', `The disk is smaller than its template, which has ${template.bytes / MIB} MiB`);
  }
  const file = await session.files.put(`${name}.xml`, diskXml(name, spec.diskMib, template));
  await session.run('vol-create', '--pool', machines, '--file', file);
}

async function templateOf(session: Session, volume: string): Promise<Volume> {
  const template = await findVolume(session, session.target.pools.templates, volume);
  if (!template) throw new ComputeError('NOT_FOUND', 'The pool of templates has no such volume');
  return template;
}

function isWhole(disk: Volume, spec: MachineSpec, template: Volume | null): boolean {
  return disk.format === 'qcow2' && disk.bytes === spec.diskMib * MIB && disk.backing === (template?.path ?? '');
}

function diskXml(name: string, diskMib: number, template: Volume | null): string {
  const volume: XmlElement = {
    name,
    capacity: { '@unit': 'MiB', '#text': String(diskMib) },
    target: { format: { '@type': 'qcow2' } },
  };
  if (template) volume.backingStore = { path: template.path, format: { '@type': template.format } };
  return writeXml('volume', volume);
}
