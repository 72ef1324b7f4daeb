import type { HealthStrips } from '@portolan/contract';
import { keepPreviousData, useQueryClient } from '@tanstack/solid-query';
import { createEffect } from 'solid-js';
import { whenHealthTurns } from '../../../components/health/when-health-turns.ts';
import { api } from '../../../lib/client.ts';
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

  const readAgain = () => {
    void queries.invalidateQueries({ queryKey: connectionQueries.lists });
    void queries.invalidateQueries({ queryKey: [...connectionQueries.all, 'strips'] });
    if (props.isFiltered) void queries.invalidateQueries({ queryKey: connectionQueries.allCounts });
  };
  whenHealthTurns((news) => statusesIn(news.summary), readAgain);
  return null;
}
