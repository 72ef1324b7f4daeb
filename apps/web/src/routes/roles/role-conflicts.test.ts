import { PERMISSION_CATALOGUE, type Permission, type RoleDetail } from '@portolan/contract';
import { expect, it } from 'vitest';
import { chosenOf, roleConflicts } from './role-conflicts.ts';
import { type RoleDraft, toRoleChange, toRoleDraft } from './role-draft.ts';

const role = (ids: Permission[], patch: Partial<RoleDetail> = {}): RoleDetail => ({
  id: '0199a000-0000-7000-8000-000000000001',
  name: 'Release',
  description: null,
  isSystemRole: false,
  userCount: 0,
  updatedAt: '2026-05-10T12:00:00.000Z',
  permissions: PERMISSION_CATALOGUE.filter(({ id }) => ids.includes(id)),
  ...patch,
});
const base = role(['user:read', 'role:read']);
const draft = toRoleDraft(base);

it('a change holds what was changed alone, and what it was changed from', () => {
  const { id, updatedAt: expectedUpdatedAt } = base;
  expect(toRoleChange(draft, base)).toEqual({ id, expectedUpdatedAt });
  expect(toRoleChange({ ...draft, description: 'x' }, base)).toEqual({ id, expectedUpdatedAt, description: 'x' });
  const permissionIds: Permission[] = ['role:read', 'user:read'];
  expect(toRoleChange({ ...draft, permissionIds }, base)).toEqual({ id, expectedUpdatedAt });
});

it('a permission that was withdrawn stays withdrawn, unless one chooses to give it again', () => {
  const current = role(['user:read', 'audit:read']);
  const mine = { ...draft, name: 'Mine', permissionIds: [...draft.permissionIds, 'role:create' as const] };
  const conflicts = roleConflicts(mine, { base, current, changes: [] });
  expect(conflicts.map(({ name, mine, theirs, side }) => [name, mine, theirs, side])).toEqual([
    ['role:read', 'given', 'not given', 'theirs'],
    ['audit:read', 'not given', 'given', 'theirs'],
  ]);
  const sides = { mine, theirs: toRoleDraft(current) };
  let merged: RoleDraft = mine;
  for (const conflict of conflicts) merged = { ...merged, ...chosenOf(sides, merged, conflict) };
  expect([...merged.permissionIds].sort()).toEqual(['audit:read', 'role:create', 'user:read']);
  const again = { ...merged, ...chosenOf(sides, merged, { name: 'role:read', side: 'mine' }) };
  expect(again.permissionIds).toContain('role:read');
});

it('what both have typed is chosen, what both have typed alike is not', () => {
  const current = role(['user:read', 'role:read'], { name: 'Theirs', description: 'same' });
  const changes = [
    { path: 'name', code: 'changed', message: 'Changed by bob@example.com at 2026-05-10T12:00:00.000Z' },
  ];
  const by = expect.stringMatching(/^Changed by bob@example\.com at May 10, 2026, /);
  expect(roleConflicts({ ...draft, name: 'Mine', description: 'same' }, { base, current, changes })).toEqual([
    { name: 'name', label: 'Role name', mine: 'Mine', theirs: 'Theirs', side: 'mine', by },
  ]);
});
