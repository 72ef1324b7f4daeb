import { MutationCache, QueryCache, QueryClient, useQuery } from '@tanstack/solid-query';
import { isUnreachable, toFailure } from './app-error.ts';

const RETRIES = 2;

export interface SessionEvents {
  /** A request learned that the session is over. */
  onExpired(): void;
  /** A request was refused: what the user may do has changed, or the page offered too much. */
  onForbidden(): void;
}

export function createQueryClient(session: SessionEvents): QueryClient {
  const onError = (error: unknown) => {
    const { code } = toFailure(error);
    if (code === 'UNAUTHORIZED') session.onExpired();
    if (code === 'FORBIDDEN') session.onForbidden();
  };
  return new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: {
        staleTime: 15_000,
        retry: (count, error) => navigator.onLine !== false && count < RETRIES && isUnreachable(toFailure(error)),
        // Without a network a page says so at once, instead of waiting in silence; what it shows is read again after.
        networkMode: 'always',
        refetchOnReconnect: 'always',
      },
      // Fails at once: what waited would be done later, when nobody expects it any more.
      mutations: { networkMode: 'always' },
    },
  });
}

/**
 * solid-query's `data` suspends the nearest boundary while it is empty, and for a moment with each answer where it was
 * known from elsewhere: the page is taken out and put back, and with it go what is typed, the focus and how far a part was
 * scrolled. Pages draw their own skeletons, so here it is what the query has just now, or `undefined`.
 */
export const useLiveQuery = ((...given: Parameters<typeof useQuery>) =>
  withoutSuspense(useQuery(...given))) as typeof useQuery;

function withoutSuspense<T extends { data: unknown }>(query: T): T {
  return new Proxy(query, { get: (target, key) => (key === 'data' ? dataOf(target) : Reflect.get(target, key)) });
}

/**
 * What its store holds: `data` itself goes by the resource that suspends. The store has no such key while there is nothing,
 * so it is also asked whether it has: whoever reads it hears when it comes.
 */
function dataOf(query: { data?: unknown }): unknown {
  if (!('data' in query)) return undefined;
  const held = Object.getOwnPropertyDescriptor(query, 'data');
  return held?.get ? held.get() : held?.value;
}
