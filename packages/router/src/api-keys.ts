import { ApiKeyIdInput, ApiKeyPage, CreateApiKeyInput, CreatedApiKey, ListApiKeysInput } from '@portolan/contract';
import { createApiKey, listApiKeys, revokeApiKey } from '@portolan/core';
import * as z from 'zod/mini';
import { answer } from './answer.ts';
import { permitted, router } from './trpc.ts';
import { verb } from './verb.ts';

const PATH = '/api/v1/api-keys';
const casing = 'snake';

export const apiKeysRouter = router({
  list: permitted('api_key:read')
    .meta({ summary: 'The API keys of the tenant', rest: [{ method: 'GET', path: PATH, casing }] })
    .input(ListApiKeysInput)
    .output(answer(ApiKeyPage))
    .query(verb(listApiKeys)),
  create: permitted('api_key:create')
    .meta({
      summary: 'Create an API key; the key itself is answered only now',
      rest: [{ method: 'POST', path: PATH, casing, status: 201 }],
    })
    .input(CreateApiKeyInput)
    .output(answer(CreatedApiKey))
    .mutation(verb(createApiKey)),
  revoke: permitted('api_key:delete')
    .meta({ summary: 'Revoke an API key', rest: [{ method: 'DELETE', path: `${PATH}/{id}`, casing, status: 204 }] })
    .input(ApiKeyIdInput)
    .output(answer(z.void()))
    .mutation(verb(revokeApiKey)),
});
