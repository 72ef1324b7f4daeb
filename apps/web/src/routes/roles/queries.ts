import { queryOptions } from '@tanstack/solid-query';
import { allPages } from '../../lib/all-pages.ts';
import { api } from '../../lib/client.ts';
import { currentTenant } from '../../lib/tenant-choice.ts';

const ROOT = 'roles';

/** Keys and fetchers of the roles of the tenant at hand. */
export const roleQueries = {
  all: [ROOT],
  /** Every role with its permissions; the single ones share requests. */
  details: () =>
    queryOptions({
      queryKey: [ROOT, currentTenant(), 'details'],
      queryFn: async ({ signal }) => {
        const roles = await allPages((paging) => api.roles.list.query(paging, { signal }));
        return Promise.all(roles.map(({ id }) => api.roles.get.query({ id }, { signal })));
      },
      // Row by row: whoever has a dialog of one open keeps it.
      reconcile: 'id',
    }),
  /** Every role, by name alone. */
  names: () =>
    queryOptions({
      queryKey: [ROOT, currentTenant(), 'names'],
      queryFn: ({ signal }) => allPages((paging) => api.roles.list.query(paging, { signal })),
    }),
  users: (id: string) =>
    queryOptions({
      queryKey: [ROOT, currentTenant(), 'users', id],
      queryFn: ({ signal }) => api.roles.users.query({ id }, { signal }),
    }),
};
