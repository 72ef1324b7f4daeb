import { expect, it } from 'vitest';
import { between, rowStep } from './row-steps.ts';

it('steps from row to row and stays within the list', () => {
  expect(rowStep('j', 0, 3)).toBe(1);
  expect(rowStep('ArrowDown', 2, 3)).toBe(2);
  expect(rowStep('k', 2, 3)).toBe(1);
  expect(rowStep('ArrowUp', 0, 3)).toBe(0);
  expect(rowStep('End', 0, 50)).toBe(49);
  expect(rowStep('Home', 30, 50)).toBe(0);
  expect(rowStep('PageDown', 45, 50)).toBe(49);
  expect(rowStep('PageUp', 25, 50)).toBe(15);
  expect(rowStep('q', 1, 3)).toBeUndefined();
});

it('reaches from the last mark to this one, up or down', () => {
  const ids = ['a', 'b', 'c', 'd'];
  expect(between(ids, 'b', 'd')).toEqual(['b', 'c', 'd']);
  expect(between(ids, 'd', 'c')).toEqual(['c', 'd']);
  expect(between(ids, 'gone', 'c')).toEqual(['c']);
});
