import type { Connection } from '@portolan/contract';
import type { QueryClient } from '@tanstack/solid-query';
import { toFailure } from '../../lib/app-error.ts';
import { api } from '../../lib/client.ts';
import { showToast } from '../../lib/toasts.ts';
import { connectionQueries } from './queries.ts';

/** Takes a deletion back, and says how that went. */
export async function restoreConnection(
  queries: QueryClient,
  { id, name }: Pick<Connection, 'id' | 'name'>,
): Promise<void> {
  try {
    await api.connections.restore.mutate({ id });
    showToast({ tone: 'ok', title: `${name} restored` });
  } catch (error) {
    showToast({ tone: 'bad', title: `${name} could not be restored`, text: toFailure(error).message });
  }
  await queries.invalidateQueries({ queryKey: connectionQueries.all });
}
