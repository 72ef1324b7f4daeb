import {
  ApiKeyIdInput,
  ApiKeyPage,
  ApiKeySelf,
  ApiKeyUsePage,
  CreateApiKeyInput,
  CreatedApiKey,
  ListApiKeysInput,
  ListKeyUsesInput,
  RotateApiKeyInput,
  RotatedApiKey,
} from '@portolan/contract';
import {
  createApiKey,
  endOverlap,
  getOwnKey,
  listApiKeys,
  listKeyUses,
  revokeApiKey,
  rotateApiKey,
} from '@portolan/core';
import * as z from 'zod/mini';
import { answer } from './answer.ts';
import { callerProcedure, permitted, permittedAny, router } from './trpc.ts';
import { verb } from './verb.ts';

const PATH = '/api/v1/api-keys';
const casing = 'snake';

/** Whoever may do this with one key or another; whose key it is decides the rest, in the verb. */
const lookers = () => permittedAny('api_key:read', 'api_key:create', 'service_account:read');
const enders = () => permittedAny('api_key:delete', 'api_key:create', 'service_account:update');

export const apiKeysRouter = router({
  list: permittedAny('api_key:read', 'api_key:create')
    .meta({
      summary: 'The API keys of the tenant; without api_key:read those of one’s own',
      rest: [{ method: 'GET', path: PATH, casing }],
    })
    .input(ListApiKeysInput)
    .output(answer(ApiKeyPage))
    .query(verb(listApiKeys)),
  self: callerProcedure
    .meta({
      summary: 'What the API key is that asks, what it may do, as whom, and until when',
      rest: [{ method: 'GET', path: '/api/v1/keys/self', casing }],
    })
    .output(answer(ApiKeySelf))
    .query(verb(getOwnKey)),
  uses: lookers()
    .meta({
      summary: 'On which days an API key was used, and from which addresses',
      rest: [{ method: 'GET', path: `${PATH}/{id}/uses`, casing }],
    })
    .input(ListKeyUsesInput)
    .output(answer(ApiKeyUsePage))
    .query(verb(listKeyUses)),
  create: permitted('api_key:create')
    .meta({
      summary: 'Create an API key of one’s own; the key itself is answered only now',
      rest: [{ method: 'POST', path: PATH, casing, status: 201 }],
    })
    .input(CreateApiKeyInput)
    .output(answer(CreatedApiKey))
    .mutation(verb(createApiKey)),
  rotate: permittedAny('api_key:create', 'service_account:update')
    .meta({
      summary: 'Give an API key a new secret; the former one works on for a while',
      rest: [{ method: 'POST', path: `${PATH}/{id}/rotate`, casing }],
    })
    .input(RotateApiKeyInput)
    .output(answer(RotatedApiKey))
    .mutation(verb(rotateApiKey)),
  endOverlap: enders()
    .meta({
      summary: 'End the former secret of an API key that was rotated',
      rest: [{ method: 'POST', path: `${PATH}/{id}/end-overlap`, casing, status: 204 }],
    })
    .input(ApiKeyIdInput)
    .output(answer(z.void()))
    .mutation(verb(endOverlap)),
  revoke: enders()
    .meta({ summary: 'Revoke an API key', rest: [{ method: 'DELETE', path: `${PATH}/{id}`, casing, status: 204 }] })
    .input(ApiKeyIdInput)
    .output(answer(z.void()))
    .mutation(verb(revokeApiKey)),
});
