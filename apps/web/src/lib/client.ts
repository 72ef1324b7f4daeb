import type { AppRouter } from '@portolan/client';
import { createTRPCClient, httpBatchLink, httpLink, splitLink, type TRPCClient } from '@trpc/client';
import { answersHere } from './answers-here.ts';
import { currentTenant } from './tenant-choice.ts';

const url = '/trpc';
/** As many calls as the server takes in one request. */
const MAX_BATCH = 10;
const headers = (): Record<string, string> => {
  const tenant = currentTenant();
  return tenant ? { 'x-tenant-id': tenant } : {};
};

/**
 * Quick queries share one request. Mutations go alone, because the cookie of a login needs an answer of its own, and so
 * does charting a target database, which would hold back whatever was batched with it.
 */
export const api: TRPCClient<AppRouter> = createTRPCClient<AppRouter>({
  links: [
    answersHere(),
    splitLink({
      condition: (op) => op.type === 'mutation' || op.path.startsWith('introspection.'),
      true: httpLink({ url, headers }),
      false: httpBatchLink({ url, headers, maxURLLength: 6_000, maxItems: MAX_BATCH }),
    }),
  ],
});
