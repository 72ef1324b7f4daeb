import type { ExportAuditEventsInput, ListAuditEventsInput } from '@portolan/contract';
import { queryOptions } from '@tanstack/solid-query';
import { api } from '../../lib/client.ts';
import { currentTenant } from '../../lib/tenant-choice.ts';

const ROOT = 'audit';

/** Keys and fetchers of the audit log of the tenant at hand, and of that of the installation. */
export const auditQueries = {
  all: [ROOT],
  list: (input: ListAuditEventsInput) =>
    queryOptions({
      queryKey: [ROOT, currentTenant(), 'list', input],
      queryFn: ({ signal }) => api.audit.list.query(input, { signal }),
      reconcile: 'id',
    }),
  facets: (input: ExportAuditEventsInput) =>
    queryOptions({
      queryKey: [ROOT, currentTenant(), 'facets', input],
      queryFn: ({ signal }) => api.audit.facets.query(input, { signal }),
    }),
  installationFacets: (input: ExportAuditEventsInput) =>
    queryOptions({
      queryKey: [ROOT, null as string | null, 'installation facets', input],
      queryFn: ({ signal }) => api.installation.eventFacets.query(input, { signal }),
    }),
  installation: (input: ListAuditEventsInput) =>
    queryOptions({
      queryKey: [ROOT, null as string | null, 'installation', input],
      queryFn: ({ signal }) => api.installation.events.query(input, { signal }),
      reconcile: 'id',
    }),
};
