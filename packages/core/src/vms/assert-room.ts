import type { ErrorDetail, HypervisorCapacity } from '@portolan/contract';
import type { EntityManager } from '@portolan/db';
import { AppError } from '../errors.ts';
import type { WantedSizes } from './assert-quota.ts';
import { gbText, toMib } from './gib.ts';

export interface Host {
  id: string;
  name: string;
}

/** `capacity` as it was last seen; null where it never was, or has been removed. The sizes are what is promised since. */
interface Room {
  capacity: HypervisorCapacity | null;
  memoryMib: number;
  diskMib: number;
}

const HOLD = 'select capacity, memory_mib::float8 as "memoryMib", disk_mib::float8 as "diskMib" from hold_host(?)';
const IS_THERE = 'select from hypervisors where id = ?';

/**
 * What a hypervisor lacks for a machine, by what was last seen of it and what is promised since: empty where it has room,
 * which nobody else is promised until the transaction ends; null where it is gone. Machines share its CPUs; none has more
 * than there are.
 */
async function lackOf(em: EntityManager, { id }: Host, wanted: WantedSizes): Promise<ErrorDetail[] | null> {
  const [{ capacity, ...held }] = (await em.execute<Room[]>(HOLD, [id])) as [Room];
  if (!capacity) return (await em.execute(IS_THERE, [id])).length > 0 ? [] : null;
  const free = {
    cpu: capacity.cpu,
    memoryMib: Math.max(0, toMib(capacity.memoryGb - capacity.memoryGbUsed) - held.memoryMib),
    diskMib: Math.max(0, toMib(capacity.diskGbFree) - held.diskMib),
  };
  const measures = [
    { key: 'cpu', path: 'cpu', what: 'CPUs', text: String },
    { key: 'memoryMib', path: 'memoryGb', what: 'memory', text: gbText },
    { key: 'diskMib', path: 'diskGb', what: 'disk', text: gbText },
  ] as const;
  return measures.flatMap(({ key, path, what, text }): ErrorDetail[] => {
    if (wanted[key] <= free[key]) return [];
    const lack = text(wanted[key] - free[key]);
    const message = `${what}: ${text(wanted[key])} wanted, ${text(free[key])} left, ${lack} too much`;
    return [{ path, code: 'host_capacity', message }];
  });
}

/** The first of the hosts that has room, which is promised to this transaction. */
export async function takeRoom(em: EntityManager, hosts: readonly Host[], wanted: WantedSizes): Promise<Host> {
  let first: { host: Host; lack: ErrorDetail[] } | undefined;
  for (const host of hosts) {
    const lack = await lackOf(em, host, wanted);
    if (lack?.length === 0) return host;
    if (lack) first ??= { host, lack };
  }
  if (!first) throw new AppError('NO_HYPERVISOR', 'The hypervisor was removed a moment ago', { retryAfter: 10 });
  const { host, lack } = first;
  const words = lack.map(({ message }) => message).join('; ');
  throw new AppError('HOST_CAPACITY', `The hypervisor ${host.name} has no room for it: ${words}`, { details: lack });
}
