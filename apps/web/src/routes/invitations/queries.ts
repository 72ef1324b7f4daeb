import type { ListInvitationsInput } from '@portolan/contract';
import { queryOptions } from '@tanstack/solid-query';
import { api } from '../../lib/client.ts';
import { currentTenant } from '../../lib/tenant-choice.ts';

const ROOT = 'invitations';

/** Keys and fetchers of the invitations into the tenant at hand. */
export const invitationQueries = {
  all: [ROOT],
  list: (input: ListInvitationsInput) =>
    queryOptions({
      queryKey: [ROOT, currentTenant(), 'list', input],
      queryFn: ({ signal }) => api.invitations.list.query(input, { signal }),
      reconcile: 'id',
    }),
};
