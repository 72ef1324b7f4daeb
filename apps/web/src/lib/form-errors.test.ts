import { expect, it } from 'vitest';
import { visibleErrors } from './form-errors.ts';

const all = { name: 'Name is required', host: 'Host is required' };

it('shows only what was left, until the first submit', () => {
  expect(visibleErrors(all, new Set(['host']), false)).toEqual({ host: 'Host is required' });
  expect(visibleErrors(all, new Set(), true)).toEqual(all);
});
