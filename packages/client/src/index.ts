import type { AppRouter } from '@portolan/router';
import {
  createTRPCClient,
  httpBatchLink,
  httpBatchStreamLink,
  httpLink,
  splitLink,
  type TRPCClient,
  TRPCClientError,
} from '@trpc/client';

import { lazyLink } from './lazy-link.ts';

export * from './types.ts';
export type { AppRouter, TRPCClient };

/** An API key or a bearer token; neither where a cookie carries the session. */
export interface ClientOptions {
  apiKey?: string;
  token?: string;
  /** Id or slug of the tenant to work in, or a function that answers it for each request. */
  tenant?: string | (() => string | null);
  fetch?: NonNullable<Parameters<typeof httpBatchLink>[0]['fetch']>;
}

/** As many calls as the server takes in one request. */
const MAX_BATCH = 10;
/** Sessions begin and end in requests of their own: a batched answer cannot carry their cookie. */
const ALONE = new Set(['auth.login', 'auth.logout', 'invitations.acceptAndSignIn']);
/** Answers that come piece by piece, to be read with `for await`. */
const STREAMS = new Set(['audit.export', 'installation.exportEvents', 'connections.watchTest']);

/** A client of the Portolan at `url` (its origin), typed end to end by the server's router. */
export function createClient(url: string, options: ClientOptions = {}): TRPCClient<AppRouter> {
  const link = {
    url: `${url.replace(/\/$/, '')}/trpc`,
    headers: () => headersOf(options),
    ...(options.fetch ? { fetch: options.fetch } : {}),
  };
  const calls = splitLink<AppRouter>({
    condition: ({ path }) => STREAMS.has(path),
    true: httpBatchStreamLink({ ...link, maxItems: 1 }),
    false: httpBatchLink({ ...link, maxItems: MAX_BATCH, maxURLLength: 6_000 }),
  });
  const subscriptions = lazyLink(async () => (await import('./subscription-link.ts')).subscriptionLink(link));
  return createTRPCClient<AppRouter>({
    links: [
      splitLink({
        condition: ({ path }) => ALONE.has(path),
        true: httpLink(link),
        false: splitLink({ condition: ({ type }) => type === 'subscription', true: subscriptions, false: calls }),
      }),
    ],
  });
}

/** Whether an error came from the server's router; `error.data` is typed then. */
export function isClientError(error: unknown): error is TRPCClientError<AppRouter> {
  return error instanceof TRPCClientError;
}

function headersOf({ apiKey, token, tenant }: ClientOptions): Record<string, string> {
  const secret = apiKey ?? token;
  const active = typeof tenant === 'function' ? tenant() : tenant;
  return {
    ...(secret ? { authorization: `Bearer ${secret}` } : {}),
    ...(active ? { 'x-tenant-id': active } : {}),
  };
}
