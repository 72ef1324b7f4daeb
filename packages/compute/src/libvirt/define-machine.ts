import { ComputeError } from '../compute-error.ts';
import type { MachineSpec } from '../hypervisor.ts';
import type { Session } from '../virsh/session.ts';
import { readXml, textOf } from '../xml/read-xml.ts';
import { domainXml } from './domain-xml.ts';
import { findMachine } from './get-machine.ts';
import { consoleName, diskName } from './names.ts';
import { getFilePool } from './pools.ts';
import { findVolume } from './volumes.ts';

/** Networks that machines are put into, the best first. */
const NETWORKS = ['portolan', 'default'];

/** Makes the machine around its disk, stopped. */
export async function defineMachine(session: Session, spec: MachineSpec): Promise<void> {
  const there = await findMachine(session, spec.id);
  if (there?.mark) return;
  if (there) throw new ComputeError('CONFLICT', 'The hypervisor has a machine with this id that is not ours');
  const { machines, images } = session.target.pools;
  const pool = await getFilePool(session, machines);
  const [capabilities = '', networks = ''] = await session.read([['domcapabilities'], ['net-list', '--name']]);
  const host = readXml(capabilities, 'domainCapabilities');
  const active = networks.split('\n').map((line) => line.trim());
  const xml = domainXml(spec, {
    type: textOf(host, 'domain') || 'qemu',
    arch: textOf(host, 'arch') || 'x86_64',
    emulator: textOf(host, 'path'),
    network: NETWORKS.find((name) => active.includes(name)) ?? null,
    diskPath: await pathOf(session, machines, diskName(spec.id, spec.mark.installation)),
    imagePath: spec.source.type === 'iso' ? await pathOf(session, images, spec.source.volume) : null,
    consolePath: `${pool.path}/${consoleName(spec.id)}`,
  });
  await session.run('define', '--file', await session.files.put(`${spec.id}.xml`, xml));
}

async function pathOf(session: Session, pool: string, name: string): Promise<string> {
  const volume = await findVolume(session, pool, name);
  if (!volume) throw new ComputeError('NOT_FOUND', `The pool ${pool} has no volume ${name}`);
  return volume.path;
}
