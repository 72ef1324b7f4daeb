import { expect, it } from 'vitest';
import { aboveReason, permissionsAbove } from './above.ts';
import { toRoleInput, validateRole } from './role-draft.ts';

it('asks for a name and a permission, and for nothing else', () => {
  expect(validateRole({ name: ' ', description: '', permissionIds: [] })).toEqual({
    name: 'Role name is required',
    permissionIds: 'Choose at least one permission',
  });
  expect(validateRole({ name: 'Auditor', description: '', permissionIds: ['audit:read'] })).toEqual({});
});

it('knows the limits of the server', () => {
  const errors = validateRole({ name: 'n'.repeat(101), description: 'd'.repeat(501), permissionIds: ['audit:read'] });
  expect(Object.keys(errors).sort()).toEqual(['description', 'name']);
});

it('sends a description that is blank as none', () => {
  expect(toRoleInput({ name: ' Auditor ', description: ' ', permissionIds: ['audit:read'] })).toEqual({
    name: 'Auditor',
    description: null,
    permissionIds: ['audit:read'],
  });
});

it('says why a role is out of reach', () => {
  const role = {
    permissions: (['audit:read', 'user:read', 'role:read', 'role:create'] as const).map((id) => {
      return { id, name: id, module: 'Any' };
    }),
  };
  expect(permissionsAbove(role, ['user:read'])).toEqual(['audit:read', 'role:read', 'role:create']);
  expect(aboveReason(role, ['user:read'])).toBe('Holds what you lack: audit:read, role:read and 1 more');
  expect(aboveReason(role, ['audit:read', 'user:read', 'role:read', 'role:create'])).toBeUndefined();
});
