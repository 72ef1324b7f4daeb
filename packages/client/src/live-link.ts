import type { AppRouter } from '@portolan/router';
import { httpBatchStreamLink, httpSubscriptionLink, splitLink, type TRPCLink } from '@trpc/client';
import { EventSource } from 'eventsource';

/** What every request of a client has in common. */
interface RequestOptions {
  url: string;
  headers(): Record<string, string>;
  fetch?: NonNullable<Parameters<typeof httpBatchStreamLink>[0]['fetch']>;
}

/**
 * Answers that come in pieces, and events. These are read over fetch: a browser's own EventSource sends no headers, and so
 * could neither name a tenant nor carry a token.
 */
export function liveLink(link: RequestOptions): TRPCLink<AppRouter> {
  const fetching = (link.fetch ?? globalThis.fetch) as typeof globalThis.fetch;
  return splitLink({
    condition: ({ type }) => type === 'subscription',
    true: httpSubscriptionLink({
      url: link.url,
      EventSource,
      eventSourceOptions: () => ({
        fetch: (input, init) => {
          return fetching(input as string, {
            ...(init as RequestInit),
            headers: { ...init.headers, ...link.headers() },
          });
        },
      }),
    }),
    false: httpBatchStreamLink({ ...link, maxItems: 1 }),
  });
}
