import type { ToldEvent } from './tenant-event.ts';

/** The page of the tenant that tells more of a message: of one event its own, of several the one of all that needs attention. */
export function pageOfEvents(events: readonly ToldEvent[], count: number): string {
  const [event] = events;
  if (!event || count > 1) return '';
  const [first] = event.connections;
  const connection = `/connections/${first?.id}`;
  switch (event.type) {
    case 'incident.opened':
    case 'incident.closed':
      return `/incidents?incident=${event.incident.id}`;
    case 'schema.changed':
      return `${connection}/snapshots?a=${event.change.previousId}&b=${event.change.snapshotId}`;
    case 'credential.sealed':
      return connection;
    case 'certificate.expiring':
      return `${connection}/overview`;
  }
}
