import { api } from '../../../lib/client.ts';
import { type Deleted, forgetDeletion } from '../undo-deletions.ts';
import { changeMany } from './change-many.ts';
import { t } from './many-texts.ts';

export function restoreMany(connections: readonly Deleted[]): Promise<Deleted[]> {
  return changeMany(connections, {
    title: t().restoring(connections.length),
    async change({ id }) {
      await api.connections.restore.mutate({ id });
      forgetDeletion(id);
    },
    done: (count) => t().restored(count),
  });
}
