import type { RoleUsers, SetRoleUsersInput } from '@portolan/contract';
import type { TenantContext } from '../context.ts';
import { writeRoleUsers } from './write-role-users.ts';

/** Makes the members of a role exactly these. */
export function setRoleUsers(ctx: TenantContext, input: SetRoleUsersInput): Promise<RoleUsers> {
  return writeRoleUsers(ctx, input, () => input.userIds);
}
