import {
  AdminInvitation,
  CreatedTenant,
  CreateTenantInput,
  InviteAdminInput,
  ListTenantsInput,
  MyTenant,
  MyTenantPage,
  Tenant,
  TenantOfInput,
  TenantPage,
  TenantRefInput,
} from '@portolan/contract';
import {
  createTenant,
  deleteTenant,
  findTenantOf,
  getTenant,
  inviteAdmin,
  listMyTenants,
  listTenants,
  restoreTenant,
} from '@portolan/core';
import * as z from 'zod/mini';
import { answer } from './answer.ts';
import { callerProcedure, operatorProcedure, router } from './trpc.ts';
import { verb } from './verb.ts';

const PATH = '/api/tenants';
const casing = 'snake';

export const tenantsRouter = router({
  mine: callerProcedure
    .meta({
      summary: 'The tenants the caller is a member of',
      rest: [{ method: 'GET', path: '/api/v1/tenants', casing, envelope: 'items' }],
    })
    .input(ListTenantsInput)
    .output(answer(MyTenantPage))
    .query(verb(listMyTenants)),
  of: callerProcedure
    .meta({ summary: 'Which of the tenants of the caller has a connection' })
    .input(TenantOfInput)
    .output(answer(z.nullable(MyTenant)))
    .query(verb(findTenantOf)),
  list: operatorProcedure
    .meta({
      summary: 'All tenants, with their status',
      rest: [{ method: 'GET', path: PATH, casing, envelope: 'items' }],
    })
    .input(ListTenantsInput)
    .output(answer(TenantPage))
    .query(verb(listTenants)),
  get: operatorProcedure
    .meta({ summary: 'One tenant, by slug or id', rest: [{ method: 'GET', path: `${PATH}/{slug}`, casing }] })
    .input(TenantRefInput)
    .output(answer(Tenant))
    .query(verb(getTenant)),
  create: operatorProcedure
    .meta({
      limits: ['invitation'],
      summary: 'Create a tenant with its own database',
      rest: [{ method: 'POST', path: PATH, casing, status: 201, location: `${PATH}/{slug}` }],
    })
    .input(CreateTenantInput)
    .output(answer(CreatedTenant))
    .mutation(verb(createTenant)),
  delete: operatorProcedure
    .meta({
      summary: 'Delete a tenant (soft: it can be restored)',
      rest: [{ method: 'DELETE', path: `${PATH}/{slug}`, casing, status: 204 }],
    })
    .input(TenantRefInput)
    .output(answer(z.void()))
    .mutation(verb(deleteTenant)),
  restore: operatorProcedure
    .meta({ summary: 'Restore a deleted tenant', rest: [{ method: 'POST', path: `${PATH}/{slug}/restore`, casing }] })
    .input(TenantRefInput)
    .output(answer(Tenant))
    .mutation(verb(restoreTenant)),
  inviteAdmin: operatorProcedure
    .meta({
      limits: ['invitation'],
      summary: 'Invite a Tenant Admin into a tenant that has none',
      rest: [{ method: 'POST', path: `${PATH}/{slug}/admin-invitations`, casing, status: 201 }],
    })
    .input(InviteAdminInput)
    .output(answer(AdminInvitation))
    .mutation(verb(inviteAdmin)),
});
