import type { PowerState } from '../hypervisor.ts';
import type { Session } from '../virsh/session.ts';
import { powerOfStats, powerOfWord } from './machine-xml.ts';

/** How each machine is powered, by its id. A hypervisor that does not say which it has is none without machines. */
export async function powerStates(session: Session): Promise<Map<string, PowerState>> {
  const names = await session.run('list', '--all', '--uuid', '--name');
  const machines = names.split('\n').flatMap((line) => {
    const [, id, name] = /^\s*([0-9a-f-]{36}) +(.*?)\s*$/.exec(line) ?? [];
    return id && name !== undefined ? [{ id, name }] : [];
  });
  if (machines.length === 0) return new Map();
  const [stats = ''] = await session.read([['domstats', '--state', '--nowait']]);
  // Some drivers count nothing: those say it of one machine at a time.
  if (!stats.trim()) return wordsOf(session, machines);
  const states = statesByName(stats);
  return new Map(machines.map(({ id, name }) => [id, states.get(name) ?? 'stopped']));
}

async function wordsOf(session: Session, machines: readonly { id: string }[]): Promise<Map<string, PowerState>> {
  const words = await session.read(machines.map(({ id }) => ['domstate', '--domain', id]));
  return new Map(machines.map(({ id }, at) => [id, powerOfWord(words[at] ?? '')]));
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
