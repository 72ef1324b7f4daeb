import { expect, it } from 'vitest';
import { saved } from '../form/test-drafts.ts';
import { groupRows } from './group-rows.ts';

const connections = [
  saved({ id: 'a', environment: 'other', tags: ['zeta'] }),
  saved({ id: 'b', environment: 'production', tags: ['team:shop', 'alpha'] }),
  saved({ id: 'c', environment: 'production', tags: [] }),
];
const told = (groupBy: Parameters<typeof groupRows>[1]) =>
  groupRows(connections, groupBy).map(({ connection, group }) => [
    group?.environment ?? group?.tag ?? '',
    group?.count ?? 0,
    connection.id,
  ]);

it('leaves the rows as they are without groups', () => {
  expect(told(undefined)).toEqual([
    ['', 0, 'a'],
    ['', 0, 'b'],
    ['', 0, 'c'],
  ]);
});

it('groups by environment, production first', () => {
  expect(told('environment')).toEqual([
    ['production', 2, 'b'],
    ['production', 2, 'c'],
    ['other', 1, 'a'],
  ]);
});

it('shows a connection under each of its tags, and those without one last', () => {
  expect(told('tag')).toEqual([
    ['alpha', 1, 'b'],
    ['team:shop', 1, 'b'],
    ['zeta', 1, 'a'],
    ['', 1, 'c'],
  ]);
  const keys = groupRows(connections, 'tag').map(({ key }) => key);
  expect(new Set(keys).size).toBe(keys.length);
});
