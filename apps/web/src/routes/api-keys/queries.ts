import type { ListApiKeysInput } from '@portolan/contract';
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
};
