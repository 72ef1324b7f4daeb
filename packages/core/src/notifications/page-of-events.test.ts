import { expect, it } from 'vitest';
import { pageOfEvents } from './page-of-events.ts';
import type { ToldEvent } from './tenant-event.ts';

const about = {
  at: '2026-03-01T10:00:00Z',
  connectionCount: 1,
  connections: [{ id: 'c1', name: 'orders', kind: 'postgresql' as const }],
};
const cause = { stage: null, code: null, message: null, remedy: null, team: null };
const incident = { id: 'i1', startedAt: about.at, endedAt: null, ...cause };
const change = { previousId: 'a1', snapshotId: 'b1', added: 1, removed: 0, changed: 0 };

it.each<[ToldEvent, string]>([
  [{ ...about, type: 'incident.opened', incident }, '/incidents?incident=i1'],
  [{ ...about, type: 'schema.changed', breaking: false, change }, '/connections/c1/snapshots?a=a1&b=b1'],
  [{ ...about, type: 'credential.sealed' }, '/connections/c1'],
  [
    { ...about, type: 'certificate.expiring', certificate: { subject: 'CN=x', endsAt: about.at } },
    '/connections/c1/overview',
  ],
])('a message leads to what it tells of, and one of several to all that needs attention', (event, page) => {
  expect(pageOfEvents([event], 1)).toBe(page);
  expect(pageOfEvents([event, event], 2)).toBe('');
  expect(pageOfEvents([], 0)).toBe('');
});
