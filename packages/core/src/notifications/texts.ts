import type { Team } from '@portolan/contract';
import { onOneLine } from './on-one-line.ts';
import type { ToldEvent } from './tenant-event.ts';

const KINDS: Record<ToldEvent['type'], string> = {
  'incident.opened': 'Incident',
  'incident.closed': 'Incident over',
  'schema.changed': 'Schema changed',
  'credential.sealed': 'Credential sealed',
  'certificate.expiring': 'Certificate ends',
};
const CALLS: Record<Exclude<Team, 'nobody'>, string> = {
  owner: 'the owner of the connection',
  dba: 'your database administrators',
  network: 'your network team',
  operator: 'the operator of this installation',
};
const MOST_NAMES = 3;

/** The head of a message: `Incident: orders`, `12 events: Incident, Schema changed`. */
export function subjectOf(events: readonly ToldEvent[], count: number): string {
  const [first] = events;
  if (!first) return 'A test message';
  if (count === 1) {
    const kind = first.type === 'schema.changed' && first.breaking ? 'Schema changed, breaking' : KINDS[first.type];
    return `${kind}: ${namesOf(first)}`;
  }
  const kinds = [...new Set(events.map(({ type }) => KINDS[type]))];
  return `${count} events: ${kinds.join(', ')}`;
}

/** An event in a sentence or two. */
export function sentenceOf(event: ToldEvent): string {
  const names = namesOf(event);
  switch (event.type) {
    case 'incident.opened': {
      const { startedAt, code, stage, message, remedy, team } = event.incident;
      const cause = code && `${code}${stage ? ` at ${stage}` : ''}`;
      const call = team && team !== 'nobody' ? `Call: ${CALLS[team]}` : null;
      return sentences([`${names}: out of reach since ${startedAt}`, cause, message, remedy, call]);
    }
    case 'incident.closed':
      return sentences([`${names}: reached again${event.incident.endedAt ? ` since ${event.incident.endedAt}` : ''}`]);
    case 'schema.changed': {
      const { added, removed, changed } = event.change;
      const what = `${added} tables new, ${removed} gone, ${changed} changed`;
      return sentences([`${names}: ${what}`, event.breaking ? 'Statements of before may fail' : null]);
    }
    case 'credential.sealed':
      return sentences([`${names}: the destination was changed, so the credential has to be entered again`]);
    case 'certificate.expiring':
      return sentences([
        `${names}: the certificate ${onOneLine(event.certificate.subject)} ends at ${event.certificate.endsAt}`,
      ]);
  }
}

function namesOf({ connections, connectionCount }: Pick<ToldEvent, 'connections' | 'connectionCount'>): string {
  const names = connections.slice(0, MOST_NAMES).map(({ name }) => onOneLine(name));
  const more = connectionCount - names.length;
  return more > 0 ? `${names.join(', ')} and ${more} more` : names.join(', ');
}

function sentences(parts: (string | null)[]): string {
  return parts.flatMap((part) => (part ? [/[.!?]$/.test(part) ? part : `${part}.`] : [])).join(' ');
}
