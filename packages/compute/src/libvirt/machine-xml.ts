import type { Machine, MachineMark, PowerState } from '../hypervisor.ts';
import { attributeOf, childOf, readXml, textOf, type XmlElement } from '../xml/read-xml.ts';

export const MARK_NAMESPACE = 'https://portolan.local/xmlns/machine/1';
export const MARK_ELEMENT = 'portolan:machine';

/** How `virsh domstats` counts states. Shutting down still runs. */
const STATES: Record<string, PowerState> = {
  '1': 'running',
  '2': 'running',
  '3': { other: 'paused' },
  '4': 'running',
  '5': 'stopped',
  '6': { other: 'crashed' },
  '7': { other: 'suspended' },
};

/** Paused, for its own start alone. */
const STARTING = '11';
/** Paused, as what it wrote to its disk could not be kept. */
const NO_WRITING = '5';
const UNWRITTEN = 'paused, as its disk could not be written: perhaps that of the hypervisor is full';

/** How a machine is powered by what `virsh domstats` says of it. */
export function powerOfStats(stats: string): PowerState {
  const [, state = '', reason] = /^ {2}state\.state=(\d+)\n {2}state\.reason=(\d+)$/m.exec(stats) ?? [];
  if (state === '3' && reason === STARTING) return 'running';
  if (state === '3' && reason === NO_WRITING) return { other: UNWRITTEN };
  return STATES[state] ?? { other: 'unknown' };
}

/** The words of `virsh domstate`, which drivers know that count nothing. */
const WORDS: Record<string, PowerState> = {
  running: 'running',
  idle: 'running',
  'in shutdown': 'running',
  'shut off': 'stopped',
  pmsuspended: { other: 'suspended' },
};

/** The same by what `virsh domstate` says of it. */
export function powerOfWord(said: string): PowerState {
  const word = said.trim();
  return WORDS[word] ?? { other: word || 'unknown' };
}

/** A machine from its description; how it is powered stands elsewhere. */
export function machineOf(xml: string, power: PowerState): Machine {
  const domain = readXml(xml, 'domain');
  const [id, name] = [textOf(domain, 'uuid'), textOf(domain, 'name')];
  const memory = domain.memory;
  const unit = typeof memory === 'object' && !Array.isArray(memory) ? attributeOf(memory, 'unit') : '';
  return {
    id,
    domain: name,
    name: textOf(domain, 'title') || name,
    power,
    cpu: Number(textOf(domain, 'vcpu')) || 1,
    memoryMib: Math.round((Number(textOf(domain, 'memory')) * (UNITS[unit] ?? 1)) / 1_024),
    mark: markOf(childOf(domain, 'metadata'), id),
  };
}

/** In KiB, which is what libvirt itself writes. */
const UNITS: Record<string, number> = { KiB: 1, MiB: 1_024, GiB: 1_024 ** 2 };

/** A copy that somebody made of a machine bears the mark of that one, and is theirs. */
function markOf(metadata: XmlElement | undefined, id: string): MachineMark | null {
  const mark = childOf(metadata, MARK_ELEMENT);
  // Machines of earlier versions do not have it.
  if ((attributeOf(mark, 'id') || id) !== id) return null;
  const [installation, tenant, owner] = ['installation', 'tenant', 'owner'].map((name) => attributeOf(mark, name));
  return installation && tenant && owner ? { installation, tenant, owner } : null;
}
