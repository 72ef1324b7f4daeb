import type { Machine, PowerState } from '../hypervisor.ts';
import type { Session } from '../virsh/session.ts';
import { machineOf } from './machine-xml.ts';
import { powerStates } from './power-states.ts';

/** All machines, in three runs of virsh however many there are. */
export async function listMachines(session: Session): Promise<Machine[]> {
  const powers = await powerStates(session);
  return describe(session, powers);
}

async function describe(session: Session, powers: Map<string, PowerState>): Promise<Machine[]> {
  const ids = [...powers.keys()];
  const descriptions = await session.read(ids.map((id) => ['dumpxml', '--domain', id]));
  return ids.map((id, at) => described(descriptions[at] ?? '', id, powers.get(id) ?? 'stopped'));
}

/** What people have written into a machine of theirs may be unreadable, or not told: it is a machine all the same. */
function described(xml: string, id: string, power: PowerState): Machine {
  try {
    return machineOf(xml, power);
  } catch {
    return { id, domain: id, name: id, power, cpu: 1, memoryMib: 0, mark: null };
  }
}
