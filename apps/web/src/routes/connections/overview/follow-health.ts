import { useQueryClient } from '@tanstack/solid-query';
import { onCleanup } from 'solid-js';
import { useHealthNews } from '../../../lib/live-health.ts';
import { connectionQueries } from '../queries.ts';
import { newsOf } from './news-of.ts';
import { healthQueries } from './queries.ts';

/** What changes at once is read again once. */
const GATHER_MS = 200;

/** Reads what is known of a connection's health again as soon as it has changed. */
export function useFollowedHealth(id: () => string): void {
  const queries = useQueryClient();
  let known: string | null = null;
  let waiting: ReturnType<typeof setTimeout> | undefined;
  const readAgain = () => {
    waiting = undefined;
    void queries.invalidateQueries({ queryKey: healthQueries.of(id()) });
    void queries.invalidateQueries({ queryKey: connectionQueries.get(id()).queryKey });
  };
  useHealthNews((news) => {
    const told = newsOf(news, id());
    if (known !== null && told !== known) waiting ??= setTimeout(readAgain, GATHER_MS);
    known = told;
  });
  onCleanup(() => clearTimeout(waiting));
}
