import type { HypervisorCapacity } from '@portolan/contract';
import type { Session } from '../virsh/session.ts';
import { getPool } from './pools.ts';

const KIB_OF_GIB = 1_024 ** 2;
const BYTES_OF_GIB = 1_024 ** 3;
/** What `domstats` calls running, blocked, paused and shutting down: those hold memory. */
const HOLDING = ['1', '2', '3', '4'];

/** What the hypervisor has, and what its running machines have of it. */
export async function readCapacity(session: Session): Promise<HypervisorCapacity> {
  const { machines } = session.target.pools;
  // What others have put on its disk libvirt knows once it has looked again.
  await session.read([['pool-refresh', '--pool', machines]]);
  const pool = await getPool(session, machines);
  const [node = '', stats = ''] = await session.read([
    ['nodeinfo'],
    ['domstats', '--state', '--vcpu', '--balloon', '--nowait'],
  ]);
  const held = stats.split(/^Domain: /m).filter((one) => HOLDING.includes(numberOf(one, 'state.state').toString()));
  const sum = (name: string) => held.reduce((total, one) => total + numberOf(one, name), 0);
  return {
    cpu: Number(/^CPU\(s\): +(\d+)/m.exec(node)?.[1] ?? 0),
    cpuUsed: sum('vcpu.maximum'),
    memoryGb: rounded(Number(/^Memory size: +(\d+) KiB/m.exec(node)?.[1] ?? 0) / KIB_OF_GIB),
    memoryGbUsed: rounded(sum('balloon.maximum') / KIB_OF_GIB),
    diskGb: rounded(pool.bytes / BYTES_OF_GIB),
    diskGbFree: rounded(pool.freeBytes / BYTES_OF_GIB),
  };
}

function numberOf(stats: string, name: string): number {
  return Number(new RegExp(`^ {2}${name.replace('.', '\\.')}=(\\d+)$`, 'm').exec(stats)?.[1] ?? 0);
}

const rounded = (gib: number) => Math.round(gib * 1_000) / 1_000;
