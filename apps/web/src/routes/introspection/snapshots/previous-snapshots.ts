import type { Snapshot } from '@portolan/contract';

/**
 * Each snapshot of a page, newest first, with the one before it: the last one's is the first of the next page. Null
 * where there is none, undefined while it is not known.
 */
export function withPrevious<T extends Snapshot>(
  page: readonly T[],
  hasNextPage: boolean,
  next: T | undefined,
): (T & { previous: T | null | undefined })[] {
  const after = hasNextPage ? next : null;
  return page.map((snapshot, index) => ({ ...snapshot, previous: index + 1 < page.length ? page[index + 1] : after }));
}
