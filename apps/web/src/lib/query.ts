import { MutationCache, QueryCache, QueryClient, useQuery } from '@tanstack/solid-query';
import { isUnauthorized, toFailure } from './app-error.ts';

const RETRIES = 2;
const TRANSIENT = new Set(['NETWORK', 'UNAVAILABLE']);

/** Whatever request learns that the session is over tells `onExpired`. */
export function createQueryClient(onExpired: () => void): QueryClient {
  const onError = (error: unknown) => {
    if (isUnauthorized(error)) onExpired();
  };
  return new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: {
        staleTime: 15_000,
        retry: (count, error) => count < RETRIES && TRANSIENT.has(toFailure(error).code),
      },
    },
  });
}

/**
 * solid-query's `data` suspends the nearest boundary while it is empty, which unmounts inputs in mid-typing. Pages
 * draw their own skeletons, so here it is `undefined` instead.
 */
export const useLiveQuery: typeof useQuery = ((options: never, client: never) => {
  const query = useQuery(options, client) as unknown as Record<PropertyKey, unknown>;
  return new Proxy(query, {
    get: (target, key) => (key === 'data' && target.isPending ? undefined : target[key]),
  });
}) as never;
