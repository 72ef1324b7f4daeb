import type { Connection, Environment } from '@portolan/contract';
import type { QueryClient } from '@tanstack/solid-query';
import { api } from '../../../lib/client.ts';
import { withTags } from '../order/tags-text.ts';
import { connectionQueries } from '../queries.ts';
import { changeMany } from './change-many.ts';
import { t } from './many-texts.ts';

/** What is done to many at once: one environment for all, or tags in addition to those that each has. */
export type ManyChange = { environment: Environment } | { tags: readonly string[] };

export async function updateMany(
  queries: QueryClient,
  connections: readonly Connection[],
  change: ManyChange,
): Promise<void> {
  await changeMany(connections, {
    title: t().changing(connections.length),
    change: async ({ id }) => {
      if ('environment' in change) return api.connections.update.mutate({ id, environment: change.environment });
      // As it is now: what others have added since the list was read stays.
      const { tags, updatedAt } = await api.connections.get.query({ id });
      return api.connections.update.mutate({
        id,
        tags: withTags(tags, change.tags),
        expectedUpdatedAt: updatedAt,
      });
    },
    done: (count) => t().changed(count),
  });
  await queries.invalidateQueries({ queryKey: connectionQueries.all });
}
