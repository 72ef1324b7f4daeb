import type { AuditEvent } from '@portolan/contract';

interface Folded {
  /** The events that have a line of their own, in the order they came in. */
  shown: AuditEvent[];
  /** By the id of the event that tells how it ended. */
  startedOf: ReadonlyMap<string, AuditEvent>;
}

/**
 * What was begun and has ended is told in one line, that of its end: both are of one request, of one action and about the
 * same thing. An event whose other half is not among these keeps its line.
 */
export function foldStarted(events: readonly AuditEvent[]): Folded {
  const open = new Map<string, AuditEvent[]>();
  const startedOf = new Map<string, AuditEvent>();
  const folded = new Set<AuditEvent>();
  for (const event of events) {
    const key = actOf(event);
    if (key === null) continue;
    if (event.outcome !== 'started') open.set(key, [...(open.get(key) ?? []), event]);
    else {
      const ended = open.get(key)?.pop();
      if (!ended) continue;
      startedOf.set(ended.id, event);
      folded.add(event);
    }
  }
  return { shown: events.filter((event) => !folded.has(event)), startedOf };
}

function actOf({ requestId, action, entityId, actorUserId }: AuditEvent): string | null {
  return requestId && JSON.stringify([requestId, action, entityId, actorUserId]);
}
