import { KIND_LABELS, type NotificationDelivery, type NotificationRule } from '@portolan/contract';
import { t } from './texts.ts';

/** "Schema changes (breaking)": what a rule is told of. */
export function eventNames({ events, onlyBreaking }: Pick<NotificationRule, 'events' | 'onlyBreaking'>): string[] {
  return events.map((event) => (event === 'schema.changed' && onlyBreaking ? t().onlyBreaking : t().events[event]));
}

/** Which connections a rule is about. */
export function aboutText(filter: NotificationRule['filter']): string {
  switch (filter.type) {
    case 'all':
      return t().about.all;
    case 'kind':
      return filter.kinds.map((kind) => KIND_LABELS[kind]).join(', ');
    case 'name':
      return t().about.named(filter.pattern);
    case 'connections':
      return t().about.chosen(filter.ids.length);
  }
}

/** What stands in a message: its event and connections, or of which kinds its events are. */
export function subjectText({
  types,
  count,
  subject,
}: Pick<NotificationDelivery, 'types' | 'count' | 'subject'>): string {
  const [type] = types;
  if (!type) return t().testMessage;
  if (count > 1) return t().grouped(count, types.map((one) => t().event[one]).join(', '));
  // The server says it in English: `Incident: orders`.
  const at = subject.indexOf(': ');
  const isBreaking = subject.slice(0, at).endsWith(', breaking');
  return `${isBreaking ? t().breakingChange : t().event[type]}: ${subject.slice(at + 2)}`;
}
