import {
  ApiKeyPage,
  CreatedApiKey,
  CreateServiceAccountInput,
  CreateServiceAccountKeyInput,
  ListServiceAccountKeysInput,
  ListServiceAccountsInput,
  ServiceAccount,
  ServiceAccountIdInput,
  ServiceAccountPage,
  UpdateServiceAccountInput,
} from '@portolan/contract';
import {
  createServiceAccount,
  createServiceAccountKey,
  deleteServiceAccount,
  getServiceAccount,
  listServiceAccountKeys,
  listServiceAccounts,
  updateServiceAccount,
} from '@portolan/core';
import * as z from 'zod/mini';
import { answer } from './answer.ts';
import { permitted, router } from './trpc.ts';
import { verb } from './verb.ts';

const PATH = '/api/v1/service-accounts';
const version = { of: ({ updatedAt }: { updatedAt: string }) => updatedAt };
const one = { casing: 'snake', version } as const;
const casing = 'snake';

export const serviceAccountsRouter = router({
  list: permitted('service_account:read')
    .meta({
      summary: 'The service accounts of the tenant: members without a person',
      rest: [{ method: 'GET', path: PATH, casing }],
    })
    .input(ListServiceAccountsInput)
    .output(answer(ServiceAccountPage))
    .query(verb(listServiceAccounts)),
  get: permitted('service_account:read')
    .meta({ summary: 'One service account', rest: [{ method: 'GET', path: `${PATH}/{id}`, ...one }] })
    .input(ServiceAccountIdInput)
    .output(answer(ServiceAccount))
    .query(verb(getServiceAccount)),
  create: permitted('service_account:create')
    .meta({
      summary: 'Create a service account; its roles are given by whoever may assign them',
      rest: [{ method: 'POST', path: PATH, ...one, status: 201, location: `${PATH}/{id}` }],
    })
    .input(CreateServiceAccountInput)
    .output(answer(ServiceAccount))
    .mutation(verb(createServiceAccount)),
  update: permitted('service_account:update')
    .meta({
      summary: 'Change a service account, its roles or its owner, or switch it off and on',
      rest: [{ method: 'PATCH', path: `${PATH}/{id}`, ...one }],
    })
    .input(UpdateServiceAccountInput)
    .output(answer(ServiceAccount))
    .mutation(verb(updateServiceAccount)),
  delete: permitted('service_account:delete')
    .meta({
      summary: 'Delete a service account with its API keys',
      rest: [{ method: 'DELETE', path: `${PATH}/{id}`, casing, status: 204 }],
    })
    .input(ServiceAccountIdInput)
    .output(answer(z.void()))
    .mutation(verb(deleteServiceAccount)),
  keys: permitted('service_account:read')
    .meta({
      summary: 'The API keys of a service account',
      rest: [{ method: 'GET', path: `${PATH}/{id}/keys`, casing }],
    })
    .input(ListServiceAccountKeysInput)
    .output(answer(ApiKeyPage))
    .query(verb(listServiceAccountKeys)),
  createKey: permitted('service_account:update')
    .meta({
      summary: 'Create an API key that works as a service account; the key itself is answered only now',
      rest: [{ method: 'POST', path: `${PATH}/{id}/keys`, casing, status: 201 }],
    })
    .input(CreateServiceAccountKeyInput)
    .output(answer(CreatedApiKey))
    .mutation(verb(createServiceAccountKey)),
});
