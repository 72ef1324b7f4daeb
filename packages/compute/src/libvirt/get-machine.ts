import { ComputeError } from '../compute-error.ts';
import type { Machine } from '../hypervisor.ts';
import type { Session } from '../virsh/session.ts';
import { machineOf, powerOfStats, powerOfWord } from './machine-xml.ts';

export async function getMachine(session: Session, id: string): Promise<Machine> {
  const machine = await findMachine(session, id);
  if (!machine) throw new ComputeError('NOT_FOUND', 'The hypervisor has no such machine');
  return machine;
}

export async function findMachine(session: Session, id: string): Promise<Machine | null> {
  const [xml = '', stats = '', word = ''] = await session.read([
    ['dumpxml', '--domain', id],
    ['domstats', '--state', '--nowait', '--domain', id],
    ['domstate', '--domain', id],
  ]);
  if (!xml) return null;
  return machineOf(xml, stats.trim() ? powerOfStats(stats) : powerOfWord(word));
}
