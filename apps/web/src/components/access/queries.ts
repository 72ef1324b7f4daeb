import type { Permission } from '@portolan/contract';
import { queryOptions } from '@tanstack/solid-query';
import { api } from '../../lib/client.ts';
import { currentTenant } from '../../lib/tenant-choice.ts';

/** Why the user may or may not do something in the tenant at hand. */
export const iamQueries = {
  explain: (permission: Permission) =>
    queryOptions({
      queryKey: ['iam', currentTenant(), permission],
      queryFn: ({ signal }) => api.iam.explain.query({ permission }, { signal }),
    }),
};
