import type { ListAuditEventsInput } from '@portolan/contract';
import { queryOptions } from '@tanstack/solid-query';
import { api } from '../../lib/client.ts';
import { currentTenant } from '../../lib/tenant-choice.ts';

const ROOT = 'audit';

/** Keys and fetchers of the audit log of the tenant at hand. */
export const auditQueries = {
  all: [ROOT],
  list: (input: ListAuditEventsInput) =>
    queryOptions({
      queryKey: [ROOT, currentTenant(), 'list', input],
      queryFn: ({ signal }) => api.audit.list.query(input, { signal }),
      reconcile: 'id',
    }),
};
