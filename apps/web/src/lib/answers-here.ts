import type { TRPCLink } from '@trpc/client';
import type { AnyTRPCRouter } from '@trpc/server';
import { observable } from '@trpc/server/observable';
import { entryNumber } from './tenant-choice.ts';

/**
 * What was asked for in another tenant than the one the tab is in by now is answered by silence: whoever asked is
 * gone, and neither a message nor a list of the new tenant can come of it.
 */
export function answersHere<Router extends AnyTRPCRouter>(): TRPCLink<Router> {
  return () =>
    ({ op, next }) =>
      observable((observer) => {
        const entry = entryNumber();
        const isHere = () => entryNumber() === entry;
        return next(op).subscribe({
          next: (value) => isHere() && observer.next(value),
          error: (error) => isHere() && observer.error(error),
          complete: () => isHere() && observer.complete(),
        });
      });
}
