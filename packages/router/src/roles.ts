import {
  ChangeRoleUsersInput,
  CreateRoleInput,
  ListRolesInput,
  PermissionPage,
  PlainRole,
  PlainRoleUsers,
  RoleDetail,
  RoleIdInput,
  RolePage,
  RoleUsers,
  SetRoleUsersInput,
  toPlainRole,
  toPlainRoleUsers,
  UpdateRoleInput,
} from '@portolan/contract';
import {
  changeRoleUsers,
  createRole,
  deleteRole,
  getRole,
  listPermissions,
  listRoles,
  listRoleUsers,
  setRoleUsers,
  updateRole,
} from '@portolan/core';
import * as z from 'zod/mini';
import { answer } from './answer.ts';
import { permitted, permittedAll, router } from './trpc.ts';
import { verb } from './verb.ts';

const PATH = '/api/v1/roles';
const casing = 'snake';
const version = { of: ({ updatedAt }: { updatedAt: string }) => updatedAt };
const one = { casing, version, view: { schema: PlainRole, of: toPlainRole } } as const;
const users = { casing, version, view: { schema: PlainRoleUsers, of: toPlainRoleUsers } } as const;

export const rolesRouter = router({
  list: permitted('role:read')
    .meta({
      summary: 'The roles of the tenant, each with the number of its users',
      rest: [{ method: 'GET', path: PATH, casing, envelope: 'items' }],
    })
    .input(ListRolesInput)
    .output(answer(RolePage))
    .query(verb(listRoles)),
  get: permitted('role:read')
    .meta({ summary: 'One role with its permissions', rest: [{ method: 'GET', path: `${PATH}/{id}`, ...one }] })
    .input(RoleIdInput)
    .output(answer(RoleDetail))
    .query(verb(getRole)),
  permissions: permitted('role:read')
    .meta({
      summary: 'The permissions that roles are made of, by module',
      rest: [{ method: 'GET', path: '/api/v1/permissions', casing, envelope: 'items' }],
    })
    .input(ListRolesInput)
    .output(answer(PermissionPage))
    .query(({ input }) => listPermissions(input)),
  create: permitted('role:create')
    .meta({
      summary: 'Create a role from permissions that the caller holds',
      rest: [{ method: 'POST', path: PATH, ...one, status: 201, location: `${PATH}/{id}` }],
    })
    .input(CreateRoleInput)
    .output(answer(RoleDetail))
    .mutation(verb(createRole)),
  update: permitted('role:update')
    .meta({
      summary: 'Change a role; a given set of permissions replaces the old one',
      rest: [{ method: 'PATCH', path: `${PATH}/{id}`, ...one }],
    })
    .input(UpdateRoleInput)
    .output(answer(RoleDetail))
    .mutation(verb(updateRole)),
  delete: permitted('role:delete')
    .meta({
      summary: 'Delete a role that nobody holds',
      rest: [{ method: 'DELETE', path: `${PATH}/{id}`, casing, status: 204, version: {} }],
    })
    .input(RoleIdInput)
    .output(answer(z.void()))
    .mutation(verb(deleteRole)),
  users: permittedAll('user:read', 'role:read')
    .meta({ summary: 'Who holds a role', rest: [{ method: 'GET', path: `${PATH}/{id}/users`, ...users }] })
    .input(RoleIdInput)
    .output(answer(RoleUsers))
    .query(verb(listRoleUsers)),
  setUsers: permitted('role:assign_users')
    .meta({
      summary: 'Make exactly these members hold a role',
      rest: [{ method: 'PUT', path: `${PATH}/{id}/users`, ...users }],
    })
    .input(SetRoleUsersInput)
    .output(answer(RoleUsers))
    .mutation(verb(setRoleUsers)),
  changeUsers: permitted('role:assign_users')
    .meta({
      summary: 'Give a role to some members and take it from others, whoever else holds it',
      action: 'roles:setUsers',
      rest: [{ method: 'PATCH', path: `${PATH}/{id}/users`, ...users }],
    })
    .input(ChangeRoleUsersInput)
    .output(answer(RoleUsers))
    .mutation(verb(changeRoleUsers)),
});
