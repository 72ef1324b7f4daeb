import { useQueryClient } from '@tanstack/solid-query';
import { whenHealthTurns } from '../../../components/health/when-health-turns.ts';
import { connectionQueries } from '../queries.ts';
import { newsOf } from './news-of.ts';
import { healthQueries } from './queries.ts';

/** Reads what is known of a connection's health again as soon as it has changed. */
export function useFollowedHealth(id: () => string): void {
  const queries = useQueryClient();
  const readAgain = () => {
    void queries.invalidateQueries({ queryKey: healthQueries.of(id()) });
    void queries.invalidateQueries({ queryKey: connectionQueries.get(id()).queryKey });
  };
  whenHealthTurns((news) => newsOf(news, id()), readAgain);
}
