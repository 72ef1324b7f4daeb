import type { QueryClient } from '@tanstack/solid-query';
import { api } from '../../lib/client.ts';
import { loadPart } from '../../lib/load-part.ts';
import { localized } from '../../lib/locale.ts';
import { showFailure } from '../../lib/show-failure.ts';
import { showToast } from '../../lib/toasts.ts';
import { restoring } from '../../locales/en.ts?restoring';
import { connectionQueries } from './queries.ts';
import { type Deleted, forgetDeletion } from './undo-deletions.ts';

const t = localized('restoring', restoring);

/** Takes a deletion back, and says how that went. */
export async function restoreConnections(queries: QueryClient, connections: readonly Deleted[]): Promise<void> {
  const [one] = connections;
  if (connections.length === 1 && one) await restoreOne(queries, one);
  else {
    const { restoreMany } = await loadPart(() => import('./bulk/many.ts'));
    await restoreMany(connections);
  }
  await queries.invalidateQueries({ queryKey: connectionQueries.all });
}

async function restoreOne(queries: QueryClient, connection: Deleted): Promise<void> {
  const { id, name } = connection;
  try {
    await api.connections.restore.mutate({ id });
    forgetDeletion(id);
    showToast({ tone: 'ok', title: t().restored(name) });
  } catch (error) {
    showFailure(t().notRestored(name), error, () => restoreConnections(queries, [connection]));
  }
}
