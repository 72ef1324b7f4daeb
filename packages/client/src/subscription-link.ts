import type { AppRouter } from '@portolan/router';
import { httpSubscriptionLink, type TRPCLink } from '@trpc/client';
import { EventSource } from 'eventsource';

/** What every request of a client has in common. */
export interface RequestOptions {
  url: string;
  headers(): Record<string, string>;
  fetch?: unknown;
}

/**
 * Server-sent events over fetch: a browser's own EventSource sends no headers, and so could neither name a tenant nor
 * carry a token.
 */
export function subscriptionLink({ url, headers, fetch: given }: RequestOptions): TRPCLink<AppRouter> {
  const fetching = (given ?? globalThis.fetch) as typeof globalThis.fetch;
  return httpSubscriptionLink({
    url,
    EventSource,
    eventSourceOptions: () => ({
      fetch: (input, init) => {
        return fetching(input as RequestInfo, { ...(init as RequestInit), headers: { ...init.headers, ...headers() } });
      },
    }),
  });
}
