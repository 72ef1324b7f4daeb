import type { ConnectionFacetsInput, ConnectionPage, ListConnectionsInput } from '@portolan/contract';
import { queryOptions } from '@tanstack/solid-query';
import { api } from '../../lib/client.ts';

const ROOT = 'connections';

const MOST = 100;

async function allOfList(input: ListConnectionsInput, signal: AbortSignal): Promise<ConnectionPage> {
  const ask = (page: number) => api.connections.list.query({ ...input, page, pageSize: MOST }, { signal });
  const first = await ask(1);
  // What is asked for at once goes together.
  const rest = await Promise.all(Array.from({ length: first.totalPages - 1 }, (_, index) => ask(index + 2)));
  const items = [first, ...rest].flatMap((page) => page.items);
  return { items, total: items.length, page: 1, pageSize: items.length, totalPages: 1 };
}

/** Keys and fetchers of the connections. Lists are patched row by row, so that a changed row keeps its focus. */
export const connectionQueries = {
  all: [ROOT],
  lists: [ROOT, 'list'],
  allCounts: [ROOT, 'counts'],
  /** One page; or all that match, in the shape of one: rows are patched in it as in any other. */
  list: (input: ListConnectionsInput, isWhole = false) =>
    queryOptions({
      queryKey: [ROOT, 'list', isWhole ? { ...input, page: 'all', pageSize: 'all' } : input],
      queryFn: ({ signal }) => (isWhole ? allOfList(input, signal) : api.connections.list.query(input, { signal })),
      reconcile: 'id',
    }),
  facets: (input: ConnectionFacetsInput) =>
    queryOptions({
      queryKey: [ROOT, 'counts', input],
      queryFn: ({ signal }) => api.connections.facets.query(input, { signal }),
    }),
  /** How long what is deleted can be restored. */
  deleters: () =>
    queryOptions({
      queryKey: [ROOT, 'deleters'],
      queryFn: ({ signal }) => api.connections.deleters.query(undefined, { signal }),
    }),
  retention: () =>
    queryOptions({
      queryKey: ['retention'],
      queryFn: ({ signal }) => api.connections.retention.query(undefined, { signal }),
      staleTime: Number.POSITIVE_INFINITY,
    }),
  get: (id: string) =>
    queryOptions({
      queryKey: [ROOT, 'get', id],
      queryFn: ({ signal }) => api.connections.get.query({ id }, { signal }),
    }),
};
