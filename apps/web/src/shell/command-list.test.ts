import { expect, it } from 'vitest';
import { type Command, inGroups, markedIn, matchCommands, objectOf, stepIndex } from './command-list.ts';

const commands: Command[] = [
  { id: '2', group: 'actions', label: 'New connection', hint: 'Action' },
  { id: '1', group: 'pages', label: 'Connections', hint: 'Page' },
  { id: '3', group: 'actions', label: 'Sign out', hint: 'Action' },
];

it('matches every word, in any order, without case', () => {
  expect(matchCommands(commands, 'CONN new').map((command) => command.id)).toEqual(['2']);
  expect(matchCommands(commands, '')).toHaveLength(3);
});

it('puts the groups in their order, and leaves that inside of them', () => {
  expect(inGroups(commands).map((command) => command.id)).toEqual(['1', '2', '3']);
});

it.each([
  ['test Shop production', 'Shop production'],
  ['Diagram of shop', 'shop'],
  ['invite ', 'invite'],
  ['testing ground', 'testing ground'],
])('%s is about %s', (query, object) => {
  expect(objectOf(query)).toBe(object);
});

it('goes round at both ends', () => {
  expect(stepIndex('ArrowDown', 2, 3)).toBe(0);
  expect(stepIndex('ArrowUp', 0, 3)).toBe(2);
  expect(stepIndex('End', 0, 3)).toBe(2);
  expect(stepIndex('Home', 2, 3)).toBe(0);
  expect(stepIndex('a', 1, 3)).toBeNull();
  expect(stepIndex('ArrowDown', 0, 0)).toBeNull();
});

it('marks the words where they stand together, else the longest that is there', () => {
  expect(markedIn('Test shop production', 'shop prod')).toBe('shop prod');
  expect(markedIn('Test shop production', 'prod test')).toBe('prod');
  expect(markedIn('Diagram of Größe', 'GRÖ')).toBe('grö');
  expect(markedIn('Roles', '')).toBe('');
  expect(markedIn('Roles', 'people')).toBe('');
});
