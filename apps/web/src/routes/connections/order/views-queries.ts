import { queryOptions } from '@tanstack/solid-query';
import { api } from '../../../lib/client.ts';
import { currentTenant } from '../../../lib/tenant-choice.ts';

/** The views of the tenant at hand: one's own, and those that are shared. */
export const viewsQuery = () =>
  queryOptions({
    queryKey: ['views', currentTenant()],
    queryFn: ({ signal }) => api.views.list.query(undefined, { signal }),
    reconcile: 'id',
  });
