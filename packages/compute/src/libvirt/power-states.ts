import type { PowerState } from '../hypervisor.ts';
import type { Session } from '../virsh/session.ts';
import { powerOfStats } from './machine-xml.ts';

/** How each machine is powered, by its id: one run of virsh. */
export async function powerStates(session: Session): Promise<Map<string, PowerState>> {
  const [names = '', stats = ''] = await session.read([
    ['list', '--all', '--uuid', '--name'],
    ['domstats', '--state', '--nowait'],
  ]);
  const states = statesByName(stats);
  const powers = new Map<string, PowerState>();
  for (const line of names.split('\n')) {
    const [, id, name] = /^\s*([0-9a-f-]{36}) +(.*?)\s*$/.exec(line) ?? [];
    if (id && name !== undefined) powers.set(id, states.get(name) ?? 'stopped');
  }
  return powers;
}

/** No name has a line break in it: libvirt refuses those. */
function statesByName(stats: string): Map<string, PowerState> {
  const states = new Map<string, PowerState>();
  for (const block of stats.split(/^(?=Domain: ')/m)) {
    const name = /^Domain: '(.*)'$/m.exec(block)?.[1];
    if (name !== undefined) states.set(name.trim(), powerOfStats(block));
  }
  return states;
}
