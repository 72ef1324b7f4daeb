import { expect, it } from 'vitest';
import { readDetails } from './event-details.ts';

it('shows what changed, and leaves out what did not', () => {
  const details = {
    before: { name: 'Pilots', permissionIds: ['a', 'b'], description: null },
    after: { name: 'Pilots', permissionIds: ['a'], description: 'Harbour' },
  };
  expect(readDetails(details)).toEqual({
    changes: [
      { name: 'permissionIds', before: 'a, b', after: 'a' },
      { name: 'description', before: '—', after: 'Harbour' },
    ],
    notes: [],
  });
});

it('keeps whatever else was noted, in words', () => {
  expect(readDetails({ added: [], name: 'Pilots', ended: 2, before: 'odd' })).toEqual({
    changes: [],
    notes: [
      { name: 'added', value: 'none' },
      { name: 'name', value: 'Pilots' },
      { name: 'ended', value: '2' },
    ],
  });
  expect(readDetails(null)).toEqual({ changes: [], notes: [] });
});
