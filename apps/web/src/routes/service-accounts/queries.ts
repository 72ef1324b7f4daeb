import type { ListServiceAccountsInput } from '@portolan/contract';
import { queryOptions } from '@tanstack/solid-query';
import { api } from '../../lib/client.ts';
import { currentTenant } from '../../lib/tenant-choice.ts';

const ROOT = 'service-accounts';

/** Keys and fetchers of the service accounts of the tenant at hand. */
export const serviceAccountQueries = {
  all: [ROOT],
  list: (input: ListServiceAccountsInput) =>
    queryOptions({
      queryKey: [ROOT, currentTenant(), 'list', input],
      queryFn: ({ signal }) => api.serviceAccounts.list.query(input, { signal }),
      reconcile: 'id',
    }),
  one: (id: string) =>
    queryOptions({
      queryKey: [ROOT, currentTenant(), 'one', id],
      queryFn: ({ signal }) => api.serviceAccounts.get.query({ id }, { signal }),
    }),
};
