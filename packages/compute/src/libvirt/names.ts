/** How things of ours are called on a hypervisor: the id of the machine stands in each name. */
export const domainName = (id: string) => `portolan-${id}`;
/** Two hubs may keep their disks in one pool: whose it is stands in its name. */
export const diskName = (id: string, installation: string) => `portolan-${id}.${installation}.qcow2`;
export const consoleName = (id: string) => `portolan-${id}.console.log`;

const UUID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const OURS = new RegExp(`^portolan-(${UUID})\\.(.+)$`);
const DISK = new RegExp(`^(${UUID})\\.qcow2$`);

/** The id of the machine that a volume belongs to: its disk, its console, or a part of that from before. */
export function machineOfVolume(volume: string): string | null {
  return OURS.exec(volume)?.[1] ?? null;
}

/** The machine whose disk it is, and the installation that made it. */
export function ownerOfDisk(volume: string): { machine: string; installation: string } | null {
  const [, machine, rest = ''] = OURS.exec(volume) ?? [];
  const installation = DISK.exec(rest)?.[1];
  return machine && installation ? { machine, installation } : null;
}
