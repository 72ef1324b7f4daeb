import type { ListTenantsInput } from '@portolan/contract';
import { queryOptions } from '@tanstack/solid-query';
import { api } from '../../lib/client.ts';

const ROOT = 'tenants';

/** Keys and fetchers of all tenants of the installation, for operators. */
export const tenantQueries = {
  all: [ROOT],
  list: (input: ListTenantsInput) =>
    queryOptions({
      queryKey: [ROOT, 'list', input],
      queryFn: ({ signal }) => api.tenants.list.query(input, { signal }),
      reconcile: 'id',
    }),
};
