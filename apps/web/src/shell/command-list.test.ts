import { expect, it } from 'vitest';
import { matchCommands, stepIndex } from './command-list.ts';

const run = () => undefined;
const commands = [
  { id: '1', label: 'Connections', hint: 'Page', run },
  { id: '2', label: 'New connection', hint: 'Action', run },
  { id: '3', label: 'Sign out', hint: 'Action', run },
];

it('matches every word, in any order, without case', () => {
  expect(matchCommands(commands, 'CONN new').map((command) => command.id)).toEqual(['2']);
  expect(matchCommands(commands, '')).toHaveLength(3);
});

it('goes round at both ends', () => {
  expect(stepIndex('ArrowDown', 2, 3)).toBe(0);
  expect(stepIndex('ArrowUp', 0, 3)).toBe(2);
  expect(stepIndex('End', 0, 3)).toBe(2);
  expect(stepIndex('Home', 2, 3)).toBe(0);
  expect(stepIndex('a', 1, 3)).toBeNull();
  expect(stepIndex('ArrowDown', 0, 0)).toBeNull();
});
