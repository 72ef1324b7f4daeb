/** How things of ours are called on a hypervisor: the id of the machine stands in each name. */
export const domainName = (id: string) => `portolan-${id}`;
export const diskName = (id: string) => `portolan-${id}.qcow2`;
export const consoleName = (id: string) => `portolan-${id}.console.log`;

const OURS = /^portolan-([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.(.+)$/;

/** The id of the machine that a volume belongs to: its disk, its console, or a part of that from before. */
export function machineOfVolume(volume: string): string | null {
  return OURS.exec(volume)?.[1] ?? null;
}

/** The machine whose disk it is. */
export function machineOfDisk(volume: string): string | null {
  const [, id, kind] = OURS.exec(volume) ?? [];
  return id && kind === 'qcow2' ? id : null;
}
