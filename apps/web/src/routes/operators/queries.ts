import type { ListOperatorsInput } from '@portolan/contract';
import { queryOptions } from '@tanstack/solid-query';
import { api } from '../../lib/client.ts';

const ROOT = 'operators';

/** Keys and fetchers of the operators of the installation, and of who is invited to be one. */
export const operatorQueries = {
  all: [ROOT],
  list: (input: ListOperatorsInput) =>
    queryOptions({
      queryKey: [ROOT, 'list', input],
      queryFn: ({ signal }) => api.operators.list.query(input, { signal }),
      reconcile: 'id',
    }),
};
