import type { HealthNews, HealthStrips } from '@portolan/contract';
import { keepPreviousData, useQueryClient } from '@tanstack/solid-query';
import { createEffect, onCleanup } from 'solid-js';
import { api } from '../../../lib/client.ts';
import { useHealthNews } from '../../../lib/live-health.ts';
import { useLiveQuery } from '../../../lib/query.ts';
import { connectionQueries } from '../queries.ts';
import { type DayStrip, dayStrips } from './day-strip.ts';
import { statusesIn } from './statuses-in.ts';

interface HealthReaderProps {
  /** The connections of the page. */
  ids: readonly string[];
  /** Whether the list is narrowed or sorted by it: then its counts change as well. */
  isFiltered: boolean;
  onStrips(strips: ReadonlyMap<string, DayStrip>): void;
}

/** What changes at once is read again once. */
const GATHER_MS = 250;
/** A step is half an hour: nobody misses what is a little older. */
const REFRESH_MS = 120_000;

/** Reads the strips of a page of the list after it, and the page again whenever the health of a connection has changed. */
export default function HealthReader(props: HealthReaderProps) {
  const queries = useQueryClient();
  const ids = () => props.ids.toSorted();
  const strips = useLiveQuery<HealthStrips>(() => ({
    queryKey: [...connectionQueries.all, 'strips', ids()],
    queryFn: ({ signal }) => api.health.strips.query({ ids: ids() }, { signal }),
    enabled: ids().length > 0,
    placeholderData: keepPreviousData,
    refetchInterval: REFRESH_MS,
  }));
  createEffect(() => {
    if (strips.data) props.onStrips(dayStrips(strips.data));
  });

  let known: string | null = null;
  let waiting: ReturnType<typeof setTimeout> | undefined;
  const readAgain = () => {
    waiting = undefined;
    void queries.invalidateQueries({ queryKey: connectionQueries.lists });
    void queries.invalidateQueries({ queryKey: [...connectionQueries.all, 'strips'] });
    if (props.isFiltered) void queries.invalidateQueries({ queryKey: connectionQueries.allCounts });
  };
  useHealthNews((news: HealthNews) => {
    const told = statusesIn(news.summary);
    if (known !== null && told !== known) waiting ??= setTimeout(readAgain, GATHER_MS);
    known = told;
  });
  onCleanup(() => clearTimeout(waiting));
  return null;
}
