import { expect, it } from 'vitest';
import { dateTime } from '../../lib/format.ts';
import { readDetails } from './event-details.ts';

it('shows what changed as lines that went and lines that came, and leaves out what did not', () => {
  const details = {
    before: { name: 'Pilots', permissionIds: ['a', 'b'], description: null, useSsl: true },
    after: { name: 'Pilots', permissionIds: ['a', 'c'], description: 'Harbour', useSsl: false },
  };
  expect(readDetails(details, {})).toEqual({
    changes: [
      {
        name: 'permission ids',
        lines: [
          { sign: 'minus', text: 'b' },
          { sign: 'plus', text: 'c' },
        ],
      },
      { name: 'description', lines: [{ sign: 'plus', text: 'Harbour' }] },
      {
        name: 'use ssl',
        lines: [
          { sign: 'minus', text: 'true' },
          { sign: 'plus', text: 'false' },
        ],
      },
    ],
    notes: [],
  });
});

it('shows options one by one, and what was made or taken away as a whole', () => {
  expect(readDetails({ after: { host: 'db', options: { tls: 'require' } } }, {}).changes).toEqual([
    { name: 'host', lines: [{ sign: 'plus', text: 'db' }] },
    { name: 'options tls', lines: [{ sign: 'plus', text: 'require' }] },
  ]);
});

it('says people and things by their names', () => {
  const { changes, notes } = readDetails({ added: ['id-1'], removed: ['id-2'], roleId: 'id-3' }, { 'id-1': 'Ada' });
  expect(changes).toEqual([
    {
      name: 'users',
      lines: [
        { sign: 'minus', text: 'id-2' },
        { sign: 'plus', text: 'Ada' },
      ],
    },
  ]);
  expect(notes).toEqual([{ name: 'role id', value: 'id-3' }]);
});

it('tells times as they are read, and what is on or off in the words of the language', () => {
  const at = '2026-11-30T03:57:03.520Z';
  expect(readDetails({ expiresAt: at, newAccount: true }, {}).notes).toEqual([
    { name: 'expires at', value: dateTime(at) },
    { name: 'new account', value: 'true' },
  ]);
});

it('keeps whatever else was noted, in words', () => {
  expect(readDetails({ name: 'Pilots', endedSessions: 2, before: 'odd', version: { to: 2, from: 1 } }, {})).toEqual({
    changes: [],
    notes: [
      { name: 'ended sessions', value: '2' },
      { name: 'version', value: 'from 1, to 2' },
    ],
  });
  expect(readDetails(null, {})).toEqual({ changes: [], notes: [] });
});
