import type { DiskVolume, ImageVolume, TemplateVolume } from '../hypervisor.ts';
import type { Session } from '../virsh/session.ts';
import { ownerOfDisk } from './names.ts';
import { listVolumes, type Volume, volumeNames } from './volumes.ts';

const MIB = 1_024 * 1_024;
/** What a disk can lie on. */
const DISK_FORMATS = ['qcow2', 'raw', 'qed', 'vmdk', 'vdi', 'vpc'];
const SECTOR_BYTES = 512;

export async function listTemplates(session: Session): Promise<TemplateVolume[]> {
  const volumes = await listVolumes(session, session.target.pools.templates);
  return volumes
    .filter(isDisk)
    .map(({ name, bytes, format }) => ({ volume: name, diskMib: Math.ceil(bytes / MIB), format }));
}

/** Whatever libvirt knows no better is `raw` to it, a text file too; a disk is made of whole sectors. */
function isDisk({ format, bytes }: Volume): boolean {
  return DISK_FORMATS.includes(format) && bytes > 0 && (format !== 'raw' || bytes % SECTOR_BYTES === 0);
}

/** Images that are whole: beside each stands a mark. */
export async function listImages(session: Session): Promise<ImageVolume[]> {
  const volumes = await listVolumes(session, session.target.pools.images);
  const marks = new Set(volumes.map(({ name }) => name));
  return volumes.filter(({ name }) => marks.has(wholeMark(name))).map(({ name, bytes }) => ({ volume: name, bytes }));
}

/** The name of the empty volume that says of an image that all of it has come. */
export const wholeMark = (volume: string) => `${volume}.whole`;

export async function listDisks(session: Session): Promise<DiskVolume[]> {
  const names = await volumeNames(session, session.target.pools.machines);
  return names.flatMap((volume) => {
    const owner = ownerOfDisk(volume);
    return owner ? [{ volume, ...owner }] : [];
  });
}
