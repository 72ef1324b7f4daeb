import type { ConnectionKind } from '@portolan/contract';
import { matchesPattern } from './matches-pattern.ts';
import type { EventConnection } from './tenant-event.ts';

/** Which connections a rule is about. */
export type RuleFilter =
  | { type: 'all' }
  | { type: 'kind'; kinds: ConnectionKind[] }
  | { type: 'name'; pattern: string }
  | { type: 'connections'; ids: string[] };

/** Those of the connections that a rule is about. */
export function concerned(filter: RuleFilter, connections: readonly EventConnection[]): EventConnection[] {
  return connections.filter((one) => isConcerned(filter, one));
}

function isConcerned(filter: RuleFilter, { id, name, kind }: EventConnection): boolean {
  switch (filter.type) {
    case 'all':
      return true;
    case 'kind':
      return filter.kinds.includes(kind);
    case 'name':
      return matchesPattern(name, filter.pattern);
    case 'connections':
      return filter.ids.includes(id);
  }
}
