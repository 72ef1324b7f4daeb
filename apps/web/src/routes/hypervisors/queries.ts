import type { ListHypervisorsInput } from '@portolan/contract';
import { queryOptions } from '@tanstack/solid-query';
import { api } from '../../lib/client.ts';

const ROOT = 'hypervisors';
/** Whoever looks after them does so every few seconds. */
const LOOK_MS = 10_000;

/** Keys and fetchers of the hypervisors of the installation, for operators. */
export const hypervisorQueries = {
  all: [ROOT],
  list: (input: ListHypervisorsInput) =>
    queryOptions({
      queryKey: [ROOT, 'list', input],
      queryFn: ({ signal }) => api.hypervisors.list.query(input, { signal }),
      refetchInterval: LOOK_MS,
      reconcile: 'id',
    }),
};
