import type { Connection } from '@portolan/contract';
import type { QueryClient } from '@tanstack/solid-query';
import { api } from '../../lib/client.ts';
import { showFailure } from '../../lib/show-failure.ts';
import { showToast } from '../../lib/toasts.ts';
import { connectionQueries } from './queries.ts';

/** Takes a deletion back, and says how that went. */
export async function restoreConnection(
  queries: QueryClient,
  connection: Pick<Connection, 'id' | 'name'>,
): Promise<void> {
  const { id, name } = connection;
  try {
    await api.connections.restore.mutate({ id });
    showToast({ tone: 'ok', title: `${name} restored` });
  } catch (error) {
    showFailure(`${name} could not be restored`, error, () => restoreConnection(queries, connection));
  }
  await queries.invalidateQueries({ queryKey: connectionQueries.all });
}
