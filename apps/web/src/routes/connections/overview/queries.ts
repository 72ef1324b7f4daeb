import type { HealthWindow } from '@portolan/contract';
import { queryOptions } from '@tanstack/solid-query';
import { api } from '../../../lib/client.ts';

const ROOT = 'health';

/** Keys and fetchers of what is known of the health of one connection. */
export const healthQueries = {
  all: [ROOT],
  of: (id: string) => [ROOT, id],
  detail: (id: string) =>
    queryOptions({
      queryKey: [ROOT, id, 'detail'],
      queryFn: ({ signal }) => api.health.get.query({ id }, { signal }),
    }),
  history: (id: string, window: HealthWindow) =>
    queryOptions({
      queryKey: [ROOT, id, 'history', window],
      queryFn: ({ signal }) => api.health.history.query({ id, window }, { signal }),
    }),
  incidents: (connectionId: string, limit: number) =>
    queryOptions({
      queryKey: [ROOT, connectionId, 'incidents', limit],
      queryFn: ({ signal }) => api.health.incidents.query({ connectionId, limit }, { signal }),
    }),
  defaults: () =>
    queryOptions({
      queryKey: [ROOT, 'defaults'],
      queryFn: ({ signal }) => api.health.defaults.query(undefined, { signal }),
    }),
};
