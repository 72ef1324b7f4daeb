import type { Machine, PowerState } from '../hypervisor.ts';
import type { Session } from '../virsh/session.ts';
import { machineOf } from './machine-xml.ts';
import { powerStates } from './power-states.ts';

/** All machines, in two runs of virsh however many there are. */
export async function listMachines(session: Session): Promise<Machine[]> {
  const powers = await powerStates(session);
  return describe(session, powers);
}

async function describe(session: Session, powers: Map<string, PowerState>): Promise<Machine[]> {
  const ids = [...powers.keys()];
  const descriptions = await session.read(ids.map((id) => ['dumpxml', '--domain', id]));
  // One that was removed in the meantime has none.
  return descriptions.flatMap((xml, at) => (xml ? [machineOf(xml, powers.get(ids[at] ?? '') ?? 'stopped')] : []));
}
