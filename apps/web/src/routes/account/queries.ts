import { queryOptions } from '@tanstack/solid-query';
import { api } from '../../lib/client.ts';

/** Where the user is signed in; of the account, and so of no tenant. */
export const sessionQueries = {
  list: () =>
    queryOptions({
      queryKey: ['sessions'],
      queryFn: ({ signal }) => api.auth.sessions.query(undefined, { signal }),
      reconcile: 'id',
    }),
};
