import { ListUsersInput, SetUserActiveInput, TenantUser, TenantUserPage, UserIdInput } from '@portolan/contract';
import { getUser, listUsers, removeUser, setUserActive } from '@portolan/core';
import * as z from 'zod/mini';
import { answer } from './answer.ts';
import { permitted, router } from './trpc.ts';
import { verb } from './verb.ts';

const PATH = '/api/v1/users';
const casing = 'snake';

export const usersRouter = router({
  list: permitted('user:read')
    .meta({
      summary: 'The members of the tenant, with their roles',
      rest: [
        { method: 'GET', path: PATH, casing },
        { method: 'GET', path: '/api/v1/tenants/{tenant}/users', tenantParam: 'tenant', casing },
      ],
    })
    .input(ListUsersInput)
    .output(answer(TenantUserPage))
    .query(verb(listUsers)),
  get: permitted('user:read')
    .meta({ summary: 'One member of the tenant', rest: [{ method: 'GET', path: `${PATH}/{id}`, casing }] })
    .input(UserIdInput)
    .output(answer(TenantUser))
    .query(verb(getUser)),
  setActive: permitted('user:update')
    .meta({
      summary: 'Deactivate a member, whose sessions end at once, or activate them again',
      rest: [{ method: 'PATCH', path: `${PATH}/{id}`, casing }],
    })
    .input(SetUserActiveInput)
    .output(answer(TenantUser))
    .mutation(verb(setUserActive)),
  remove: permitted('user:delete')
    .meta({
      summary: 'End a membership; an account without any is deactivated',
      rest: [{ method: 'DELETE', path: `${PATH}/{id}`, casing, status: 204 }],
    })
    .input(UserIdInput)
    .output(answer(z.void()))
    .mutation(verb(removeUser)),
});
