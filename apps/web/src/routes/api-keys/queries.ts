import type {
  CreatedApiKey,
  ListApiKeysInput,
  ListServiceAccountKeysInput,
  Permission,
  RotatedApiKey,
} from '@portolan/contract';
import { queryOptions } from '@tanstack/solid-query';
import { api } from '../../lib/client.ts';
import { currentTenant } from '../../lib/tenant-choice.ts';

const ROOT = 'api-keys';

/** Keys and fetchers of the API keys of the tenant at hand. */
export const apiKeyQueries = {
  all: [ROOT],
  list: (input: ListApiKeysInput) =>
    queryOptions({
      queryKey: [ROOT, currentTenant(), 'list', input],
      queryFn: ({ signal }) => api.apiKeys.list.query(input, { signal }),
      reconcile: 'id',
    }),
  /** Those that work as a service account. */
  ofService: (input: ListServiceAccountKeysInput) =>
    queryOptions({
      queryKey: [ROOT, currentTenant(), 'service', input],
      queryFn: ({ signal }) => api.serviceAccounts.keys.query(input, { signal }),
      reconcile: 'id',
    }),
  uses: (id: string) =>
    queryOptions({
      queryKey: [ROOT, currentTenant(), 'uses', id],
      queryFn: ({ signal }) => api.apiKeys.uses.query({ id, limit: 100 }, { signal }),
    }),
};

/** A key whose secret is shown this once: a new one, or one that was rotated. */
export type ShownKey = CreatedApiKey | RotatedApiKey;

/** Whom a key is made for, where that is not the person at hand. */
export interface KeyHolder {
  id: string;
  name: string;
  /** What it may be given; undefined while that is not known. */
  permissions: readonly Permission[] | undefined;
}
