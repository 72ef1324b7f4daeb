import { limitedPageOf, pagingShape } from './paging.ts';
import { Permission } from './permissions.ts';
import { expectedUpdatedAt, Id, nameText, Timestamp, trimmedText } from './text.ts';
import * as z from './zod.ts';

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

/** A role by the names of the REST face, where its version travels as a header. */
export const PlainRole = z.strictObject({ ...Role.shape, permissions: z.array(CataloguedPermission) });

/** `updatedAt` moves with whatever is here or depends on it: name, permissions, and who holds the role. */
export const RoleDetail = z.strictObject({ ...PlainRole.shape, updatedAt: Timestamp });
export type RoleDetail = z.infer<typeof RoleDetail>;

export function toPlainRole({ updatedAt: _, ...role }: RoleDetail): z.infer<typeof PlainRole> {
  return role;
}

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
  expectedUpdatedAt,
});
export type UpdateRoleInput = z.infer<typeof UpdateRoleInput>;

export const PlainRoleUsers = z.strictObject({ userIds: z.array(Id) });
/** `updatedAt` is that of the role. */
export const RoleUsers = z.strictObject({ ...PlainRoleUsers.shape, updatedAt: Timestamp });
export type RoleUsers = z.infer<typeof RoleUsers>;

export function toPlainRoleUsers({ userIds }: RoleUsers): z.infer<typeof PlainRoleUsers> {
  return { userIds };
}

const users = z.array(Id).check(z.maxLength(10_000));

/** `userIds` replaces the whole set. */
export const SetRoleUsersInput = z.strictObject({ id: Id, userIds: users, expectedUpdatedAt });
export type SetRoleUsersInput = z.infer<typeof SetRoleUsersInput>;

/** Nobody else is touched: whoever was given the role meanwhile keeps it. */
export const ChangeRoleUsersInput = z.strictObject({ id: Id, add: z.optional(users), remove: z.optional(users) });
export type ChangeRoleUsersInput = z.infer<typeof ChangeRoleUsersInput>;
