import type { MemberConfig, RoleConfig } from '@portolan/client/config';
import { CreateRoleInput, Email, PERMISSIONS } from '@portolan/contract';
import type { DesiredMember, DesiredRole } from './desired.ts';
import type { Faults } from './faults.ts';
import { orNearest } from './names.ts';

const ROLE_KEYS = [
  'name',
  'renamedFrom',
  'description',
  'permissions',
] as const satisfies readonly (keyof RoleConfig)[];
const MEMBER_KEYS = ['email', 'roles'] as const satisfies readonly (keyof MemberConfig)[];

export function readRole(faults: Faults, value: unknown, place: string): DesiredRole | null {
  const given = faults.object(value, place, ROLE_KEYS);
  if (!given) return null;
  const { name, description, permissions, renamedFrom } = given;
  const known = Array.isArray(permissions)
    ? permissions.filter((one, index) => isPermission(faults, one, `${place}.permissions[${index}]`))
    : permissions;
  const input = { name, permissionIds: known, ...(description === undefined ? {} : { description }) };
  const parsed = faults.parse(CreateRoleInput, input, place, (path) =>
    path.map((part) => (part === 'permissionIds' ? 'permissions' : part)),
  );
  return (
    parsed && {
      place,
      name: parsed.name,
      renamedFrom: readFormer(faults, renamedFrom, place),
      description: description === undefined ? undefined : parsed.description || null,
      permissions: [...new Set(parsed.permissionIds)].sort(),
    }
  );
}

function isPermission(faults: Faults, value: unknown, place: string): boolean {
  if ((PERMISSIONS as readonly unknown[]).includes(value)) return true;
  const near = typeof value === 'string' ? orNearest(value, PERMISSIONS) : '';
  faults.add(place, `there is no such permission.${near}`);
  return false;
}

/** The former name of something; null where it had no other. */
export function readFormer(faults: Faults, value: unknown, place: string): string | null {
  if (value === undefined) return null;
  if (typeof value === 'string' && value.trim() !== '') return value.trim();
  faults.add(`${place}.renamedFrom`, 'has to be the former name');
  return null;
}

export function readMember(faults: Faults, value: unknown, place: string): DesiredMember | null {
  const given = faults.object(value, place, MEMBER_KEYS);
  if (!given) return null;
  const email = faults.parse(Email, given.email, `${place}.email`);
  if (given.roles === undefined) faults.add(`${place}.roles`, 'has to be a list');
  const roles = faults.list(given.roles, `${place}.roles`, (one, at) => {
    if (typeof one === 'string' && one.trim() !== '') return one.trim();
    faults.add(at, 'has to be the name of a role');
    return null;
  });
  return email !== null && roles ? { place, email, roles } : null;
}
