import * as z from 'zod/mini';
import { limitedPageOf, pagingShape } from './paging.ts';
import { Permission } from './permissions.ts';
import { Id, nameText, trimmedText } from './text.ts';

/** `userCount` counts the members that hold the role. */
export const Role = z.strictObject({
  id: Id,
  name: z.string(),
  description: z.nullable(z.string()),
  isSystemRole: z.boolean(),
  userCount: z.int(),
});
export type Role = z.infer<typeof Role>;

export const CataloguedPermission = z.strictObject({ id: Permission, name: z.string(), module: z.string() });
export type CataloguedPermission = z.infer<typeof CataloguedPermission>;

export const RoleDetail = z.strictObject({ ...Role.shape, permissions: z.array(CataloguedPermission) });
export type RoleDetail = z.infer<typeof RoleDetail>;

export const ListRolesInput = z.strictObject({ ...pagingShape });
export type ListRolesInput = z.infer<typeof ListRolesInput>;
export const RolePage = limitedPageOf(Role);
export type RolePage = z.infer<typeof RolePage>;
export const PermissionPage = limitedPageOf(CataloguedPermission);
export type PermissionPage = z.infer<typeof PermissionPage>;

export const RoleIdInput = z.strictObject({ id: Id });
export type RoleIdInput = z.infer<typeof RoleIdInput>;

const roleName = nameText(1, 100);
const roleDescription = z.nullable(trimmedText(0, 500));
export const PermissionIds = z.array(Permission).check(z.maxLength(200));

export const CreateRoleInput = z.strictObject({
  name: roleName,
  description: z.optional(roleDescription),
  permissionIds: PermissionIds,
});
export type CreateRoleInput = z.infer<typeof CreateRoleInput>;

/** What is left out stays; `permissionIds` replaces the whole set. */
export const UpdateRoleInput = z.strictObject({
  id: Id,
  name: z.optional(roleName),
  description: z.optional(roleDescription),
  permissionIds: z.optional(PermissionIds),
});
export type UpdateRoleInput = z.infer<typeof UpdateRoleInput>;

export const RoleUsers = z.strictObject({ userIds: z.array(Id) });
export type RoleUsers = z.infer<typeof RoleUsers>;

/** `userIds` replaces the whole set. */
export const SetRoleUsersInput = z.strictObject({ id: Id, userIds: z.array(Id).check(z.maxLength(10_000)) });
export type SetRoleUsersInput = z.infer<typeof SetRoleUsersInput>;
