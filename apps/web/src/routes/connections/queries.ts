import type { CountConnectionsInput, ListConnectionsInput } from '@portolan/contract';
import { queryOptions } from '@tanstack/solid-query';
import { api } from '../../lib/client.ts';

const ROOT = 'connections';

/** Keys and fetchers of the connections. Lists are patched row by row, so that a changed row keeps its focus. */
export const connectionQueries = {
  all: [ROOT],
  lists: [ROOT, 'list'],
  allCounts: [ROOT, 'counts'],
  list: (input: ListConnectionsInput) =>
    queryOptions({
      queryKey: [ROOT, 'list', input],
      queryFn: ({ signal }) => api.connections.list.query(input, { signal }),
      reconcile: 'id',
    }),
  counts: (input: CountConnectionsInput) =>
    queryOptions({
      queryKey: [ROOT, 'counts', input],
      queryFn: ({ signal }) => api.connections.counts.query(input, { signal }),
    }),
  get: (id: string) =>
    queryOptions({
      queryKey: [ROOT, 'get', id],
      queryFn: ({ signal }) => api.connections.get.query({ id }, { signal }),
    }),
};
