import { expect, it } from 'vitest';
import { roleChanges } from './change-roles.ts';

it('gives the new roles before it takes the old ones', () => {
  expect(roleChanges(['admin', 'kept'], ['kept', 'viewer'])).toEqual([
    { roleId: 'viewer', holds: true },
    { roleId: 'admin', holds: false },
  ]);
});

it('changes nothing where the set is the same in another order', () => {
  expect(roleChanges(['a', 'b'], ['b', 'a'])).toEqual([]);
});
