import type { QueryClient } from '@tanstack/solid-query';
import { toFailure } from '../../lib/app-error.ts';
import { api } from '../../lib/client.ts';
import { loadPart } from '../../lib/load-part.ts';
import { showToast } from '../../lib/toasts.ts';
import { t } from './delete-texts.ts';
import { connectionQueries } from './queries.ts';
import { restoreConnections } from './restore-connections.ts';
import { type Deleted, rememberDeletion } from './undo-deletions.ts';

/** Deletes these, offers to take it back, and answers which are gone. */
export async function deleteConnections(
  queries: QueryClient,
  tenantId: string,
  connections: readonly Deleted[],
): Promise<readonly Deleted[]> {
  const undo = (gone: readonly Deleted[]) => ({ label: t().undo, run: () => void restoreConnections(queries, gone) });
  const [one] = connections;
  const gone =
    connections.length === 1 && one
      ? await deleteOne(one, undo)
      : await (await loadPart(() => import('./bulk/many.ts'))).deleteMany(connections, undo);
  if (gone.length > 0) rememberDeletion(tenantId, gone);
  for (const { id } of gone) queries.removeQueries({ queryKey: connectionQueries.get(id).queryKey });
  return gone;
}

async function deleteOne(
  connection: Deleted,
  undo: (gone: readonly Deleted[]) => { label: string; run(): void },
): Promise<readonly Deleted[]> {
  const { id, name } = connection;
  try {
    await api.connections.delete.mutate({ id });
    showToast({ tone: 'ok', title: t().deleted(name), action: undo([connection]) });
    return [connection];
  } catch (error) {
    showToast({ tone: 'bad', title: t().notDeleted(name), text: toFailure(error).message });
    return [];
  }
}
