import { queryOptions } from '@tanstack/solid-query';
import { api } from '../../lib/client.ts';
import { currentTenant } from '../../lib/tenant-choice.ts';

/** What comes with time alone, such as the end of a certificate, nobody tells. */
const LOOK_MS = 60_000;

export const homeQueries = {
  /** What needs attention besides health, as far as the caller may see it. */
  attention: () =>
    queryOptions({
      queryKey: ['attention', currentTenant()],
      queryFn: ({ signal }) => api.health.attention.query(undefined, { signal }),
      refetchInterval: LOOK_MS,
    }),
};
