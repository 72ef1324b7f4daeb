import type { AppRouter } from '@portolan/router';
import { TRPCClientError, type TRPCLink } from '@trpc/client';
import { observable, type Unsubscribable } from '@trpc/server/observable';

/** A link that is loaded with the first call that takes it. */
export function lazyLink(load: () => Promise<TRPCLink<AppRouter>>): TRPCLink<AppRouter> {
  return (runtime) => (call) =>
    observable((observer) => {
      let subscription: Unsubscribable | null = null;
      let left = false;
      load().then(
        (link) => {
          if (!left) subscription = link(runtime)(call).subscribe(observer);
        },
        (error: unknown) => observer.error(TRPCClientError.from(error as Error)),
      );
      return () => {
        left = true;
        subscription?.unsubscribe();
      };
    });
}
