import { expect, it } from 'vitest';
import { forgetDeletion, lastDeletion, rememberDeletion } from './undo-deletions.ts';

const one = (id: string) => ({ id, name: id });

it('knows the last deletion of each tenant, until all of it is back', () => {
  rememberDeletion('north', [one('a')]);
  rememberDeletion('north', [one('b'), one('c')]);
  rememberDeletion('south', [one('d')]);
  expect(lastDeletion('north')).toEqual([one('b'), one('c')]);
  forgetDeletion('b');
  expect(lastDeletion('north')).toEqual([one('c')]);
  forgetDeletion('c');
  expect(lastDeletion('north')).toEqual([one('a')]);
  expect(lastDeletion('south')).toEqual([one('d')]);
  expect(lastDeletion('west')).toBeUndefined();
});
