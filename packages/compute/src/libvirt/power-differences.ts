import type { HypervisorEvent, PowerState } from '../hypervisor.ts';

/** What has changed between two looks at all machines. */
export function powerDifferences(before: Map<string, PowerState>, after: Map<string, PowerState>): HypervisorEvent[] {
  const events: HypervisorEvent[] = [];
  for (const [id, power] of after) {
    if (!isSame(before.get(id), power)) events.push({ type: 'changed', id, power });
  }
  for (const id of before.keys()) {
    if (!after.has(id)) events.push({ type: 'changed', id, power: 'removed' });
  }
  return events;
}

function isSame(one: PowerState | undefined, other: PowerState): boolean {
  if (typeof one === 'object' && typeof other === 'object') return one.other === other.other;
  return one === other;
}
