import type { ChangeRoleUsersInput, RoleUsers } from '@portolan/contract';
import type { TenantContext } from '../context.ts';
import { writeRoleUsers } from './write-role-users.ts';

/** Gives a role to some and takes it from others; whoever else holds it, or was just given it, is not touched. */
export function changeRoleUsers(ctx: TenantContext, input: ChangeRoleUsersInput): Promise<RoleUsers> {
  const removed = new Set(input.remove?.map((id) => id.toLowerCase()));
  const kept = (before: readonly string[]) => before.filter((id) => !removed.has(id));
  return writeRoleUsers(ctx, input, (before) => [...kept(before), ...(input.add ?? [])]);
}
