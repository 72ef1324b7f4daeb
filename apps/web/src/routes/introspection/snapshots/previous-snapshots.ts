import type { Snapshot } from '@portolan/contract';

/**
 * Each snapshot of a page, newest first, with the one before it: the last one's is the first of the next page. Null
 * where there is none, undefined while it is not known.
 */
export function withPrevious(
  page: readonly Snapshot[],
  hasNextPage: boolean,
  next: Snapshot | undefined,
): (Snapshot & { previous: Snapshot | null | undefined })[] {
  const after = hasNextPage ? next : null;
  return page.map((snapshot, index) => ({ ...snapshot, previous: index + 1 < page.length ? page[index + 1] : after }));
}
