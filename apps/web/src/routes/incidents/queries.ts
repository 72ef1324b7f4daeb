import type { ListIncidentsInput } from '@portolan/contract';
import { queryOptions } from '@tanstack/solid-query';
import { api } from '../../lib/client.ts';
import { currentTenant } from '../../lib/tenant-choice.ts';

const ROOT = 'incidents';

/** Keys and fetchers of the incidents of the tenant at hand. */
export const incidentQueries = {
  all: [ROOT],
  list: (input: ListIncidentsInput) =>
    queryOptions({
      queryKey: [ROOT, currentTenant(), 'list', input],
      queryFn: ({ signal }) => api.health.incidents.query(input, { signal }),
      reconcile: 'id',
    }),
  one: (id: string) =>
    queryOptions({
      queryKey: [ROOT, currentTenant(), 'one', id],
      queryFn: ({ signal }) => api.health.incident.query({ id }, { signal }),
    }),
  /** What its connections are called, for the filter. */
  connections: () =>
    queryOptions({
      queryKey: ['incident-connections', currentTenant()],
      queryFn: ({ signal }) => api.connections.options.query(undefined, { signal }),
    }),
};
