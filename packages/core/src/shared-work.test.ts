import { expect, it } from 'vitest';
import { sharedWork } from './shared-work.ts';

it('begins with the first who wants it, ends with the last, and begins anew', () => {
  const said: string[] = [];
  const want = sharedWork((key) => {
    said.push(`begins ${key}`);
    return () => said.push(`ends ${key}`);
  });
  const [first, other, second] = [want('a'), want('b'), want('a')];
  first();
  expect(said).toEqual(['begins a', 'begins b']);
  second();
  other();
  expect(said.slice(2)).toEqual(['ends a', 'ends b']);
  want('a')();
  expect(said.slice(4)).toEqual(['begins a', 'ends a']);
});
