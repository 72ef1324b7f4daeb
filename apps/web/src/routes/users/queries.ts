import type { ListUsersInput } from '@portolan/contract';
import { queryOptions } from '@tanstack/solid-query';
import { allPages } from '../../lib/all-pages.ts';
import { api } from '../../lib/client.ts';
import { currentTenant } from '../../lib/tenant-choice.ts';

const ROOT = 'users';

/** Keys and fetchers of the members of the tenant at hand. */
export const userQueries = {
  all: [ROOT],
  list: (input: ListUsersInput) =>
    queryOptions({
      queryKey: [ROOT, currentTenant(), 'list', input],
      queryFn: ({ signal }) => api.users.list.query(input, { signal }),
      reconcile: 'id',
    }),
  /** All of them, for pickers. */
  everyone: () =>
    queryOptions({
      queryKey: [ROOT, currentTenant(), 'everyone'],
      queryFn: ({ signal }) => allPages((paging) => api.users.list.query(paging, { signal })),
      reconcile: 'id',
    }),
};
