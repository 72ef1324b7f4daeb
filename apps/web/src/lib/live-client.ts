import type { AppRouter } from '@portolan/client';
import { createTRPCClient, httpBatchStreamLink, type TRPCClient } from '@trpc/client';
import { answersHere } from './answers-here.ts';
import { currentTenant } from './tenant-choice.ts';

/** For answers that come piece by piece, to be read with `for await`. */
export const liveApi: TRPCClient<AppRouter> = createTRPCClient<AppRouter>({
  links: [
    answersHere(),
    httpBatchStreamLink({
      url: '/trpc',
      maxItems: 1,
      headers: () => {
        const tenant = currentTenant();
        return tenant ? { 'x-tenant-id': tenant } : {};
      },
    }),
  ],
});
