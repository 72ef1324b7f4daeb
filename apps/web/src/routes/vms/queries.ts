import type { ListVmsInput, VmLogsInput } from '@portolan/contract';
import { queryOptions } from '@tanstack/solid-query';
import { api } from '../../lib/client.ts';
import { currentTenant } from '../../lib/tenant-choice.ts';

const ROOT = 'vms';
/** While there is nothing to run machines on, the page looks whether there is by now. */
const LOOK_MS = 15_000;

/** Keys and fetchers of the machines of the tenant at hand. */
export const vmQueries = {
  all: [ROOT],
  lists: () => [ROOT, currentTenant(), 'list'],
  available: () =>
    queryOptions({
      queryKey: [ROOT, currentTenant(), 'available'],
      queryFn: ({ signal }) => api.hypervisors.available.query(undefined, { signal }),
      refetchInterval: (query) => (query.state.data?.available ? false : LOOK_MS),
    }),
  list: (input: ListVmsInput) =>
    queryOptions({
      queryKey: [...vmQueries.lists(), input],
      queryFn: ({ signal }) => api.vms.list.query(input, { signal }),
      reconcile: 'id',
    }),
  templates: () =>
    queryOptions({
      queryKey: [ROOT, currentTenant(), 'templates'],
      queryFn: ({ signal }) => api.vmTemplates.list.query(undefined, { signal }),
    }),
  quota: () =>
    queryOptions({
      queryKey: [ROOT, currentTenant(), 'quota'],
      queryFn: ({ signal }) => api.vms.quota.query(undefined, { signal }),
    }),
  one: (id: string) =>
    queryOptions({
      queryKey: [ROOT, currentTenant(), 'one', id],
      queryFn: ({ signal }) => api.vms.get.query({ id }, { signal }),
    }),
  logs: (input: VmLogsInput) =>
    queryOptions({
      queryKey: [ROOT, currentTenant(), 'logs', input],
      queryFn: ({ signal }) => api.vms.logs.query(input, { signal }),
    }),
};
